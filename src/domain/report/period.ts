/** 今晚报了几起, 昨晚总结: all that was told of in a night or a day, what is closed, joined or a false alarm told apart. */

import { mayWatch } from '../kernel/access.ts'
import type { MessageEvent } from '../kernel/message.ts'
import type { Question } from '../kernel/question.ts'
import type { Situation } from '../kernel/situation.ts'
import { addDays, at, clockOf, dayOf, saidTime } from '../kernel/time.ts'
import { cardMessage } from '../kernel/words.ts'
import { kindOf, type RecordKind } from '../kinds.ts'
import { stateWords } from '../record/filing.ts'
import { LATELY } from '../record/needs.ts'
import { isOpen, type Rec } from '../record/record.ts'
import { toldTo } from '../record/sight.ts'
import { ALL_REPORTS } from './needs.ts'
import { reportWords } from './words.ts'

const NIGHT_FROM = '18:00'
const NIGHT_TO = '08:00'
const NOON = '12:00'
const LISTED = 12
const BESIDES: readonly RecordKind[] = ['evacuation', 'callout', 'hazard_report', 'patrol']
const WHEN = /今晚|今夜|昨晚|昨夜|夜里|夜间|一晚上|这一晚|整晚|今天|今日|昨天|昨日|本班|这一班|值班期间/
const OTHERS = '(?!.*(?:预警|演练|物资|设备|隐患|巡查|值班人|谁|转移|天气|雨|[没未](?:办|处理|处置|弄|搞)?[完结好]))'

interface Period {
  words: string
  from: Date
  to: Date
}

/** Before noon 今晚 and 昨晚 are the night that has just been. */
function periodIn({ now, tz, event }: Situation): Period {
  const { text } = event as MessageEvent
  const today = dayOf(now, tz)
  const morning = clockOf(now, tz) < NOON
  if (/昨天|昨日/.test(text) && !/昨天?[晚夜]/.test(text))
    return { words: '昨天', from: at(addDays(today, -1), '00:00', tz), to: at(today, '00:00', tz) }
  if (/今天|今日/.test(text) && !/今天?[晚夜]/.test(text))
    return { words: '今天', from: at(today, '00:00', tz), to: now }
  const last = /昨/.test(text) || morning
  const from = at(last ? addDays(today, -1) : today, NIGHT_FROM, tz)
  const end = at(last ? today : addDays(today, 1), NIGHT_TO, tz)
  return { words: last && !/今/.test(text) ? '昨晚' : '今晚', from, to: end < now ? end : now }
}

export const period: Question = {
  forms: [],
  about: [
    { of: new RegExp(`^${OTHERS}.*?(?:总结|小结|汇总|盘点|统计)`), asked: WHEN },
    { of: new RegExp(`^${OTHERS}.*?(?:几起|多少起|几条|多少条|几件|多少件|几个险情|多少险情)`), asked: WHEN },
    { of: new RegExp(`^${OTHERS}.*?(?:情况|有什么事|有啥事|出了什么|发生了?什么|报了什么|报了哪些)`), asked: WHEN },
  ],
  needs: [ALL_REPORTS, LATELY],
  answer: (s) => {
    const { words, from, to } = periodIn(s)
    const within = (r: Rec) => r.receivedAt >= from && r.receivedAt <= to
    const seen = s.need(ALL_REPORTS).filter((r) => within(r) && toldTo(s, ['merged', 'false_alarm', 'unverified'])(r))
    const of = (fits: (r: Rec) => boolean) => seen.filter(fits).length
    const own = seen.filter((r) => !['merged', 'false_alarm', 'unverified'].includes(r.state))
    const open = own.filter((r) => isOpen(r.state))
    const watches = !!s.person && mayWatch(s.roster, s.person, s.now)
    const besides = BESIDES.flatMap((kind) => {
      const n = s.need(LATELY).filter((r) => r.kind === kind && within(r) && toldTo(s)(r)).length
      return n ? [`${kindOf(kind).noun}${n}件`] : []
    })
    const apart = reportWords.apart(
      of((r) => r.state === 'merged'),
      of((r) => r.state === 'false_alarm'),
      watches ? of((r) => r.state === 'unverified') : 0,
    )
    return [
      cardMessage({
        title: reportWords.ofPeriod(words, own.length),
        tone: open.some((r) => r.state === 'raised') ? 'danger' : 'info',
        lines: [
          reportWords.howTheyStand(open.length, own.length - open.length),
          ...(apart ? [apart] : []),
          ...(besides.length ? [reportWords.besides(besides)] : []),
          ...[...open, ...own.filter((r) => !open.includes(r))].slice(0, LISTED).map((r) => lineOf(s, r)),
          ...(own.length > LISTED ? [`另有${own.length - LISTED}起。`] : []),
        ],
        note: reportWords.counted(saidTime(from, s.tz), saidTime(to, s.tz)),
      }),
    ]
  },
}

const lineOf = ({ tz }: Situation, r: Rec): string => {
  const what = [r.fields.place ?? r.fields.village, r.fields.kind].filter(Boolean).join(' ')
  return `${what || '地点不明'}，${stateWords(r)}（${saidTime(r.receivedAt, tz)}报，${r.no}）`
}
