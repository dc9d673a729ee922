/** The step at which the loudspeakers are proposed. */
import type { Outbound } from '../kernel/message.ts'
import type { DecisionContext } from '../kernel/situation.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { sourceOf } from './card.ts'
import { areaWords, titleOf, type Warning } from './warning.ts'
import { warningWords } from './words.ts'

/**
 * The proposal that the loudspeakers carry a warning that people have not answered, with one press to ask for it; nothing is
 * aired by this. A drill proposes nothing: it only says that the real thing would.
 */
export function airingProposal(g: DecisionContext, w: Warning, unanswered: number): Outbound {
  const lines = known([
    ['预警', titleOf(w)],
    ['播报范围', areaWords(g, w)],
    ['未应答', `${unanswered}人`],
    ['编号', w.no],
  ])
  if (w.drill)
    return cardMessage(
      {
        title: '演练到了大喇叭一步',
        tone: 'blue',
        lines: [warningWords.airOfDrill, ...lines],
      },
      true,
    )
  const connected = g.channels.includes('broadcast')
  return cardMessage({
    title: warningWords.airOrNot,
    tone: w.colour ?? 'warn',
    lines: [...lines, ...(connected ? [] : [warningWords.airByHand])],
    original: { text: w.original, source: sourceOf(g, w) },
    ...(connected
      ? {
          buttons: [{ label: '申请播发', act: 'broadcast.request', data: { id: w.id }, style: 'primary' } as const],
          note: warningWords.airAsksLeader,
        }
      : {}),
  })
}
