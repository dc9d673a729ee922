/** 今天谁巡查了, 巡查了几次. */

import type { Question } from '../kernel/question.ts'
import { dayOf } from '../kernel/time.ts'
import { LATELY } from '../record/needs.ts'
import { toldTo } from '../record/sight.ts'
import { patrolWords } from './words.ts'

const LISTED = 15

export const rounds: Question = {
  forms: [],
  spoken: [
    /^(?:今天|今日|现在)?(?:都)?(?:有)?(?:谁|哪些人?|哪几个|哪些村|几个人?|多少人)(?:已经?|去)?(?:巡查|巡逻|巡护|巡河|巡)了?(?:的)?[?？]?$/,
    /^(?:今天|今日)?(?:一共|总共|都)?(?:巡查|巡逻|巡护|巡河|巡)了(?:几|多少)(?:次|遍|处|个点|个地方)[?？]?$/,
    /^(?:今天|今日)?(?:有没有|有)?(?:人)?(?:去)?(?:巡查|巡逻|巡护|巡河)了?(?:没有?|吗)[?？]?$/,
    /^(?:今天|今日)?巡查(?:情况|结果)?(?:怎么样|如何|咋样)了?[?？]?$/,
  ],
  topics: ['巡查'],
  needs: [LATELY],
  answer: (s) => {
    const today = dayOf(s.now, s.tz)
    const told = s
      .need(LATELY)
      .filter((r) => r.kind === 'patrol' && dayOf(r.receivedAt, s.tz) === today && toldTo(s)(r))
    if (!told.length) return [{ text: patrolWords.noRounds }]
    const lines = told
      .slice(-LISTED)
      .map((r) =>
        patrolWords.roundLine(
          s.roster.people.get(r.reporterId ?? '')?.name ?? '',
          [r.fields.object ?? r.fields.village, r.fields.result].filter(Boolean).join(' '),
        ),
      )
    return [{ text: [patrolWords.rounds(told.length), ...lines].join('\n') }]
  },
}
