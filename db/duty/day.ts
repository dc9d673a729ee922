/** Who is on duty now, and of them who is there. */
import { sql } from 'drizzle-orm'
import type { DutyDay } from '#domain/duty/needs.ts'
import { onDuty } from '#domain/kernel/roster.ts'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import { isHere } from '#domain/record/presence.ts'
import type { Rec } from '#domain/record/record.ts'
import type { Tx } from '../engine/tx.ts'
import { COUNTED } from '../record/day.ts'
import { records } from '../record/tables.ts'

const DAY_MS = 24 * 3600_000

export async function dutyOfDay(tx: Tx, _day: string, g: DecisionContext): Promise<{ duty: DutyDay }> {
  const since = new Date(g.now.getTime() - DAY_MS).toISOString()
  const checkIns = (await tx
    .select()
    .from(records)
    .where(sql`kind = 'check_in' and ${COUNTED} and received_at >= ${since}`)) as Rec[]
  const running = onDuty(g.roster, g.now)
  const sheet = [...new Map(running.map((d) => [d.person.id, d.person])).values()]
  const here = new Set(running.filter((d) => isHere(checkIns, d.person, d.shift)).map((d) => d.person.id))
  const absent = sheet.filter((p) => !here.has(p.id))
  return { duty: { onSheet: sheet.length, present: sheet.length - absent.length, absent: absent.map((p) => p.name) } }
}
