/** 救援队到了没有: what was told of teams in the last day, the latest first. */

import type { MessageEvent } from '../kernel/message.ts'
import type { Question } from '../kernel/question.ts'
import { minutesAfter, saidTime } from '../kernel/time.ts'
import { sentenceOf } from '../record/filing.ts'
import { LATELY } from '../record/needs.ts'
import { toldTo, villageIn } from '../record/sight.ts'
import { calloutWords } from './words.ts'

const LISTED = 5
const DAY_MINUTES = 24 * 60

export const teams: Question = {
  forms: [],
  about: [
    {
      of: /救援队|抢险队|应急队|消防队?|民兵|队伍|支援的?人?|增援|挖机|铲车|救护车|医生|抢修队?|冲锋舟|派的人|派去的人/,
      asked:
        /(?:到|来|去|出发|动身|赶到|到位|到场|到达)了?(?:没有?|吗|么|冇)|走到|到哪|在哪|什么时候|几点|多久|几时|怎么样|出动了?(?:几|多少|哪|没|吗)|(?:几|多少|哪)(?:个|支|些)?.{0,4}出动/,
    },
  ],
  needs: [LATELY],
  answer: (s) => {
    const { text } = s.event as MessageEvent
    const village = villageIn(s, text)
    const told = s
      .need(LATELY)
      .filter((r) => r.kind === 'callout' && r.receivedAt > minutesAfter(s.now, -DAY_MINUTES) && toldTo(s)(r))
      .filter((r) => !village || !r.villageCode || r.villageCode === village.code)
    if (!told.length) return [{ text: calloutWords.noTeams }]
    const lines = told
      .toReversed()
      .slice(0, LISTED)
      .map((r) => calloutWords.teamLine(saidTime(r.receivedAt, s.tz), sentenceOf(r), r.no))
    return [{ text: [calloutWords.teams, ...lines].join('\n') }]
  },
}
