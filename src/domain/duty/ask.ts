/** 谁值班, 今晚谁值班, 谁没签到, 我签到了没有, 值班电话多少. */

import type { MessageEvent } from '../kernel/message.ts'
import type { Question } from '../kernel/question.ts'
import { onDuty } from '../kernel/roster.ts'
import type { Situation } from '../kernel/situation.ts'
import { addDays, at, clockOf, dayOf } from '../kernel/time.ts'
import { absentOf, counts, isHere, personsOf } from '../record/presence.ts'
import { dutyMessage } from './duty.ts'
import { CHECKS } from './needs.ts'
import { dutyWords } from './words.ts'

/** Words of when, and the hour of that day's shift; the first that stands in the question. */
const WHEN: readonly [words: RegExp, days: number, clock: string][] = [
  [/明晚|明天晚上|明天夜/, 1, '20:00'],
  [/后天/, 2, '10:00'],
  [/明天|明日|明早/, 1, '10:00'],
  [/昨晚|昨夜|昨天晚上/, -1, '20:00'],
  [/昨天|昨日/, -1, '10:00'],
  [/今晚|今夜|晚上|夜班|夜里/, 0, '20:00'],
]

/** The moment that a question asks about; one of today that is over is now. */
function whenAsked({ event, now, tz }: Situation): Date {
  const found = WHEN.find(([words]) => words.test((event as MessageEvent).text))
  if (!found) return now
  const [, days, clock] = found
  const then = at(addDays(dayOf(now, tz), days), clock, tz)
  return days === 0 && then < now ? now : then
}

const DAY = '(?:今天|今日|今晚|今夜|明天|明晚|明天晚上|后天|昨天|昨晚|现在|晚上|夜里)?'

export const onDutyThen: Question = {
  forms: [/^(?:今天|现在|今晚)?谁(?:在)?值班[?？]?$/],
  spoken: [
    new RegExp(
      `^${DAY}(?:是)?(?:谁|哪个|哪位|什么人)(?:在|来|是|当|带|值)?(?:值班|值夜班?|夜班|白班|带班|在岗|的班|值守)(?:呢|员)?[?？]?$`,
    ),
    new RegExp(`^${DAY}(?:的)?(?:值班|带班|夜班)(?:人员?|领导|的人)?(?:是|有)(?:谁|哪个|哪些人?|哪几个)[?？]?$`),
  ],
  topics: ['值班'],
  needs: [],
  answer: (s) => [dutyMessage(s, whenAsked(s))],
}

export const notHere: Question = {
  forms: [],
  spoken: [
    /^(?:今天|现在|今晚)?(?:还)?(?:有)?(?:谁|哪些人?|哪几个|几个人?|多少人)(?:还)?(?:没(?:有)?|未)(?:签到|到岗|来|在岗|到)(?:的)?[?？]?$/,
    /^(?:今天|现在)?(?:人)?(?:都)?(?:签到|到岗|到|来)(?:齐)?了(?:没有?|吗)[?？]?$/,
    /^(?:今天|现在)?(?:签到|到岗|在岗)了?的(?:人)?(?:有|是)?(?:谁|哪些人?|哪几个|几个人?|多少人?)[?？]?$/,
    /^(?:今天|现在)?(?:都有)?(?:谁|几个人?|多少人|哪些人)(?:已经?)?(?:签到|到岗|在岗)了?[?？]?$/,
  ],
  needs: [CHECKS],
  answer: (s) => {
    const running = onDuty(s.roster, s.now)
    if (!running.length) return [{ text: dutyWords.noDuty }]
    const { shift } = s.need(CHECKS)
    const names = (here: boolean) => [
      ...new Set(running.filter((d) => isHere(shift, d.person, d.shift) === here).map((d) => d.person.name)),
    ]
    return [{ text: dutyWords.presence(names(true), names(false)) }]
  },
}

export const amIHere: Question = {
  forms: [],
  spoken: [
    /^(?:帮我?)?(?:看看|查查|查一下|看一下)?我(?:今天|刚才|现在)?(?:有没有|是不是)?(?:已经?)?(?:签到|签退|打卡)(?:上|成功)?了?(?:没有?|吗|么)?[?？]?$/,
  ],
  needs: [CHECKS],
  answer: (s) => {
    const { person } = s
    const today = dayOf(s.now, s.tz)
    const mine = s
      .need(CHECKS)
      .here.filter((c) => person && counts(c, false) && dayOf(c.receivedAt, s.tz) === today)
      .filter((c) => !absentOf(c).includes(person!.name))
      .filter((c) => personsOf(c).includes(person!.name) || (!personsOf(c).length && c.reporterId === person!.id))
    const last = (kind: 'check_in' | 'check_out') => mine.findLast((c) => c.kind === kind)
    const [came, left] = [last('check_in'), last('check_out')].map((c) => c && clockOf(c.receivedAt, s.tz))
    return [{ text: came || left ? dutyWords.youCame(came, left) : dutyWords.youDidNot }]
  },
}

/** Numbers of people are given to nobody: the duty room knows whom to call. */
export const dutyPhone: Question = {
  forms: [],
  spoken: [
    /^(?:镇|站|镇里|站里)?(?:的)?(?:值班室?|应急站|安安|站里|镇里|值班员|应急办)(?:的)?(?:电话|号码|座机|联系方式)(?:号码)?(?:是)?(?:多少|几号|什么|是啥)?[?？]?$/,
    /^(?:有)?(?:急事|事情|出事|紧急情况)?(?:打|联系)?(?:哪个|什么)(?:电话|号码)[?？]?$/,
    /^(?:怎么|如何)(?:联系|打给)(?:值班室?|值班员|站里|镇里)[?？]?$/,
  ],
  topics: ['通讯录'],
  needs: [],
  answer: (s) => {
    const names = [...new Set(onDuty(s.roster, s.now, 'officer').map((d) => d.person.name))]
    return [{ text: dutyWords.phone(s.settings.duty_room.phone, names) }]
  },
}

/** 要不要转移, 几点集合, 是小学还是村部, 雨下到几点: for a person to decide, which no record says. */
export const toDecide: Question = {
  forms: [],
  about: [
    { of: /要不要|该不该|用不用|需不需要|能不能不|集合/, asked: /^/ },
    { of: /是.{1,10}还是/, asked: /^/ },
    { of: /[雨雪风].{0,4}(?:下到|停|几点|多久)/, asked: /^/ },
  ],
  byPerson: true,
  needs: [],
  answer: (s) => [{ text: dutyWords.forAPerson(s.settings.duty_room.phone) }],
}
