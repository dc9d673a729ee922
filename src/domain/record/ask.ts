/** Questions about what was told: how it stands, what there was today, what there is in a village. */

import { mayWatch } from '../kernel/access.ts'
import type { MessageEvent } from '../kernel/message.ts'
import type { Question } from '../kernel/question.ts'
import type { Situation } from '../kernel/situation.ts'
import { clockOf, dayOf, saidDay, saidTime } from '../kernel/time.ts'
import { kindOf } from '../kinds.ts'
import { fieldsSaid } from './amend.ts'
import { stateWords } from './filing.ts'
import { LATELY, numbersIn, OWN_TOLD, SUBJECT } from './needs.ts'
import { calledBy, callsIn } from './numbers.ts'
import { isOpen, isToldOf, type Rec, type RecordKind } from './record.ts'
import { ofNow, toldTo, villageIn } from './sight.ts'
import { recordWords } from './words.ts'

const MOST = 3
const asked = (s: Situation) => (s.event as MessageEvent).text

/** 怎么样了, 我报的那条呢: of what is quoted or named, else of the asker's own. */
export const progress: Question = {
  forms: [],
  spoken: [
    /^(?:这|那|我(?:们)?(?:刚才|昨天|今天|早上|上午|下午)?(?:报|说|上报|登记|提)的?|我(?:们)?的?(?=[那这]))(?:那|这)?(?:个|条|件|起|处|事|隐患|灾情|险情|情况){0,2}(?:现在)?(?:呢|怎么样了?|怎样了|咋样了?|处理了?(?:没有?|吗)|解决了?(?:没有?|吗)|有结果了?(?:没有?|吗)?|到哪(?:一)?步了|有人管(?:吗|没有?)|[?？])[?？]?$/,
    /^我们?(?:刚才|昨天|今天|早上|上午|下午)?(?:报|说|上报|登记|提)的.{1,6}?(?:那|这)?(?:个|条|件|起|处|事)?(?:现在)?(?:算)?(?:办|处理|解决)?(?:结|完|好)了(?:没有?|吗)[?？]?$/,
    /^(?:现在|后来)?(?:处理|办|整改|进展|情况|事情|救援)?(?:得|的)?(?:怎么样|怎样|咋样|如何|怎么着)了?[?？]?$/,
    /^(?:处理|解决|处置|办)(?:完|好)?了?(?:没有?|吗)[?？]?$/,
    /^(?:有没有|派没派)人(?:去|来|处理|管|接警|接|看){0,2}过?了?[?？]?$/,
    /^(?:有|派)人(?:去|来|处理|管|接警|接|看){0,2}过?了?(?:没有?|吗)[?？]?$/,
    /^(?:到哪(?:一)?步了|什么进展|有(?:什么)?(?:进展|消息|结果|回复)了?(?:没有?|吗)?)[?？]?$/,
    // its answer says the term
    /^(?:整改)?(?:什么时候|几号|哪天|还有几天|还有多久)(?:就|该|要)?到期了?[?？]?$/,
    /^(?:整改)?(?:期限|时限|最晚|最迟)(?:是|到)?(?:什么时候|几号|哪天|多久)(?:要|得|之前|前)?(?:整改|弄|改|搞|修)?(?:好|完|完成)?[?？]?$/,
    /^(?:是)?(?:谁|哪个)(?:在|来)?(?:处理|负责|管|接警)的?[?？]?$/,
  ],
  needs: [SUBJECT, OWN_TOLD, LATELY],
  answer: (s) => {
    const subject = s.need(SUBJECT)
    if (subject && isToldOf(subject)) return [{ text: standing(s, subject) }]
    const [named] = numbersIn(s)
    if (named) return [{ text: recordWords.noSuchNumber(named) }]
    const events = s.need(LATELY).filter((r) => r.kind === 'disaster_report' && isOpen(r.state) && toldTo(s)(r))
    // whoever watches over the station asks how it stands; 我报的 is of their own
    if (!/我/.test(asked(s)) && s.person && mayWatch(s.roster, s.person, s.now))
      return [{ text: stationStands(s, events.toReversed()) }]
    const mine = s.need(OWN_TOLD)
    // what nobody has taken over yet is everybody's there
    const waiting = /我/.test(asked(s)) ? [] : events.filter((r) => r.state === 'raised')
    const all = [...mine, ...waiting.toReversed().filter((r) => !mine.some((m) => m.id === r.id))]
    const [, what = ''] = OF_WHAT.exec(asked(s)) ?? []
    const spoken = what ? all.filter((r) => `${r.fields.kind ?? ''}${r.text}`.includes(what)) : all
    const own = spoken.length ? spoken : all
    const open = own.filter((r) => isOpen(r.state))
    const shown = (open.length ? open : own).slice(0, MOST)
    if (!shown.length) return [{ text: recordWords.nothingOfYours }]
    return [{ text: shown.map((r) => standing(s, r)).join('\n') }]
  },
}

