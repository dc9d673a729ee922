/** A message that drafted a warning was taken back. */

import type { AnyFact } from '../kernel/fact.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import type { Change, ChangeOf } from './fact.ts'
import { RECALLED_WARNINGS } from './needs.ts'
import { warningWords } from './words.ts'

/** A draft is thrown away; a warning that has gone out stays in force: only its end is told to whoever was called. */
export const recallDrafts = (s: Situation): Change[] =>
  s.need(RECALLED_WARNINGS).flatMap((w): Change[] => [
    ...(w.state === 'draft'
      ? [{ type: 'warning.ended' as const, id: w.id, state: 'discarded' as const, note: 'recalled' }]
      : []),
    ...reply(
      s,
      {
        text: w.state === 'draft' ? warningWords.draftRecalled(w.no) : warningWords.recalledTooLate(w.no),
        drill: w.drill,
      },
      { about: { kind: 'warning', id: w.id } },
    ),
  ])

/** Before it was read: the draft is kept, and thrown away. */
export function takenBack(fact: AnyFact): Change[] | undefined {
  if (fact.type !== 'warning.drafted') return undefined
  const drafted = fact as ChangeOf<'warning.drafted'>
  return [drafted, { type: 'warning.ended', id: drafted.warning.id, state: 'discarded', note: 'recalled' }]
}
