/** What waits for somebody to take it over or to judge it is looked at again, and goes up a ladder of people. */
import type { DeadlineFact } from '../kernel/fact.ts'
import type { DecisionContext } from '../kernel/situation.ts'
import { minutesAfter } from '../kernel/time.ts'
import type { Rec } from './record.ts'

export type WaitFact = DeadlineFact<'report.unreceived'>

/** When it is looked at whether somebody took a report over; none where the station has set no such times. */
export function firstDeadline(g: DecisionContext, record: Rec): WaitFact[] {
  const minutes = g.settings.report_deadlines.unreceived_minutes[0]
  return minutes === undefined
    ? []
    : [
        {
          type: 'deadline.set',
          id: g.newId(),
          kind: 'report.unreceived',
          subjectId: record.id,
          dueAt: minutesAfter(g.now, minutes),
          step: 0,
        },
      ]
}
