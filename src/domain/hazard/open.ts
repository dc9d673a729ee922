/** 还有几条没整改, 重大隐患有几条, 水利站负责的有几条, 这条谁在改. */

import type { Command } from '../kernel/command.ts'
import type { Heard } from '../kernel/heard.ts'
import type { MessageEvent } from '../kernel/message.ts'
import type { Question } from '../kernel/question.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { addDays, dayOf, saidDay } from '../kernel/time.ts'
import { stateWords } from '../record/filing.ts'
import { numbersIn, SUBJECT } from '../record/needs.ts'
import { type Rec, STATE_WORDS } from '../record/record.ts'
import { type Filter, OPEN } from './asked.ts'
import type { Change } from './fact.ts'
import { COUNTED, MEANT } from './needs.ts'
import { bareOf, hazardsMeant, pointedIn, theHazardNamed, whatOf } from './pointing.ts'
import { hazardWords } from './words.ts'

const HOW_MANY = /几[条个处起项家]|多少|哪些|哪几|有没有|有哪|还有几|清单/
/** 几条 are of hazards, but for 几条路. */
const COUNTED_BY = /(?:几|多少)条(?!路|河|沟|船|线|街|人命)|哪[些几]条/

export const openHazards: Question = {
  forms: [],
  spoken: [
    // 重大有几条？哪个在改: how many first, and of each who sees to it
    /^(?:现在|目前)?(?:还)?(?:有)?(?:重大|疑似重大|一般)(?:的|级)?(?:隐患)?(?:还|一共|总共)?(?:有|剩)?(?:几|多少|哪些|哪几)[条个处]?(?:没(?:整改|改|销号?)(?:好|完|的)?)?(?:[?？，,、\s]{1,2}(?:是|分别|都)?(?:谁|哪个|哪家)(?:在|来|去)?(?:改|整改|修|弄|搞|负责)(?:的|呢)?)?[?？]?$/,
    /^(?:隐患)?(?:里|中)?(?:还)?(?:有)?哪(?:些|几条|条)(?:隐患)?是[\u4e00-\u9fa5·]{1,8}的(?:隐患)?[?？]?$/,
    /^(?:现在|目前|一共|总共)?(?:还)?(?:有|剩)?(?:几|多少|哪些|哪几)(?:条|个|处)?(?:隐患)?(?:还)?(?:没有?|未)(?:整改|销号|改|处理|弄|修)(?:完|好|的)?(?:隐患)?(?:的)?[?？]?$/,
    /^(?:隐患|整改)?(?:超期|逾期|过期)(?:的|了)?(?:有)?(?:几|多少|哪些|哪几)(?:条|个|处)?(?:隐患)?[?？]?$/,
    /^(?:有)?(?:几|多少|哪些|哪几)(?:条|个|处)?(?:隐患)?(?:超期|逾期|过期|到期)(?:了|的)?[?？]?$/,
    /^(?:现在|目前)?(?:还)?(?:有)?(?:几|多少|哪些)(?:条|个|处)?(?:隐患)[?？]?$/,
    /^隐患(?:整改|销号|处理)?(?:情况|进度|得)?(?:怎么样|怎样|如何|咋样|有哪些)了?[?？]?$/,
  ],
  about: [
    // 石岭村隐患还有几条没搞完: of hazards, whatever is asked of events in the same words
    {
      of: /(?:重大|一般)?隐患(?:[^，。]{0,8}?(?:没有?|未|冇)(?:整改|销号?|改|搞|弄|处理|办|修)(?:完|好|掉)?)?|(?:没有?|未)(?:整改|销号)(?:完|好)?|待复查|整改中/,
      asked: HOW_MANY,
    },
    { of: /快(?:要)?(?:到期|超期)|(?:马上|即将|就要)到期|(?:超期|逾期)(?:没改|未改)?/, asked: HOW_MANY },
    { of: /重大(?:的|级)/, asked: HOW_MANY },
    { of: /(?:没有?|未|没得|冇)(?:整?改|销号?|弄|修|处理|搞)(?:完|好|掉|了)?/, asked: COUNTED_BY },
    { of: /新(?:报|登记|增|发现)了?|(?:销号?|整改|改)(?:好|完|掉)?了/, asked: COUNTED_BY },
    { of: /(?:[一两二三四五六七几\d]{1,2}天内?|本周|这周|周内)(?:要)?到期/, asked: HOW_MANY },
    { of: /[\u4e00-\u9fa5]{1,8}(?:负责|名下|手里|手上)的?/, asked: /有哪些|哪些/ },
    { of: /[\u4e00-\u9fa5]{1,8}(?:负责|名下|手里|手上)的?/, asked: /(?:还)?有?(?:几|多少)[条处]|哪[些几]条/ },
  ],
  topics: ['隐患进度'],
  needs: [COUNTED],
  answer: (s) => {
    const { filter, counts, late, some, inSpan } = s.need(COUNTED)
    if (filter.span && inSpan)
      return [{ text: hazardWords.inSpan(filter.span.words, inSpan, filter.words.join('、'), scopeOf(filter)) }]
    const all = OPEN.reduce((n, state) => n + (counts[state] ?? 0), 0)
    const what = filter.words.join('、')
    if (!all) return [{ text: filter.words.length ? hazardWords.noneOf(what) : hazardWords.noneOpen }]
    const today = dayOf(s.now, s.tz)
    const isLate = (h: Rec) => !!h.dueOn && h.dueOn < today && h.state !== 'recheck'
    const usual = filter.words.length ? [] : ['registered', 'rectifying', 'recheck']
    const states = OPEN.filter((state) => counts[state] || usual.includes(state))
      .map((state) => `${STATE_WORDS[state]}${counts[state] ?? 0}条`)
      .join('，')
    const withWho = /谁|哪个|哪家/.test((s.event as MessageEvent).text)
    return [
      {
        text: [
          hazardWords.openOnes(all, states, late, scopeOf(filter), what),
          ...some.map((h) => (withWho ? hazardWords.whoMends(standing(s, h)) : lineOf(s, h, isLate(h)))),
          ...(all > some.length ? [hazardWords.andMore(all - some.length)] : []),
        ].join('\n'),
      },
    ]
  },
}

