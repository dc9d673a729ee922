/** Applies what follows from rounds. */
import { sql } from 'drizzle-orm'
import type { AnyFact } from '#domain/kernel/fact.ts'
import type { PatrolFact } from '#domain/patrol/fact.ts'
import { insertRows } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'
import { type Writers, writeEach } from '../fact.ts'
import { patrolPlaces, patrolVisits } from './tables.ts'

export async function writePatrols(tx: Tx, facts: readonly AnyFact[], now: Date): Promise<void> {
  await writeEach(WRITERS, tx, facts, now)
}

const WRITERS: Writers<PatrolFact> = {
  'patrol.counted': (tx, { id, at, visits }) =>
    insertRows(
      tx,
      patrolVisits,
      visits.map((v) => ({ recordId: id, visitedAt: at, ...v })),
      sql`on conflict do nothing`,
    ),
  'patrol.planned': (tx, { placeIds }, now) =>
    insertRows(
      tx,
      patrolPlaces,
      placeIds.map((placeId) => ({ placeId, since: now, remindedFor: null })),
      sql`on conflict do nothing`,
    ),
  'patrol.reminded': (tx, { placeId, dueAt }) =>
    tx.execute(sql`update patrol_places set reminded_for = ${dueAt.toISOString()} where place_id = ${placeId}`),
}
