/** Presses on the card of a record. */

import { OFFICERS } from '../kernel/access.ts'
import type { KernelFact } from '../kernel/fact.ts'
import type { PressEvent } from '../kernel/message.ts'
import type { Need } from '../kernel/need.ts'
import type { Press, Presses } from '../kernel/press.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { seenTo } from './aside.ts'
import type { Change } from './fact.ts'
import { stateWords } from './filing.ts'
import { SUBJECT } from './needs.ts'
import { mayMove, type Rec, type RecordState } from './record.ts'
import { recordWords } from './words.ts'

/** What a press does, with what it looks at. */
type Done<C> = Pick<Press<C | KernelFact>, 'needs' | 'run'>
type Then<C> = (s: Situation, record: Rec, press: PressEvent) => C[]

/** On the record that the card is of. @param more what else it looks at. */
export const onRecord = <C>(then: Then<C>, more: readonly Need[] = []): Done<C> => ({
  needs: [SUBJECT, ...more],
  run: (s, press) => {
    const record = s.need(SUBJECT)
    return record ? then(s, record, press) : reply(s, { text: recordWords.alreadyDone })
  },
})

/** Somebody was first: what it is now, and who has it. */
export function tooLate(s: Situation, record: Rec): KernelFact[] {
  const owner = record.ownerId ? s.roster.people.get(record.ownerId)?.name : undefined
  return reply(s, { text: recordWords.movedMeanwhile(record.no, stateWords(record), owner), drill: record.drill })
}

/** One that moves it to a state, when it still may; where the states it starts from are named, only from these. */
export const onMove = <C>(to: RecordState, then: Then<C>, from?: readonly RecordState[]): Done<C | KernelFact> =>
  onRecord<C | KernelFact>((s, record, press) =>
    mayMove(record.kind, record.state, to) && (from?.includes(record.state) ?? true)
      ? then(s, record, press)
      : tooLate(s, record),
  )

export const RECORD_PRESSES: Presses<Change> = {
  'aside.done': { roles: OFFICERS, ...onMove('closed', seenTo) },
}
