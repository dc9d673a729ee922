/** A check that nobody goes on with closes itself: what was looked at stays, and it may be gone on with. */

import type { Deadline } from '../kernel/deadline.ts'
import { quietUntil } from '../kernel/quiet.ts'
import { type DecisionContext, tell } from '../kernel/situation.ts'
import { minutesAfter } from '../kernel/time.ts'
import type { Change } from './fact.ts'
import { type Check, doneOf, leftOf } from './inspection.ts'
import { inspectionWords } from './words.ts'

/** It waits anew, counted from now. */
export const waitOn = (
  g: DecisionContext,
  { id }: Pick<Check, 'id'>,
  dueAt = minutesAfter(g.now, g.settings.inspections.idle_hours * 60),
): Change => ({ type: 'deadline.set', id: g.newId(), kind: 'inspection.idle', subjectId: id, dueAt, step: 0 })

/** Over without all of it looked at. */
export const leaveOff = (check: Check, now: Date): Change[] => [
  { type: 'record.moved', id: check.id, from: 'checking', to: 'incomplete' },
  { type: 'inspection.ended', id: check.id, at: now },
  { type: 'deadlines.cleared', subjectId: check.id },
]

export const INSPECTION_DEADLINES: { 'inspection.idle': Deadline<Check | undefined, Change> } = {
  'inspection.idle': {
    words: '检查没查完',
    counts: 'minutes',
    single: 'replaced',
    due(g, check) {
      if (check?.state !== 'checking') return []
      const quiet = quietUntil(g)
      if (quiet) return [waitOn(g, check, quiet)]
      const text = inspectionWords.closed(check.unit, check.no, doneOf(check), leftOf(check).length)
      return [
        ...leaveOff(check, g.now),
        ...tell(
          g,
          check.byId,
          { text, drill: check.drill },
          { priority: 'routine', about: { kind: 'record', id: check.id } },
        ),
      ]
    },
  },
}
