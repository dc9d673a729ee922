/** Figures of a day's warnings. */
import { sql } from 'drizzle-orm'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import type { WarningsDay } from '#domain/warning/needs.ts'
import type { Tx } from '../engine/tx.ts'
import { bounds } from '../record/day.ts'

export async function warningsOfDay(tx: Tx, day: string, g: DecisionContext): Promise<{ warnings: WarningsDay }> {
  const { from, to } = bounds(day, g)
  const [[counts], silent] = await Promise.all([
    tx.execute<Omit<WarningsDay, 'silent'> & Record<string, number>>(
      sql`select count(distinct w.id)::int issued, count(distinct w.id) filter (where w.state = 'open')::int open, count(o.id) filter (where o.ended_at is null)::int asked, count(o.answered_at)::int answered
        from warnings w left join obligations o on o.warning_id = w.id where not w.drill and w.opened_at >= ${from} and w.opened_at < ${to}`,
    ),
    tx.execute<{ name: string }>(
      sql`select distinct p.id, p.name from obligations o join warnings w on w.id = o.warning_id join people p on p.id = o.person_id where w.state = 'open' and not w.drill and o.answered_at is null and o.ended_at is null order by p.id`,
    ),
  ])
  return { warnings: { ...counts!, silent: [...silent].map((r) => r.name) } }
}
