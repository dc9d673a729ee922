/** 谁没收到, 解除预警: the cards that show who has not answered are the ones that end a warning or a drill. */

import { WATCHERS } from '../kernel/access.ts'
import type { Question } from '../kernel/question.ts'
import { hasRole } from '../kernel/roster.ts'
import { words } from '../kernel/words.ts'
import { statusMessage } from './card.ts'
import { OPEN_WARNINGS } from './needs.ts'
import { warningWords } from './words.ts'

export const unanswered: Question = {
  forms: [/^(?:还有)?谁(?:还)?没(?:有)?(?:收到|应答|回复)[?？]?$/],
  needs: [OPEN_WARNINGS],
  answer: (s) => {
    if (!hasRole(s.person, ...WATCHERS)) return [{ text: words.notAllowed('值班员或领导') }]
    const open = s.need(OPEN_WARNINGS)
    if (!open.length) return [{ text: warningWords.noOpenWarning }]
    const more = open.length - 3
    return [
      ...open.slice(0, 3).map((w) => statusMessage(s, w, Number.POSITIVE_INFINITY)),
      ...(more > 0 ? [{ text: warningWords.moreOpen(more) }] : []),
    ]
  },
}

export const toLift: Question = {
  forms: [/^(?:请)?(?:解除|取消|结束)[^，。\n]{0,12}(?:预警|演练)[。！]?$/],
  needs: [OPEN_WARNINGS],
  answer: (s) =>
    unanswered.answer(s).map((m) => (m.card ? { ...m, card: { ...m.card, note: warningWords.liftByCard } } : m)),
}
