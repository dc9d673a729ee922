/** Forgets what need not be kept: raw events after their retention, finished messages, spent keys. The ledger is never touched. */
import { sql } from 'drizzle-orm'
import type { Db } from '#db/engine/tx.ts'
import type { Settings } from '#domain/kernel/settings.ts'

/** The day up to which was last pruned. */
const PRUNED = 'prune'
/** One round goes on by no more than this, whatever the clock says; a station that was off catches up by it. */
const MOST_DAYS_A_ROUND = 2
const DAY_MS = 24 * 3600_000

/**
 * A day that the station has lived through, never one that only its clock has reached: where that stands years ahead, a round
 * goes on from the last one as if it came a day or two later.
 */
async function lived(db: Db, now: Date): Promise<Date> {
  const [row] = await db.execute<{ last: string | null }>(
    sql`select coalesce((select at from heartbeats where name = ${PRUNED}), (select max(received_at) from inbox)) last`,
  )
  const last = row?.last ? new Date(row.last).getTime() : now.getTime()
  return new Date(Math.min(now.getTime(), last + MOST_DAYS_A_ROUND * DAY_MS))
}

export async function prune(db: Db, { raw_days, outbox_days }: Settings['retention'], clock: Date): Promise<void> {
  const now = await lived(db, clock)
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS).toISOString()
  // the row stays as the dedupe; only the platform's own body goes
  await db.execute(
    sql`update inbox i set raw = '' where received_at < ${ago(raw_days)} and raw <> '' and not exists (select 1 from unread u where u.inbox_id = i.id)`,
  )
  // what was said about a warning is its evidence and stays
  await db.execute(
    sql`delete from outbox where state in ('sent','settled') and created_at < ${ago(outbox_days)} and about_kind is distinct from 'warning'`,
  )
  await db.execute(sql`delete from idempotency where at < ${ago(2)}`)
  await db.execute(sql`delete from code_tries where at < ${ago(1)}`)
  await db.execute(sql`delete from bind_codes where expires_at < ${ago(30)}`)
  await db.execute(sql`delete from web_sessions where expires_at < ${ago(1)}`)
  await db.execute(
    sql`insert into heartbeats (name, at) values (${PRUNED}, ${now.toISOString()}) on conflict (station_id, name) do update set at = excluded.at`,
  )
}