const LINES = 8
function stationStands(s: Situation, events: readonly Rec[]): string {
  if (!events.length) return recordWords.nothingOpen
  const more = events.length - LINES
  return [
    recordWords.openNow(events.length),
    ...events.slice(0, LINES).map((r) => standing(s, r)),
    ...(more > 0 ? [recordWords.andMore(more)] : []),
  ].join('\n')
}

/** 我报的火那条: of the asker's own those that speak of it. */
const OF_WHAT = /我们?[^的]{0,6}的([\u4e00-\u9fa5]{1,4}?)(?:那|这)?(?:个|条|件|起|处|事|，|,|现在|算|办|处理|结|完)/

/** ZQ-…（石岭村1组 滑坡崩塌）：已接警，陈志强负责；受伤 2人；11月24日 08:40更新。 */
export function standing(s: Situation, r: Rec): string {
  if (r.fields.restricted && r.reporterId !== s.person?.id) return recordWords.handledApart(r.no)
  const owner = r.ownerId ? s.roster.people.get(r.ownerId)?.name : undefined
  const { kind: _, place: __, village: ___, description: ____, ...rest } = r.fields
  return recordWords.standing(whatOf(r), [
    [stateWords(r), owner && recordWords.inHands(owner)].filter(Boolean).join('，'),
    r.dueOn && isOpen(r.state) ? recordWords.dueBy(saidDay(r.dueOn, s)) : '',
    r.kind === 'disaster_report' && !r.fields.restricted ? fieldsSaid(r, rest) : '',
    recordWords.updated(saidTime(r.updatedAt, s.tz)),
  ])
}

const whatOf = ({ no, fields: { place, village, kind, description, restricted } }: Rec) => {
  const what = restricted ? '' : [place ?? village, description ?? kind].filter(Boolean).join(' ')
  return what ? `${no}（${what.slice(0, 30)}）` : no
}

/** Of a move how many, of anything else what. */
const toldOfIt = (r: Rec) => (r.kind === 'evacuation' && fieldsSaid(r, r.fields)) || whatOf(r)

const COUNTED_TODAY: readonly RecordKind[] = ['disaster_report', 'hazard_report', 'evacuation', 'patrol', 'callout']

/** 今天报了几起. */
export const toldToday: Question = {
  forms: [],
  spoken: [
    /^(?:我们?)?(?:今天|今日)我?们?(?:一共|总共|都)?(?:报|上报|登记|接|接到|收到|有)?了?(?:几|多少)(?:起|条|个|件)(?:事|灾情|险情|情况|隐患|了)?了?[?？]?$/,
    /^(?:到现在|目前|现在)?(?:一共|总共)?(?:报|上报|登记|接到|收到)了?(?:几|多少)(?:起|条|个|件)(?:事|灾情|险情|情况|隐患)?了?[?？]?$/,
  ],
  needs: [LATELY],
  answer: (s) => {
    const today = dayOf(s.now, s.tz)
    const seen = s
      .need(LATELY)
      .filter((r) => dayOf(r.receivedAt, s.tz) === today && toldTo(s)(r))
      .filter((r) => !/我/.test(asked(s)) || r.reporterId === s.person?.id)
    const counts = COUNTED_TODAY.flatMap((kind) => {
      const of = seen.filter((r) => r.kind === kind)
      const open = kind === 'disaster_report' ? of.filter((r) => isOpen(r.state)).length : 0
      return of.length ? [recordWords.countOf(kindOf(kind).noun, of.length, open)] : []
    })
    return [{ text: counts.length ? recordWords.today(counts.join('，')) : recordWords.nothingToday }]
  },
}

const LISTED = 10

