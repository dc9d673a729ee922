/** What fell due and could not be done: somebody must know, since nobody else will see that nothing came. */

import { type DecisionContext, leaders, officers, tell } from '../kernel/situation.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { type Change, DEADLINES, type DeadlineKind } from '../nouns.ts'
import { dialogWords } from './words.ts'

/** The alarm to the officers and the leader on duty. @param subject the number of what it is about, where it is known. */
export function tellUndone(g: DecisionContext, kind: DeadlineKind, subject?: { no: string; drill: boolean }): Change[] {
  const card = cardMessage(
    {
      title: dialogWords.undone(DEADLINES[kind].words),
      tone: 'danger',
      lines: [...known([['编号', subject?.no]]), dialogWords.undoneYet],
    },
    subject?.drill ?? false,
  )
  const to = new Map([...officers(g), ...leaders(g)].map((p) => [p.id, p]))
  return [...to.keys()].flatMap((id) => tell(g, id, card, { priority: 'alert' }))
}