const scopeOf = ({ own }: Filter): string => (own ? hazardWords.ofOwn : hazardWords.ofTown)

const lineOf = (s: Situation, h: Rec, late: boolean): string =>
  hazardWords.openLine(h.no, whatOf(h), stateWords(h), h.dueOn ? saidDay(h.dueOn, s) : undefined, late)

const WHO = '(?:谁|哪个|哪家|哪一?位|哪个人)'
const WHEN = '(?:什么时候|啥时候|哪天|哪一天|几号|几时|好久|几月几号)'
const MEND = '(?:改|整改|修|弄|搞|负责整改|负责改)'
const WHO_MENDS = `(?:现在|目前|到底)?(?:是|由)?${WHO}(?:在|来|去)?${MEND}(?:的|呢|啊)?`
const DUE = `(?:${WHEN}(?:能|要)?(?:到期|改完|改好|整改完|整改好|要改完|期限)|(?:整改)?期限(?:是|到)?${WHEN})(?:的|呢)?`
const AND = '[，,、；;？?\\s]{1,2}'
/** Asked of one: who sees to it, until when; when it was checked again. */
const OF_ONE: readonly RegExp[] = [
  new RegExp(`^(?<which>.{0,20}?)${WHO_MENDS}(?:${AND}(?:整改)?${DUE})?[?？]?$`),
  new RegExp(`^(?:现在|目前|是)?${WHO}在${MEND}(?<which>.{0,20}?)(?:的|呢|啊)?[?？]?$`),
  new RegExp(`^(?<which>.{0,20}?(?:条|个|处|隐患))(?:的)?${DUE}(?:${AND}${WHO_MENDS})?[?？]?$`),
  new RegExp(`^(?<which>.{2,20}?)${DUE}${AND}${WHO_MENDS}[?？]?$`),
  new RegExp(
    `^(?<which>.{0,20}?)(?:是)?(?:${WHEN}|${WHO})(?:去|来)?(?:复查|复核|验收|销号|销|整改)(?:好|完)?(?:的|过|了|过的|了的)?[?？]?$`,
  ),
]
/** Whether anybody went there, which is asked of other things too. */
const LOOKED = new RegExp(
  `^(?<which>.{2,20}?)(?:(?:是)?${WHO}(?:去|来)?(?:现场)?(?:看|查|核实|复查)(?:过|了|一下)?(?:没有?|没得|吗|冇|的)?|(?:有没有人|有人|派人)(?:去|来)?(?:现场)?(?:看|查|核实|复查)(?:过|了|一下)?(?:没有?|没得|吗|冇))[?？]?$`,
)
/** Until when, of one that is named or quoted. */
const DUE_ALONE = new RegExp(`^(?<which>)${DUE}[?？]?$`)
const whichIn = (bare: string): string | undefined => {
  const form = [...OF_ONE, LOOKED].map((one) => one.exec(bare)).find((found) => found !== null)
  return form?.groups?.which?.replace(/^(?:请问|那|的)|(?:的|那条|这条)$/g, '')
}
const PAST = /复查|复核|验收|销|看|查|核实/

