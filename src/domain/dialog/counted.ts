import type { DecisionContext } from '../kernel/situation.ts'
import { type Change, RECORDS } from '../nouns.ts'
import type { Rec } from '../record/record.ts'
import { firstDeadline } from '../record/wait.ts'

/** A record counts from now on: whoever watches its kind is shown it, and it is looked at again. */
export function counted(g: DecisionContext, record: Rec): Change[] {
  const { shown, counts } = RECORDS[record.kind]
  if (counts) return counts(g, record)
  return shown ? [...shown(g, record), ...firstDeadline(g, record)] : []
}
