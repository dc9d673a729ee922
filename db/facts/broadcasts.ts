/** Applies what happened to broadcasts, and what the link's self-test found. */
import { sql } from 'drizzle-orm'
import { OVER } from '#domain/broadcast-state.ts'
import type { Change, ChangeOf } from '#domain/change.ts'
import { insertRows } from '../rows.ts'
import { broadcasts, broadcastVillages } from '../schema/broadcasts.ts'
import type { Tx } from '../tx.ts'

export async function applyBroadcasts(tx: Tx, changes: Change[], now: Date): Promise<void> {
  for (const c of changes) await APPLY[c.type]?.(tx, c as never, now)
}

type Apply = { [T in Change['type']]?: (tx: Tx, change: ChangeOf<T>, now: Date) => Promise<unknown> }

const endedAt = (state: ChangeOf<'broadcast.told'>['state'], now: Date) =>
  OVER.includes(state) ? now.toISOString() : null

const APPLY: Apply = {
  'broadcast.requested': (tx, c) => insertRows(tx, broadcasts, [{ ...c.broadcast }]),
  'broadcast.approved': async (tx, { broadcast: b, villages }) => {
    await tx.execute(sql`update broadcasts set state = ${b.state}, approval = ${JSON.stringify(b.approval)}::jsonb, serial = ${b.serial}, play_id = ${b.playId},
    start_at = ${b.startAt!.toISOString()}, end_at = ${b.endAt!.toISOString()} where id = ${b.id}`)
    await insertRows(
      tx,
      broadcastVillages,
      villages.map((v) => ({ broadcastId: b.id, ...v })),
    )
  },
  'broadcast.signed': (tx, c) =>
    tx.execute(sql`update broadcasts set approval = ${JSON.stringify(c.approval)}::jsonb where id = ${c.id}`),
  'broadcast.moved': (tx, c, now) =>
    tx.execute(sql`update broadcasts set state = ${c.to}, ended_at = ${endedAt(c.to, now)} where id = ${c.id}`),
  'broadcast.stopped': (tx, c) =>
    tx.execute(sql`update broadcasts set stop = ${JSON.stringify(c.stop)}::jsonb where id = ${c.id}`),
  'broadcast.told': async (tx, c, now) => {
    await tx.execute(
      sql`update broadcasts set state = ${c.state}, ended_at = ${endedAt(c.state, now)} where id = ${c.id}`,
    )
    await insertRows(
      tx,
      broadcastVillages,
      c.villages.map((v) => ({ broadcastId: c.id, ...v })),
      sql`on conflict (broadcast_id, village_code) do update set state = excluded.state, coverage = excluded.coverage, reached = excluded.reached, note = excluded.note, reported_at = excluded.reported_at`,
    )
  },
  'link.tested': (tx, c, now) =>
    tx.execute(sql`insert into links (channel, checked_at, last_ok_at, failures, code, lost_at)
    values ('broadcast', ${now.toISOString()}, ${c.ok ? now.toISOString() : null}, ${c.failures}, ${c.code}, ${c.lostAt?.toISOString() ?? null})
    on conflict (channel) do update set checked_at = excluded.checked_at, last_ok_at = coalesce(excluded.last_ok_at, links.last_ok_at), failures = excluded.failures, code = excluded.code, lost_at = excluded.lost_at`),
  'link.heard': (tx, _c, now) =>
    tx.execute(sql`insert into links (channel, heard_at) values ('broadcast', ${now.toISOString()})
    on conflict (channel) do update set heard_at = excluded.heard_at`),
}
