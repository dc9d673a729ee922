/** When a test is due by the plan, and who is reminded: once for each due date, never at night. */

import type { Deadline } from '../kernel/deadline.ts'
import { quietUntil } from '../kernel/quiet.ts'
import { type DecisionContext, officers, tell } from '../kernel/situation.ts'
import { saidDay, saidTime } from '../kernel/time.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { faultLine, keeperOf } from './card.ts'
import { DEVICES } from './devices.ts'
import { UNTESTED } from './due.ts'
import { dueDays, type Kept, keptIn, remindAt, type Standing } from './equipment.ts'
import type { Change } from './fact.ts'
import { equipmentWords } from './words.ts'

/** The reminder of the next due date, in place of the one that waits; a kind that stands under no plan yet is taken in. */
export function planned(g: DecisionContext, kept: Kept): Change[] {
  const { last, next } = dueDays(kept, g)
  const day = last && last !== kept.remindedFor ? last : next
  const { fresh, testedAt: _, ...row } = kept
  return [
    ...(fresh ? [{ type: 'equipment.planned', planned: row } as const] : []),
    { type: 'deadlines.cleared', subjectId: kept.id },
    ...(day ? [waitFor(g, kept, remindAt(g, day))] : []),
  ]
}

const waitFor = (g: DecisionContext, { id }: Kept, dueAt: Date): Change => ({
  type: 'deadline.set',
  id: g.newId(),
  kind: 'equipment.due',
  subjectId: id,
  dueAt,
  step: 0,
})

/** What is looked at then: how the gear stands, and which of it is meant. */
export interface Looked extends Standing {
  subjectId: string
}

export const EQUIPMENT_DEADLINES: { 'equipment.due': Deadline<Looked, Change> } = {
  'equipment.due': { words: '设备测试提醒', counts: 'date', due: (g, looked) => remind(g, looked) },
}

/** Falls due: whoever looks after it is reminded, else the officers; who tested meanwhile hears nothing. */
function remind(g: DecisionContext, looked: Looked): Change[] {
  const kept = keptIn(g, looked).find((k) => k.id === looked.subjectId)
  if (!kept) return []
  const { last } = dueDays(kept, g)
  if (!last || last === kept.remindedFor) return planned(g, kept)
  const quiet = quietUntil(g)
  if (quiet) return [waitFor(g, kept, quiet)]
  const keeper = keeperOf(g, kept)
  const message = cardMessage({
    title: equipmentWords.due(DEVICES[kept.device].noun),
    tone: 'warn',
    lines: [
      ...known([
        ['到期', saidDay(last, g)],
        ['上次测试', kept.testedAt ? saidTime(kept.testedAt, g.tz) : '还没有记录'],
      ]),
      ...looked.faults
        .filter((f) => f.device === kept.device && !f.drill)
        .map((f) => ({ label: '故障未销', value: faultLine(g, f) })),
    ],
    note: equipmentWords.tellTest(DEVICES[kept.device].noun),
  })
  const rest = { priority: 'routine', still: UNTESTED.name, about: { kind: 'equipment_kind', id: kept.id } } as const
  const told = keeper ? tell(g, keeper.id, message, rest) : []
  const people = told.length ? [keeper!] : officers(g)
  return [
    { type: 'equipment.reminded', id: kept.id, device: kept.device, dueOn: last, to: people.map((p) => p.id) },
    ...(told.length ? told : people.flatMap((p) => tell(g, p.id, message, rest))),
    ...planned(g, { ...kept, remindedFor: last }),
  ]
}

/** How the gear stands, and when somebody is to be reminded of each kind, by its id. */
export interface Waiting extends Standing {
  waiting: ReadonlyMap<string, Date>
}

/** A kind under no plan is taken in; a reminder that is lost, or waits for another time than it should, is set. */
export const standing = (g: DecisionContext, found: Waiting): Change[] =>
  keptIn(g, found).flatMap((kept) => {
    const set = planned(g, kept)
    const wanted = set.find((c) => c.type === 'deadline.set')?.dueAt
    const waits = found.waiting.get(kept.id)
    // what fell due is on its way: to be worked off, or to the end of the quiet hours
    if (wanted && waits && (waits <= g.now || wanted <= g.now)) return []
    return !kept.fresh && waits?.getTime() === wanted?.getTime() ? [] : set
  })
