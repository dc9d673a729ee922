/** 还有几条没整改, 重大隐患有几条, 水利站负责的有几条, 这条谁在改. */

import type { MessageEvent } from '../kernel/message.ts'
import type { Question } from '../kernel/question.ts'
import type { Situation } from '../kernel/situation.ts'
import { dayOf, saidDay } from '../kernel/time.ts'
import { stateWords } from '../record/filing.ts'
import { SUBJECT } from '../record/needs.ts'
import { type Rec, STATE_WORDS } from '../record/record.ts'
import { OPEN } from './asked.ts'
import { COUNTED, MEANT } from './needs.ts'
import { bareOf, hazardsMeant, pointedIn, theHazardNamed, whatOf } from './pointing.ts'
import { hazardWords } from './words.ts'

const HOW_MANY = /几[条个处起项家]|多少|哪些|哪几|有没有|有哪|还有几|清单/

export const openHazards: Question = {
  forms: [],
  spoken: [
    /^(?:现在|目前|一共|总共)?(?:还)?(?:有|剩)?(?:几|多少|哪些|哪几)(?:条|个|处)?(?:隐患)?(?:还)?(?:没有?|未)(?:整改|销号|改|处理|弄|修)(?:完|好|的)?(?:隐患)?(?:的)?[?？]?$/,
    /^(?:隐患|整改)?(?:超期|逾期|过期)(?:的|了)?(?:有)?(?:几|多少|哪些|哪几)(?:条|个|处)?(?:隐患)?[?？]?$/,
    /^(?:有)?(?:几|多少|哪些|哪几)(?:条|个|处)?(?:隐患)?(?:超期|逾期|过期|到期)(?:了|的)?[?？]?$/,
    /^(?:现在|目前)?(?:还)?(?:有)?(?:几|多少|哪些)(?:条|个|处)?(?:隐患)[?？]?$/,
    /^隐患(?:整改|销号|处理)?(?:情况|进度|得)?(?:怎么样|怎样|如何|咋样|有哪些)了?[?？]?$/,
  ],
  about: [
    { of: /(?:重大|一般)?隐患|(?:没有?|未)(?:整改|销号)(?:完|好)?|待复查|整改中/, asked: HOW_MANY },
    { of: /快(?:要)?(?:到期|超期)|(?:马上|即将|就要)到期|(?:超期|逾期)(?:没改|未改)?/, asked: HOW_MANY },
    { of: /重大(?:的|级)/, asked: HOW_MANY },
    { of: /(?:[一两二三四五六七几\d]{1,2}天内?|本周|这周|周内)(?:要)?到期/, asked: HOW_MANY },
    { of: /[\u4e00-\u9fa5]{1,8}(?:负责|名下|手里|手上)的/, asked: /有哪些|哪些/ },
    { of: /[\u4e00-\u9fa5]{1,8}(?:负责|名下|手里|手上)的?/, asked: /(?:还)?有?(?:几|多少)[条处]|哪[些几]条/ },
  ],
  topics: ['隐患进度'],
  needs: [COUNTED],
  answer: (s) => {
    const { filter, counts, late, some } = s.need(COUNTED)
    const all = OPEN.reduce((n, state) => n + (counts[state] ?? 0), 0)
    const what = filter.words.join('、')
    if (!all) return [{ text: filter.words.length ? hazardWords.noneOf(what) : hazardWords.noneOpen }]
    const today = dayOf(s.now, s.tz)
    const isLate = (h: Rec) => !!h.dueOn && h.dueOn < today && h.state !== 'recheck'
    const usual = filter.words.length ? [] : ['registered', 'rectifying', 'recheck']
    const states = OPEN.filter((state) => counts[state] || usual.includes(state))
      .map((state) => `${STATE_WORDS[state]}${counts[state] ?? 0}条`)
      .join('，')
    const scope = filter.own ? hazardWords.ofOwn : hazardWords.ofTown
    return [
      {
        text: [
          hazardWords.openOnes(all, states, late, scope, what),
          ...some.map((h) => lineOf(s, h, isLate(h))),
          ...(all > some.length ? [hazardWords.andMore(all - some.length)] : []),
        ].join('\n'),
      },
    ]
  },
}

const lineOf = (s: Situation, h: Rec, late: boolean): string =>
  hazardWords.openLine(h.no, whatOf(h), stateWords(h), h.dueOn ? saidDay(h.dueOn, s) : undefined, late)

/** 这条谁在改, 老街消防通道什么时候到期: of one that is named, quoted, or meant by its place and thing. */
export const whoMends: Question = {
  forms: [],
  spoken: [
    /^.{0,20}?(?:现在|目前)?(?:是)?(?:谁|哪个|哪家)(?:在|来|去)?(?:改|整改|修|弄|搞|负责整改|负责改)(?:的|呢|啊)?[?？]?$/,
    /^.{0,20}?(?:条|个|处|隐患)(?:什么时候|几号|哪天|啥时候)(?:到期|改完|整改完|要改完|期限)(?:的|呢)?[?？]?$/,
    /^.{0,20}?(?:条|个|处|隐患)(?:的)?(?:整改)?期限(?:是)?(?:什么时候|几号|哪天|到哪天)[?？]?$/,
  ],
  needs: [SUBJECT, MEANT],
  answer: (s) => {
    const bare = bareOf((s.event as MessageEvent).text)
    const pointed = pointedIn(bare)
    const which = pointed
      ? pointed.which
      : (/^(.{0,20}?)(?:现在|目前|是)?(?:谁|哪个|哪家|什么时候|几号|哪天|啥时候)/.exec(bare)?.[1] ?? '')
    const named = theHazardNamed(s)
    const open = (h: Rec) => OPEN.includes(h.state)
    const found = named ? [named] : hazardsMeant(s, { fits: open, which, that: !!pointed })
    if (!found.length) return [{ text: hazardWords.noneSuch }]
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

const standing = (s: Situation, h: Rec) => ({
  no: h.no,
  what: whatOf(h),
  owner: h.ownerId ? s.roster.people.get(h.ownerId)?.name : undefined,
  department: typeof h.fields.transferred_to === 'string' ? h.fields.transferred_to : undefined,
  state: stateWords(h),
  due: h.dueOn ? saidDay(h.dueOn, s) : undefined,
})
