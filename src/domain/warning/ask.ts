/** 谁没收到, 解除预警: the cards that show who has not answered are the ones that end a warning or a drill. */

import { WATCHERS } from '../kernel/access.ts'
import type { MessageEvent, Outbound } from '../kernel/message.ts'
import type { Question } from '../kernel/question.ts'
import { hasRole } from '../kernel/roster.ts'
import { saidTime } from '../kernel/time.ts'
import { words } from '../kernel/words.ts'
import { villageIn } from '../record/sight.ts'
import { statusMessage } from './card.ts'
import { OPEN_WARNINGS } from './needs.ts'
import { titleOf, type WarningState } from './warning.ts'
import { warningWords } from './words.ts'

export const unanswered: Question = {
  forms: [/^(?:还有)?谁(?:还)?没(?:有)?(?:收到|应答|回复)[?？]?$/],
  spoken: [
    /^(?:预警|这个预警|刚才的预警)?(?:还)?(?:有)?(?:谁|哪些人?|哪几个|几个人?|多少人|哪些村|哪个村)(?:还)?(?:没(?:有)?|未)(?:回|收到|应答|回复|确认|答复|响应)(?:预警)?(?:的)?[?？]?$/,
    /^(?:预警|叫应)(?:回复|应答|确认|叫应)?(?:情况)?(?:怎么样|咋样|如何)了?[?？]?$/,
    /^(?:预警)?(?:都)?(?:收到|回复|回|应答)(?:齐)?了(?:没有?|吗)[?？]?$/,
  ],
  about: [
    { of: /没(?:有)?(?:回|应|收到|应答|回复)的人?/, asked: /打电话|电话(?:叫|催|通知)|叫一下|催一?下/ },
    {
      of: /(?:没有?|未|冇)(?:人)?(?:应答?|回(?![家去来])复?|收到|答复?|反应|响应|签收|确认)(?:过)?(?:预警)?/,
      asked: /谁|哪|几|多少|还有|吗|没有?$|[?？]/,
    },
    { of: /(?:预警)?(?:应答|叫应|回复|回执)(?:情况|率)?/, asked: /怎么样|咋样|情况|齐|几|多少|没有?$|吗|如何/ },
    { of: /预警.{0,4}(?:收到|应答?|回复?|答复)|(?:收到|应答?|回复?).{0,3}预警/, asked: /谁|哪|几|多少|吗|没有?$|齐/ },
  ],
  needs: [OPEN_WARNINGS],
  answer: (s) => {
    if (!hasRole(s.person, ...WATCHERS)) return [{ text: words.notAllowed('值班员或领导') }]
    const open = s.need(OPEN_WARNINGS)
    if (!open.length) return [{ text: warningWords.noOpenWarning }]
    const { text } = s.event as MessageEvent
    const village = villageIn(s, text)
    if (village) return open.slice(0, MOST).map((w) => ofVillage(w, village))
    if (/村/.test(text)) return open.slice(0, MOST).map(byVillages)
    const more = open.length - 3
    return [
      ...open.slice(0, 3).map((w) => statusMessage(s, w, Number.POSITIVE_INFINITY)),
      ...(more > 0 ? [{ text: warningWords.moreOpen(more) }] : []),
    ]
  },
}

const MOST = 3
const silent = ({ obligations }: WarningState, code?: string) =>
  obligations.filter((o) => !o.endedAt && !o.answeredAt && (!code || o.villageCode === code))

/** 罗塘还有几个没应: its people by name. */
function ofVillage(w: WarningState, { code, name }: { code: string; name: string }): Outbound {
  const names = silent(w, code).map((o) => o.name)
  return { text: warningWords.silentIn(titleOf(w.warning), name, names), drill: w.warning.drill }
}

/** 还有几个村没收到: the villages, with how many of each. */
function byVillages(w: WarningState): Outbound {
  const counts = new Map<string, number>()
  for (const o of silent(w)) counts.set(o.village ?? '', (counts.get(o.village ?? '') ?? 0) + 1)
  const lines = [...counts].flatMap(([village, n]) => (village ? [warningWords.silentOf(village, n)] : []))
  return { text: warningWords.silentVillages(titleOf(w.warning), lines), drill: w.warning.drill }
}

export const toLift: Question = {
  forms: [/^(?:请)?(?:解除|取消|结束)[^，。\n]{0,12}(?:预警|演练)[。！]?$/],
  needs: [OPEN_WARNINGS],
  answer: (s) =>
    unanswered.answer(s).map((m) => (m.card ? { ...m, card: { ...m.card, note: warningWords.liftByCard } } : m)),
}

/** 有没有预警: what is in force. The weather itself is in no record. */
export const inForce: Question = {
  forms: [],
  spoken: [
    /^(?:现在|今天|目前)?(?:有没有|有|有什么|有哪些|什么|哪些)(?:生效的|在生效的)?(?:预警)(?:吗|没有?)?[?？]?$/,
    /^(?:现在|今天)?(?:是)?(?:什么|啥)(?:级别的?)?预警[?？]?$/,
    /^预警(?:解除|结束|取消)了?(?:没有?|吗)[?？]?$/,
  ],
  about: [{ of: /预警|警报/, asked: /有没有|有什么|有哪些|什么|哪些|解除了?没|几个|吗$/ }],
  topics: ['预警天气', '水雨情'],
  needs: [OPEN_WARNINGS],
  answer: (s) => {
    const open = s.need(OPEN_WARNINGS).filter(({ warning }) => !warning.drill)
    if (!open.length) return [{ text: warningWords.noneInForce }]
    const lines = open.slice(0, 5).map(({ warning: w, obligations }) => {
      const owed = obligations.filter((o) => !o.endedAt)
      const answered = owed.filter((o) => o.answeredAt).length
      const until = w.expiresAt ? saidTime(w.expiresAt, s.tz) : undefined
      return warningWords.inForceLine(w.no, titleOf(w), answered, owed.length, until)
    })
    return [{ text: [warningWords.inForce(open.length), ...lines, warningWords.noWeather].join('\n') }]
  },
}