/** 这条谁在改, 老街消防通道什么时候到期, 灭火器哪天复查的: of one that is named, quoted, or meant by its place and thing. */
export const whoMends: Question = {
  forms: [],
  spoken: [...OF_ONE, LOOKED],
  needs: [SUBJECT, MEANT],
  answer: (s) => {
    const { text } = s.event as MessageEvent
    const bare = bareOf(text)
    const pointed = pointedIn(bare)
    const which = pointed ? pointed.which : (whichIn(bare) ?? '')
    const named = theHazardNamed(s)
    const past = PAST.test(bare)
    const fits = (h: Rec) => OPEN.includes(h.state) || (past && OVER.has(h.state))
    const found = named ? [named] : toldBy(s, which, hazardsMeant(s, { fits, which, that: !!pointed }))
    // what somebody went to look at may be anything
    if (!found.length) return LOOKED.test(bare) ? [] : [{ text: hazardWords.noneAsked }]
    return [
      {
        text: found
          .slice(0, 3)
          .map((h) => hazardWords.whoMends(standing(s, h)))
          .concat(found.length > 3 ? [hazardWords.andMore(found.length - 3)] : [])
          .join('\n'),
      },
    ]
  },
}
const OVER: ReadonlySet<Rec['state']> = new Set<Rec['state']>(['cleared', 'looked_back', 'closed'])

/** 梁水生发的裂缝: theirs, where some of those are. */
function toldBy(s: Situation, which: string, found: Rec[]): Rec[] {
  const by = found.filter((h) => {
    const name = h.reporterId && s.roster.people.get(h.reporterId)?.name
    return name && which.includes(name)
  })
  return by.length ? by : found
}

/** YH-… 谁在改, 谁在改YH-…: a question of one that is named is answered before any word on its mending is read in it. */
export const askedOfNamed: Command<Change> = {
  needs: (heard) => (asksOfNamed(heard) ? whoMends.needs : undefined),
  run: (s) => (asksOfNamed(s) && theHazardNamed(s) ? whoMends.answer(s).flatMap((m) => reply(s, m)) : undefined),
}
const asksOfNamed = (heard: Heard): boolean =>
  !!heard.person &&
  heard.event.type === 'message' &&
  (numbersIn(heard).length > 0 || !!heard.event.replyTo) &&
  (whichIn(bareOf(heard.event.text)) !== undefined || DUE_ALONE.test(bareOf(heard.event.text)))

const standing = (s: Situation, h: Rec) => ({
  no: h.no,
  what: whatOf(h),
  owner: h.ownerId ? s.roster.people.get(h.ownerId)?.name : undefined,
  department: typeof h.fields.transferred_to === 'string' ? h.fields.transferred_to : undefined,
  state: stateWords(h),
  due: h.dueOn && OPEN.includes(h.state) ? saidDay(h.dueOn, s) : undefined,
  checked: OVER.has(h.state) ? clearedOn(s, h) : undefined,
  found: saidDay(dayOf(h.receivedAt, s.tz), s),
})

/** The day of its re-check follows from that of its look-back, which is planned from it. */
function clearedOn(s: Situation, { fields }: Rec): string | undefined {
  const planned = fields.look_back_on
  const by = s.roster.people.get(String(fields.rechecked_by))?.name
  if (typeof planned !== 'string') return undefined
  return `${saidDay(addDays(planned, -s.settings.hazard_days.look_back), s)}${by ? ` ${by}` : ''}`
}
