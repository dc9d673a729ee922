/** What fell due and could not be done: somebody must know, since nobody else will see that nothing came. */

import { type DecisionContext, leaders, officers, tell } from '../kernel/situation.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { type Change, DEADLINES, type DeadlineKind } from '../nouns.ts'

/** The alarm to the officers and the leader on duty. @param subject the number of what it is about, where it is known. */
export function tellUndone(g: DecisionContext, kind: DeadlineKind, subject?: { no: string; drill: boolean }): Change[] {
  const card = cardMessage(
    {
      title: `到点没有办成：${DEADLINES[kind].words}`,
      tone: 'danger',
      lines: [
        ...known([['编号', subject?.no]]),
        '试了几次都没有成，系统每10分钟再试。请先人工办理，并请站里查看运行日志。',
      ],
    },
    subject?.drill ?? false,
  )
  const to = new Map([...officers(g), ...leaders(g)].map((p) => [p.id, p]))
  return [...to.keys()].flatMap((id) => tell(g, id, card, { priority: 'alert' }))
}
