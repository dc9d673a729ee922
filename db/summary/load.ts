import { sql } from 'drizzle-orm'
import type { Tx } from '../engine/tx.ts'

/** Which summaries of a day are made, as `time person`. */
export async function summariesOf(tx: Tx, day: string): Promise<Set<string>> {
  const rows = await tx.execute<{ slot: string; person_id: string }>(
    sql`select slot, person_id from summaries where day = ${day}`,
  )
  return new Set([...rows].map((r) => `${r.slot} ${r.person_id}`))
}