/** The events that are called so: by the end of a number, by where they are, by what was told of them; those that go on before others. */
function toldOf(s: Situation, what: string, village: { code: string; name: string } | undefined): Rec[] {
  const events = s.need(LATELY).filter((r) => r.kind === 'disaster_report' && toldTo(s)(r))
  const [call] = callsIn(what)
  const called = call && calledBy(events, call)
  if (called) return [called]
  const spot = village ? withoutName(what, village.name) : what
  if (!spot) return []
  const there = events.filter((r) => !village || r.villageCode === village.code)
  const parts = spot.split(/那个|这个|那条|那起|的|那/).filter(Boolean)
  const fits = (r: Rec) =>
    parts.every((part) => String(r.fields.place ?? '').includes(part) || (spot.length > 1 && r.text.includes(part)))
  const named = there.filter(fits)
  // 坝下 is at the 坝脚
  const near = named.length || !village ? named : there.filter((r) => String(r.fields.place ?? '').includes(spot[0]!))
  const open = near.filter((r) => isOpen(r.state))
  return (open.length ? open : near).toReversed().slice(0, MOST)
}
const withoutName = (what: string, name: string) =>
  what
    .replace(name, '')
    .replace(name.replace(/(?:村|社区)$/, ''), '')
    .replace(/^(?:村|那边|那里|的)+/, '')

/** What has questions of its own. */
const OTHERS =
  /隐患|整改|物资|预警|转移|撤离|避灾|安置|设备|演练|巡查|巡护|值班|签到|水位|雨|天气|路|伤亡|应答|领导|检查|日报|我报|我的/
const ENDS = '(?:怎么样|怎样|咋样|咋个样|如何|什么情况|啥情况|么子情况|什么进展|啥进展|有什么消息|进展)(?:了|呢)?'
const WHERE = new RegExp(
  `^(?:那|这)?(?:个|边|里|条|处|起)?(.{1,14}?)(?:的|得)?(?:那边|那里|那个|那条|那起|这边)?(?:现在|今天|目前|后来|处理|处置)?(?:得|的)?(?:是|有)?${ENDS}[?？]?$`,
)

/** What a question asks of, 坝下 of 竹园村坝下怎么样了; undefined where it has a question of its own. */
function askedOf(text: string): string | undefined {
  const what = WHERE.exec(
    text.replace(/@?安安[，,：:\s]*/g, '').replace(/(?<![。.！!~\s])[。.！!~\s]+$/, ''),
  )?.[1]?.replace(/^[那这]个?/, '')
  return what && !OTHERS.test(what) ? what : undefined
}

/** 石岭村今天有什么情况, 沙洲什么情况, 那个冒浑水的怎么样了: by a village, a place, or what was told. */
export const inVillage: Question = {
  forms: [],
  spoken: [
    /^.{1,8}(?:村|社区|那边|那里|那儿)(?:今天|今日|现在|目前|这两天|有没有)?的?(?:有)?(?:什么|啥|哪些|没有)?(?:情况|事|灾情|险情|隐患|消息|动静)(?:没有?|吗|如何|怎么样|怎样)?[?？]?$/,
    /^.{1,8}(?:村|社区)(?:那边)?(?:今天|现在)?(?:怎么样|怎样|咋样|还好)(?:了|吗|不)?[?？]?$/,
  ],
  // whatever has a subject of its own comes before it
  about: [{ of: /(?:)/, asked: new RegExp(`(?<=[\\p{Script=Han}\\d])(?:${ENDS}|呢)[?？]?$`, 'u') }],
  needs: [LATELY],
  answer: (s) => {
    const village = villageIn(s, asked(s))
    const what = askedOf(asked(s))
    const found = what ? toldOf(s, what, village) : []
    if (found.length) return [{ text: found.map((r) => standing(s, r)).join('\n') }]
    if (!village) return what || !/村|社区/.test(asked(s)) ? [] : [{ text: recordWords.whichVillage }]
    if (!what && OTHERS.test(asked(s))) return []
    const now = ofNow(s)
    const there = s
      .need(LATELY)
      .filter((r) => r.villageCode === village.code && toldTo(s)(r) && r.kind !== 'supplies' && now(r))
      .filter((r) => r.kind === 'disaster_report' || dayOf(r.receivedAt, s.tz) === dayOf(s.now, s.tz))
      .toReversed()
    // what goes on comes first, then what is over, then what else was told
    const rank = (r: Rec) => (r.kind !== 'disaster_report' ? 2 : isOpen(r.state) ? 0 : 1)
    const seen = there.toSorted((a, b) => rank(a) - rank(b))
    if (!seen.length) return [{ text: recordWords.nothingThere(village.name) }]
    const lines = seen
      .slice(0, LISTED)
      .map((r) =>
        r.kind === 'disaster_report'
          ? standing(s, r)
          : recordWords.lineOfDay(clockOf(r.receivedAt, s.tz), kindOf(r.kind).noun, toldOfIt(r), stateWords(r)),
      )
    const more = seen.length - lines.length
    return [
      {
        text: [
          recordWords.thereToday(village.name, seen.length),
          ...lines,
          ...(more > 0 ? [recordWords.andMore(more)] : []),
        ].join('\n'),
      },
    ]
  },
}
