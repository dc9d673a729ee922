/** Presses on the card of a record. */

import { OFFICERS } from '../kernel/access.ts'
import type { KernelFact } from '../kernel/fact.ts'
import type { PressEvent } from '../kernel/message.ts'
import type { Need } from '../kernel/need.ts'
import type { Press, Presses } from '../kernel/press.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import type { AnyIntent } from '../reading/reading.ts'
import { seenTo } from './aside.ts'
import type { Change } from './fact.ts'
import { stateWords } from './filing.ts'
import { SUBJECT } from './needs.ts'
import { isOpen, mayMove, type Rec, type RecordState } from './record.ts'
import { choicesOf, settleAs, settleAsNothing, unsureMessage } from './unsure.ts'
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
  // one's own second press is no other's work
  if (owner && record.ownerId === s.person?.id)
    return reply(s, { text: recordWords.yoursAlready(record.no, stateWords(record)), drill: record.drill })
  return reply(s, { text: recordWords.movedMeanwhile(record.no, stateWords(record), owner), drill: record.drill })
}

/** One that moves it to a state, when it still may; where the states it starts from are named, only from these. */
export const onMove = <C>(to: RecordState, then: Then<C>, from?: readonly RecordState[]): Done<C | KernelFact> =>
  onRecord<C | KernelFact>((s, record, press) =>
    mayMove(record.kind, record.state, to) && (from?.includes(record.state) ?? true)
      ? then(s, record, press)
      : tooLate(s, record),
  )

/** On a message whose meaning is still open; of its choices one that it has. */
const onUnsure = (then: Then<Change>): Done<Change> =>
  onRecord<Change>((s, record, press) =>
    record.kind === 'unsure' &&
    isOpen(record.state) &&
    (!press.data.as || choicesOf(record).includes(press.data.as as AnyIntent))
      ? then(s, record, press)
      : tooLate(s, record),
  )

export const RECORD_PRESSES: Presses<Change> = {
  'unsure.as': {
    roles: OFFICERS,
    reporter: true,
    ...onUnsure((s, r, press) => settleAs(s, r, press.data.as as AnyIntent)),
  },
  'unsure.drop': { roles: OFFICERS, reporter: true, ...onUnsure(settleAsNothing) },
  'unsure.show': { roles: OFFICERS, ...onUnsure((s, r) => reply(s, unsureMessage(s, r))) },
  'aside.done': { roles: OFFICERS, ...onMove('closed', seenTo) },
}
