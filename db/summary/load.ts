/** Serves what the day's summaries look at. */
import { sql } from 'drizzle-orm'
import type * as needs from '#domain/summary/needs.ts'
import { lock } from '../engine/locks.ts'
import type { Tx } from '../engine/tx.ts'
import type { Lookers } from '../need.ts'
import { dayFigures } from './figures.ts'

/** Which summaries of a day are made, as `time person`. */
async function summariesOf(tx: Tx, day: string): Promise<Set<string>> {
  const rows = await tx.execute<{ slot: string; person_id: string }>(
    sql`select slot, person_id from summaries where day = ${day}`,
  )
  return new Set([...rows].map((r) => `${r.slot} ${r.person_id}`))
}

export const SUMMARY_LOOKS: Lookers<typeof needs> = {
  summaries_owed: async (tx, { day, slot, people }, g) => {
    await lock(tx, 'digest')
    const made = await summariesOf(tx, day)
    const owed = slot ? people.filter((id) => !made.has(`${slot} ${id}`)) : []
    return { owed, figures: owed.length ? await dayFigures(tx, g, day) : undefined }
  },
}
