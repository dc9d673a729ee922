/** Calls and visits 叫应: what came of phoning or knocking, entered by whoever did it (有叫有应有记录). */
import type { Change } from './change.ts'
import type { Ground, WarningState } from './situation.ts'
import { answer, type CallHow, type CallResult } from './warning.ts'

/**
 * One call or visit with its result. Every one is kept as an attempt; only `answered` answers for the person, and only while
 * they still owe it. Of somebody the warning does not ask nothing is kept.
 */
export function called(
  g: Ground,
  state: WarningState,
  call: { personId: string; calledBy: string; how: CallHow; result: CallResult; note: string | null },
): Change[] {
  if (!state.obligations.some((o) => o.personId === call.personId)) return []
  return [
    { type: 'obligation.called', id: g.newId(), warningId: state.warning.id, ...call },
    ...(call.result === 'answered' ? answer(g, state, call.personId, 'call', call.note ?? '') : []),
  ]
}
