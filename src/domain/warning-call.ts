/** Calls and visits to the unanswered: 有叫有应有记录. Only a call that reached the person answers for them. */
import type { Change } from './change.ts'
import type { Ground, WarningState } from './situation.ts'
import { type CallHow, type CallResult, tellOfficers } from './warning.ts'

export interface Call {
  personId: string
  /** Person id or `token:name`. */
  calledBy: string
  how: CallHow
  result: CallResult
  note: string | null
}

/** One call or visit as the officer enters it; nothing for somebody the warning does not ask, or once it is not open. */
export function called(g: Ground, state: WarningState, { personId, calledBy, how, result, note }: Call): Change[] {
  const mine = state.obligations.find((o) => o.personId === personId)
  if (!mine || state.warning.state !== 'open') return []
  const made: Change = {
    type: 'obligation.called',
    id: g.newId(),
    warningId: state.warning.id,
    personId,
    calledBy,
    how,
    result,
    note,
  }
  if (result !== 'answered' || mine.answeredAt) return [made]
  const answer = note ?? ''
  const obligations = state.obligations.map((o) =>
    o === mine ? { ...o, answeredAt: g.now, answer, answeredHow: 'call' as const } : o,
  )
  return [
    made,
    { type: 'obligation.answered', warningId: state.warning.id, personId, how: 'call', answer },
    ...tellOfficers(g, { ...state, obligations }),
  ]
}
