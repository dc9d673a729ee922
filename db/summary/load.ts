/** Serves what the day's summaries look at. */
import { sql } from 'drizzle-orm'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import type * as needs from '#domain/summary/needs.ts'
import type { Uncounted } from '#domain/summary/needs.ts'
import { lock } from '../engine/locks.ts'
import type { Tx } from '../engine/tx.ts'
import { UNSENT } from '../flow/outbox.ts'
import type { Lookers } from '../need.ts'
import { bounds, received } from '../record/day.ts'

/** Of some people, those who have no summary of a day and time yet; one process looks at a time. */
export async function summariesOwed(
  tx: Tx,
  { day, slot, people }: { day: string; slot: string; people: readonly string[] },
): Promise<string[]> {
  await lock(tx, 'digest')
  const rows = await tx.execute<{ person_id: string }>(
    sql`select person_id from summaries where day = ${day} and slot = ${slot}`,
  )
  const made = new Set([...rows].map((r) => r.person_id))
  return people.filter((id) => !made.has(id))
}

const LATE_MS = 600_000

async function uncountedOfDay(tx: Tx, day: string, g: DecisionContext): Promise<Uncounted> {
  const span = bounds(day, g)
  const late = new Date(g.now.getTime() - LATE_MS).toISOString()
  const [[told], [owed]] = await Promise.all([
    tx.execute<{ unverified: number; drills: number }>(
      sql`select count(*) filter (where state = 'unverified' and not drill)::int unverified, count(*) filter (where drill)::int drills from records where ${received(span)}`,
    ),
    tx.execute<{ undelivered: number }>(
      sql`select count(*)::int undelivered from outbox where not drill and (state in ('refused','unknown') and created_at >= ${span.from} or ${UNSENT} and available_at < ${late})`,
    ),
  ])
  return { ...told!, ...owed! }
}

export const SUMMARY_LOOKS: Lookers<typeof needs> = { summary_day: uncountedOfDay }
