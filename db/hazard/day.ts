/** Figures of a day's hazards. */
import { sql } from 'drizzle-orm'
import type { HazardsDay } from '#domain/hazard/needs.ts'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import { dayOf } from '#domain/kernel/time.ts'
import type { Tx } from '../engine/tx.ts'
import { bounds, COUNTED, received } from '../record/day.ts'
import { openStates } from '../record/states.ts'

export async function hazardsOfDay(tx: Tx, day: string, g: DecisionContext): Promise<{ hazards: HazardsDay }> {
  const span = bounds(day, g)
  const [hazards] = await tx.execute<HazardsDay & Record<string, number>>(
    sql`select count(*) filter (where ${received(span)})::int found, count(*) filter (where state = 'cleared' and updated_at >= ${span.from} and updated_at < ${span.to})::int cleared,
      count(*) filter (where state in ${openStates('hazard_report')})::int open, count(*) filter (where state in ('registered','rectifying') and due_on < ${dayOf(g.now, g.tz)})::int overdue,
      count(*) filter (where state = 'recheck')::int "awaitingRecheck" from records where kind = 'hazard_report' and ${COUNTED}`,
  )
  return { hazards: hazards! }
}
