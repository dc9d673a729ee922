/** Moves along whatever waits for a time, where the clock was set. Facts keep the time they were told with. */
import { sql } from 'drizzle-orm'
import { among } from '../engine/rows.ts'
import type { Db, Tx } from '../engine/tx.ts'

/** The station's time as the process that keeps it last wrote it. */
const CLOCK = 'clock'

/** @param now by the new time. */
export function moveTimes(tx: Tx, ms: number, kinds: readonly string[], now: Date): Promise<unknown> {
  const by = sql`make_interval(secs => ${ms / 1000})`
  return Promise.all([
    tx.execute(sql`update unread set next_at = next_at + ${by} where next_at is not null`),
    ...[sql`state = 'queued'`, sql`leased_until is not null`].map((waiting) =>
      tx.execute(
        sql`update outbox set available_at = available_at + ${by}, first_tried_at = first_tried_at + ${by}, created_at = created_at + ${by} where ${waiting}`,
      ),
    ),
    tx.execute(sql`update attachments set next_at = next_at + ${by} where hash is null and error is null`),
    tx.execute(
      sql`update deadlines set due_at = due_at + ${by} where done_at is null and ${among(sql`kind`, [...kinds])}`,
    ),
    tx.execute(sql`update warnings set steps_from = coalesce(steps_from, opened_at) + ${by} where state = 'open'`),
    tx.execute(
      sql`update feeds set checked_at = checked_at + ${by}, ok_at = ok_at + ${by}, failing_since = failing_since + ${by}, told_at = told_at + ${by}`,
    ),
    tx.execute(
      sql`update links set checked_at = checked_at + ${by}, last_ok_at = last_ok_at + ${by}, lost_at = lost_at + ${by}, heard_at = heard_at + ${by}`,
    ),
    beat(tx, now),
  ])
}

/** Nothing is put off for longer than this: what waits for a time further off was put off by a clock that was wrong. */
const FURTHEST_S = { unread: 60, outbox: 900, attachments: 900, cards: 60 }

/** Written further ahead than this, it was written by a clock that has been set back since. */
const AHEAD_S = 5

/**
 * Whatever waits for a time that no try would have given it is due now; what was written while the clock was being set counts
 * from now.
 */
export function clampTimes(db: Db, now: Date): Promise<unknown> {
  const at = sql`${now.toISOString()}::timestamptz`
  const beyond = (seconds: number) => sql`${at} + make_interval(secs => ${seconds})`
  return Promise.all([
    db.execute(sql`update unread set next_at = ${at} where next_at > ${beyond(FURTHEST_S.unread)}`),
    db.execute(
      sql`update outbox set available_at = ${at} where state = 'queued' and available_at > ${beyond(FURTHEST_S.outbox)} and created_at <= ${beyond(AHEAD_S)}`,
    ),
    db.execute(
      sql`update outbox set available_at = ${at} + (available_at - created_at), created_at = ${at} where state = 'queued' and created_at > ${beyond(AHEAD_S)}`,
    ),
    db.execute(
      sql`update attachments set next_at = ${at} where hash is null and error is null and next_at > ${beyond(FURTHEST_S.attachments)}`,
    ),
    db.execute(
      sql`update deadlines set due_at = ${at} where kind = 'warning.card' and done_at is null and due_at > ${beyond(FURTHEST_S.cards)}`,
    ),
    db.execute(sql`
      with late as (select id, coalesce(steps_from, opened_at) - ${at} by from warnings where state = 'open' and coalesce(steps_from, opened_at) > ${beyond(AHEAD_S)} for update),
        moved as (update warnings w set steps_from = ${at} from late where w.id = late.id)
      update deadlines d set due_at = d.due_at - late.by from late where d.subject_id = late.id and d.done_at is null`),
  ])
}

/** Writes the station's time down, so that whoever keeps it next sees whether the clock went back meanwhile. */
export const beat = (db: Db | Tx, now: Date): Promise<unknown> =>
  db.execute(
    sql`insert into heartbeats (name, at) values (${CLOCK}, ${now.toISOString()}) on conflict (station_id, name) do update set at = excluded.at`,
  )

/** The station's time as last written; null before the first. */
export async function lastBeat(db: Db): Promise<Date | null> {
  const [row] = await db.execute<{ at: string }>(sql`select at from heartbeats where name = ${CLOCK}`)
  return row ? new Date(row.at) : null
}
