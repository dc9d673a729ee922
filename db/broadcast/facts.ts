/** Applies what happened to broadcasts, and what the link's self-test found. */

import { type SQL, sql } from 'drizzle-orm'
import { type AirVillage, type BroadcastState, OVER } from '#domain/broadcast/broadcast.ts'
import type { BroadcastFact, ChangeOf } from '#domain/broadcast/fact.ts'
import type { AnyFact } from '#domain/kernel/fact.ts'
import { Overtaken } from '../engine/overtaken.ts'
import { insertRows } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'
import { LEDGER_ONLY, type Writers, writeEach } from '../fact.ts'
import { broadcasts, broadcastVillages } from './tables.ts'

export async function writeBroadcasts(tx: Tx, changes: readonly AnyFact[], now: Date): Promise<void> {
  await writeEach(WRITERS, tx, changes, now)
}

/**
 * A step that was decided from what a broadcast was, written only where it still is: throws where somebody else was first, so
 * that whoever came second decides again from what is so now.
 */
async function step(tx: Tx, id: string, from: BroadcastState, set: SQL): Promise<void> {
  const rows = await tx.execute(sql`update broadcasts set ${set} where id = ${id} and state = ${from} returning id`)
  if (!rows.length) throw new Overtaken(`the broadcast is no longer ${from}`)
}

const endedAt = (state: ChangeOf<'broadcast.told'>['state'], now: Date) =>
  OVER.includes(state) ? now.toISOString() : null

const writeVillages = (tx: Tx, broadcastId: string, villages: AirVillage[]) =>
  insertRows(
    tx,
    broadcastVillages,
    villages.map((v) => ({ broadcastId, ...v })),
    sql`on conflict (station_id, broadcast_id, village_code) do update set state = excluded.state, coverage = excluded.coverage, reached = excluded.reached, note = excluded.note, reported_at = excluded.reported_at`,
  )

const WRITERS: Writers<BroadcastFact> = {
  'link.lost': LEDGER_ONLY,
  'link.back': LEDGER_ONLY,
  'broadcast.requested': async (tx, { broadcast: b }) => {
    const same = await tx.execute(
      sql`select 1 from broadcasts where ended_at is null and stop is null and hash = ${b.hash} and villages = ${`{${b.villages.join(',')}}`}::text[] limit 1`,
    )
    if (same.length) throw new Overtaken('the same was asked for meanwhile')
    await insertRows(tx, broadcasts, [{ ...b }])
  },
  'broadcast.approved': async (tx, { broadcast: b, villages }) => {
    await step(
      tx,
      b.id,
      'requested',
      sql`state = ${b.state}, approval = ${JSON.stringify(b.approval)}::jsonb, serial = ${b.serial}, play_id = ${b.playId},
    start_at = ${b.startAt!.toISOString()}, end_at = ${b.endAt!.toISOString()}`,
    )
    await insertRows(
      tx,
      broadcastVillages,
      villages.map((v) => ({ broadcastId: b.id, ...v })),
    )
  },
  'broadcast.signed': (tx, c) =>
    tx.execute(sql`update broadcasts set approval = ${JSON.stringify(c.approval)}::jsonb where id = ${c.id}`),
  'broadcast.moved': (tx, c, now) => step(tx, c.id, c.from, sql`state = ${c.to}, ended_at = ${endedAt(c.to, now)}`),
  'broadcast.stopped': async (tx, { broadcast: b, from, villages }, now) => {
    await step(
      tx,
      b.id,
      from,
      sql`state = ${b.state}, stop = ${JSON.stringify(b.stop)}::jsonb, stop_id = ${b.stopId}, ended_at = ${endedAt(b.state, now)}`,
    )
    await writeVillages(tx, b.id, villages)
  },
  'broadcast.told': async (tx, c, now) => {
    await step(tx, c.id, c.from, sql`state = ${c.state}, ended_at = ${endedAt(c.state, now)}`)
    await writeVillages(tx, c.id, c.villages)
  },
  'link.tested': (tx, c, now) =>
    tx.execute(sql`insert into links (channel, checked_at, last_ok_at, failures, code, lost_at)
    values ('broadcast', ${now.toISOString()}, ${c.ok ? now.toISOString() : null}, ${c.failures}, ${c.code}, ${c.lostAt?.toISOString() ?? null})
    on conflict (station_id, channel) do update set checked_at = excluded.checked_at, last_ok_at = coalesce(excluded.last_ok_at, links.last_ok_at), failures = excluded.failures, code = excluded.code, lost_at = excluded.lost_at`),
  'link.heard': (tx, _c, now) =>
    tx.execute(sql`insert into links (channel, heard_at) values ('broadcast', ${now.toISOString()})
    on conflict (station_id, channel) do update set heard_at = excluded.heard_at`),
}
