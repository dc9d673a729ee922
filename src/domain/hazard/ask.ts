/** 我的隐患. */

import type { Question } from '../kernel/question.ts'
import { dayOf, saidDay } from '../kernel/time.ts'
import { cardMessage } from '../kernel/words.ts'
import { stateWords } from '../record/filing.ts'
import { OWN_HAZARDS } from './needs.ts'
import { hazardWords } from './words.ts'

export const myHazards: Question = {
  forms: [/^(?:我的|我名下的?)隐患[?？]?$/],
  spoken: [/^(?:我|我名下|我负责)的?(?:还)?有?(?:几条|哪些|多少)?(?:没整改的?)?隐患(?:有哪些|还有几条)?[?？]?$/],
  needs: [OWN_HAZARDS],
  answer: (s) => {
    const mine = s.need(OWN_HAZARDS).filter((h) => s.person && h.ownerId === s.person.id)
    if (!mine.length) return [{ text: hazardWords.noHazards }]
    const today = dayOf(s.now, s.tz)
    return [
      cardMessage({
        title: `我的隐患 ${mine.length}条`,
        tone: mine.some((h) => h.dueOn && h.dueOn < today) ? 'warn' : 'info',
        lines: mine.slice(0, 20).map((h) => ({
          label: h.no,
          value:
            `${h.fields.place ?? ''} ${h.fields.description ?? ''}（${stateWords(h)}，${h.dueOn ? (h.dueOn < today ? `已超期，原定${saidDay(h.dueOn, s)}` : `${saidDay(h.dueOn, s)}前`) : '未定期限'}）`.trim(),
        })),
        note: hazardWords.sendWhenDone(mine.length - 20),
      }),
    ]
  },
}
