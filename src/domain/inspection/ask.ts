/** 哪些单位该检查了; 检查表 学校. */
import { mayWatch } from '../kernel/access.ts'
import type { MessageEvent } from '../kernel/message.ts'
import type { Question } from '../kernel/question.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { saidDay } from '../kernel/time.ts'
import type { Change } from './fact.ts'
import { CHECK_PLAN } from './needs.ts'
import { lastOf, seenBy, standingIn } from './plan.ts'
import { unitsCalled } from './units.ts'
import { inspectionWords } from './words.ts'

const LISTED = 20

/** By village and unit, never by who should have been there. */
export const unchecked: Question = {
  forms: [
    /^(?:今天|现在|这个?月|本月|目前)?(?:还)?(?:有)?(?:哪些|哪几家|哪几个|几家|多少家?)(?:重点)?(?:单位|企业|场所)(?:还)?(?:没有?|未|该|到期没?|要)(?:安全)?检?查(?:过|到)?(?:的|了)?[?？]?$/,
    /^检查计划(?:情况|进度|怎么样)?[?？]?$/,
  ],
  needs: [CHECK_PLAN],
  answer: (s) => {
    const whole = !!s.person && mayWatch(s.roster, s.person, s.now)
    const late = seenBy(s.person, standingIn(s, s.need(CHECK_PLAN)), whole).filter((u) => u.late)
    if (!late.length) return [{ text: inspectionWords.nonePlanned }]
    const village = (code: string) => s.roster.villages.find((v) => v.code === code)?.name ?? ''
    const lines = late
      .slice(0, LISTED)
      .map((u) =>
        inspectionWords.lateLine(village(u.place.villageCode), u.place.name, saidDay(u.late!, s), lastOf(s, u)),
      )
    return [
      {
        text: [
          inspectionWords.lateUnits(late.length),
          ...lines,
          ...(late.length > LISTED ? [inspectionWords.andMore(late.length - LISTED)] : []),
        ].join('\n'),
      },
    ]
  },
}

/** The blank form of a kind or a unit, to be filled in and sent back; undefined where 查什么 is asked of what is no unit. */
export function blankForm(s: Situation, said: string, event: MessageEvent): Change[] | undefined {
  const lists = s.settings.checklists
  const list = lists.find((l) => l.kind === said) ?? lists.find((l) => l.names.includes(said))
  const [unit] = list ? [{ name: said, list }] : unitsCalled(s, said)
  return unit
    ? [
        ...reply(s, { text: inspectionWords.howToFill }),
        ...reply(s, { text: inspectionWords.form(unit.name, unit.list.items) }),
      ]
    : /检查(?:表|单)/.test(event.text)
      ? reply(s, { text: inspectionWords.noSuchUnit(said) })
      : undefined
}

/** 检查表 alone: of which kind, they are told which there are. */
export const whichForm = (s: Situation): Change[] =>
  reply(s, { text: inspectionWords.whichForm(s.settings.checklists.map((l) => l.kind)) })
