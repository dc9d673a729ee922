/** Applies what happened to checks. */
import { sql } from 'drizzle-orm'
import type { InspectionFact } from '#domain/inspection/fact.ts'
import type { AnyFact } from '#domain/kernel/fact.ts'
import { Overtaken } from '../engine/overtaken.ts'
import { insertRows } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'
import { type Writers, writeEach } from '../fact.ts'
import { inspectionItems, inspectionPlans, inspections } from './tables.ts'

export async function writeInspections(tx: Tx, facts: readonly AnyFact[], now: Date): Promise<void> {
  await writeEach(WRITERS, tx, facts, now)
}

const WRITERS: Writers<InspectionFact> = {
  'inspection.begun': async (tx, { check }, now) => {
    const { id, unit, unitKind, placeId, byId, channel, chat, begunAt, touchedAt, endedAt } = check
    await insertRows(tx, inspections, [
      { id, unit, unitKind, placeId, byId, channel, chat, begunAt, touchedAt, endedAt },
    ])
    await insertRows(
      tx,
      inspectionItems,
      check.items.map(({ seq, item, result, wrong, hazardId, hazardNo }) => ({
        ...{ inspectionId: id, seq, item, result, wrong, hazardId, hazardNo },
        ...(result ? { byId, answeredAt: now } : { byId: null, answeredAt: null }),
      })),
    )
  },
  'inspection.answered': async (tx, c, now) => {
    const at = now.toISOString()
    const done = await tx.execute(sql`
      insert into inspection_items (inspection_id, seq, item, result, wrong, hazard_id, hazard_no, by_id, answered_at)
      values (${c.id}, ${c.seq}, ${c.item}, ${c.result}, ${c.wrong}, ${c.hazardId}, ${c.hazardNo}, ${c.by}, ${at})
      on conflict (station_id, inspection_id, seq) do update set result = excluded.result, wrong = excluded.wrong,
        hazard_id = excluded.hazard_id, hazard_no = excluded.hazard_no, by_id = excluded.by_id, answered_at = excluded.answered_at
      where inspection_items.result is not distinct from ${c.was}::text returning 1`)
    if (!done.length) throw new Overtaken('somebody else answered the item meanwhile')
    await tx.execute(sql`update inspections set touched_at = ${at} where id = ${c.id}`)
  },
  'inspection.ended': (tx, c, now) =>
    tx.execute(
      sql`update inspections set ended_at = ${c.at?.toISOString() ?? null}::timestamptz, touched_at = ${now.toISOString()} where id = ${c.id}`,
    ),
  'inspection.planned': (tx, { placeIds }, now) =>
    insertRows(
      tx,
      inspectionPlans,
      placeIds.map((placeId) => ({ placeId, since: now, remindedFor: null })),
      sql`on conflict do nothing`,
    ),
  'inspection.reminded': (tx, c) =>
    tx.execute(sql`update inspection_plans set reminded_for = ${c.dueOn} where place_id = ${c.placeId}`),
}
