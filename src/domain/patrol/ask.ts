/** 今天谁巡查了, 巡查了几次. */

import { mayWatch } from '../kernel/access.ts'
import type { Question } from '../kernel/question.ts'
import { dayOf, saidTime } from '../kernel/time.ts'
import { LATELY } from '../record/needs.ts'
import { toldTo } from '../record/sight.ts'
import { PATROL_PLAN } from './needs.ts'
import { type Standing, standingIn, whoseIs } from './patrol.ts'
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

/** 今天哪些点还没巡查: by village and place; whose they are is nobody's business in a group. Officers hear of all, others of their own. */
export const unpatrolled: Question = {
  forms: [
    /^(?:今天|今日|现在|目前)?(?:还)?(?:有)?(?:哪些|哪几个|哪个|几个|多少个?)(?:点位?|地方|隐患点|风险点|位置|场所)(?:今天)?(?:还)?(?:没有?|未|该)(?:去|人)?(?:巡查|巡逻|巡护|巡)(?:过|到)?(?:的|了)?[?？]?$/,
    /^(?:今天|今日)?(?:漏巡|未巡查|没巡查)的?(?:点位?|地方|隐患点|情况)(?:有哪些)?[?？]?$/,
    /^巡查计划(?:情况|进度)?[?？]?$/,
  ],
  needs: [PATROL_PLAN],
  answer: (s) => {
    const { person } = s
    const whole = !!person && mayWatch(s.roster, person, s.now)
    const own = (p: Standing) => !!person && whoseIs(s, p.place).some(({ id }) => id === person.id)
    const missed = standingIn(s, s.need(PATROL_PLAN)).filter((p) => p.missedSince && (whole || own(p)))
    if (!missed.length) return [{ text: patrolWords.noneMissed }]
    const lines = s.roster.villages.flatMap((v) => {
      const here = missed.filter((p) => p.place.villageCode === v.code)
      const places = here.map((p) =>
        patrolWords.missedPlace(
          p.place.name.replace(v.name, ''),
          p.visitedAt ? saidTime(p.visitedAt, s.tz) : undefined,
        ),
      )
      return places.length ? [`${v.name}：${places.join('、')}`] : []
    })
    return [{ text: [patrolWords.missed(missed.length), ...lines].join('\n') }]
  },
}
