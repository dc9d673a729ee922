/** 灾情: what is going on, from the reports that are open. */

import { mayWatch } from '../kernel/access.ts'
import type { MessageEvent } from '../kernel/message.ts'
import type { Question } from '../kernel/question.ts'
import { saidTime } from '../kernel/time.ts'
import { cardMessage } from '../kernel/words.ts'
import { reporterWords, stateWords } from '../record/filing.ts'
import { SUBJECT } from '../record/needs.ts'
import type { Rec } from '../record/record.ts'
import { toldTo, villageIn } from '../record/sight.ts'
import { OPEN_REPORTS, UNJUDGED } from './needs.ts'
import { reportWords } from './words.ts'

/** Officers and leaders see all of them, everybody else their own; drills are no events. */
export const openReports: Question = {
  forms: [
    /^(?:现在|目前|今天)有?(?:什么|啥)(?:情况|事)[?？]?$/,
    /^(?:现在|目前|今天)?(?:还)?有?(?:几起|几条|多少|哪些)?(?:灾情|险情|灾情险情)(?:情况)?[?？]?$/,
  ],
  spoken: [
    /^(?:现在|目前|今天)?(?:有没有|(?:有|出了?)(?:什么|啥))(?:新)?(?:情况|事|灾情|险情|灾害)(?:吗|没有?)?[?？]?$/,
    /^(?:现在|目前|今天)?有(?:新)?(?:情况|灾情|险情|灾害)(?:吗|没有?[?？])[?？]?$/,
    /^(?:现在|目前|今天)?(?:还)?有(?:几|多少)(?:起|条)?(?:灾情|险情|事)?(?:没|未)(?:办结|处理|办|结)(?:完|的)?[?？]?$/,
    /^(?:全镇|镇里)?(?:灾情|险情|受灾)(?:情况)?(?:怎么样|如何|咋样|汇总|统计)了?[?？]?$/,
  ],
  about: [
    {
      of: /(?:没有?|未|冇)(?:办|处理|处置|搞|弄)(?:完|结|好|掉)?的?|遗留(?:的)?(?:事|问题)?/,
      asked: /什么|啥|哪些|几|多少|有没有|还有|吗$|清单/,
    },
  ],
  topics: ['灾情'],
  needs: [OPEN_REPORTS, UNJUDGED],
  answer: (s) => {
    const all = !!s.person && mayWatch(s.roster, s.person, s.now)
    const open = s
      .need(OPEN_REPORTS)
      .filter((r) => !r.drill && (all ? !r.fields.restricted : r.reporterId === s.person?.id))
      .toReversed()
    const unjudged = all
      ? s
          .need(UNJUDGED)
          .filter((r) => !r.drill && !r.fields.restricted)
          .toReversed()
      : []
    if (!open.length && !unjudged.length) return [{ text: all ? reportWords.noReports : reportWords.noReportsOfYours }]
    // what and where first, on a line of its own: a number is only looked up
    const lines = (some: readonly Rec[]) => [
      ...some.slice(0, 20).map((r) => {
        const what = [r.fields.place ?? r.fields.village, r.fields.kind].filter(Boolean).join(' ')
        return `${what || '地点不明'}，${stateWords(r)}（${reporterWords(s, r)} ${saidTime(r.receivedAt, s.tz)}报，${r.no}）`
      }),
      ...(some.length > 20 ? [`另有${some.length - 20}起。`] : []),
    ]
    return [
      cardMessage({
        title: `没办结的灾情险情 ${open.length}起`,
        tone: unjudged.length || open.some((r) => r.state === 'raised') ? 'danger' : 'info',
        lines: [
          ...lines(open),
          ...(unjudged.length ? [reportWords.unjudged(unjudged.length), ...lines(unjudged)] : []),
        ],
      }),
    ]
  },
}

const ROAD = '(?:路|道路|公路|桥|交通|断道|那条路|国道|省道|县道)'

/** 路通了吗: of what is quoted or named, else of every open report that says how a road is. */
export const roads: Question = {
  forms: [],
  spoken: [
    new RegExp(`^.{0,8}?${ROAD}(?:现在)?(?:抢|修|恢复|打)?(?:通|好|开)(?:行|车)?了?(?:没有?|吗|不)(?:通)?[?？]?$`),
    new RegExp(
      `^.{0,8}?(?:哪些|哪条|哪里|哪几条|有没有|有哪些)(?:的)?${ROAD}(?:还)?(?:断|不通|堵|封|中断)了?(?:的)?(?:没有?|吗)?[?？]?$`,
    ),
    new RegExp(`^.{0,8}?${ROAD}(?:还)?(?:断着?|能走|能过|能通|好走|堵着?|封着?)(?:吗|没有?[?？]|不)[?？]?$`),
    /^(?:现在)?(?:抢通|通车|通)了(?:没有?|吗)[?？]?$|^路况(?:怎么样|如何)?[?？]?$/,
  ],
  needs: [SUBJECT, OPEN_REPORTS],
  answer: (s) => {
    const subject = s.need(SUBJECT)
    const of = subject?.kind === 'disaster_report' ? [subject] : s.need(OPEN_REPORTS)
    const village = villageIn(s, (s.event as MessageEvent).text)
    const told = of
      .filter((r) => toldTo(s)(r) && typeof r.fields.road_status === 'string')
      .filter((r) => !village || r.villageCode === village.code)
    if (!told.length) return [{ text: reportWords.noRoads }]
    const lines = told
      .slice(-10)
      .map((r) => reportWords.roadLine(placeOf(r), String(r.fields.road_status), saidTime(r.updatedAt, s.tz), r.no))
    return [{ text: lines.join('\n') }]
  },
}

const HURT = [
  ['deaths', '遇难'],
  ['missing', '失踪'],
  ['injured', '受伤'],
  ['trapped', '被困'],
] as const
/** Nobody knows of how many. */
const HIDDEN = ['trapped_unknown', 'trapped_suspected'] as const

/** 有没有人受伤: what the open reports say; nothing said is no nought. */
export const hurt: Question = {
  forms: [],
  spoken: [
    /^.{0,8}?有没有(?:人员?)?(?:受伤|伤亡|死|遇难|被困|失踪|伤|困着|埋着|压着)(?:的)?(?:人)?[?？]?$/,
    /^.{0,8}?(?:还有)?(?:人|谁|哪个)(?:还)?(?:被?困|被?埋|被?压|受伤|伤着|失踪|失联)(?:着|住|在里面|了)?(?:没有?|吗|么|冇)[?？]?$/,
    /^.{0,8}?有(?:人员?)?(?:受伤|伤亡|死|遇难|被困|失踪|伤)(?:的)?(?:人)?(?:吗|没有)[?？]?$/,
    /^.{0,8}?(?:伤|死|困|伤亡|受伤|被困|失踪)了?(?:多少人?[?？]?|几个?人?[?？])$/,
    /^.{0,8}?(?:伤亡|人员)(?:情况)?(?:怎么样|如何|多少|情况)[?？]?$/,
    /^.{0,8}?(?:人)(?:都)?(?:救|找|挖)(?:出来|到|上来)了?(?:没有?|吗)[?？]?$/,
  ],
  needs: [SUBJECT, OPEN_REPORTS],
  answer: (s) => {
    const subject = s.need(SUBJECT)
    const village = villageIn(s, (s.event as MessageEvent).text)
    const told = (subject?.kind === 'disaster_report' ? [subject] : s.need(OPEN_REPORTS)).filter(
      (r) => toldTo(s)(r) && (!village || r.villageCode === village.code),
    )
    const said = told.filter((r) => HURT.some(([field]) => typeof r.fields[field] === 'number'))
    // 可能有人被困 is no nought, whatever the figures say
    const open = HIDDEN.flatMap((field) => {
      const of = told.filter((r) => r.fields[field] === true)
      return of.length
        ? [
            reportWords.peopleOpen(
              field,
              of.map((r) => `${placeOf(r)}（${r.no}）`),
            ),
          ]
        : []
    })
    if (!said.length) return [{ text: open.length ? open.join('\n') : reportWords.nobodyTold }]
    const total = HURT.flatMap(([field, word]) => {
      const counted = said.filter((r) => typeof r.fields[field] === 'number')
      return counted.length
        ? [
            reportWords.ofPeople(
              word,
              counted.reduce((n, r) => n + Number(r.fields[field]), 0),
            ),
          ]
        : []
    })
    return [{ text: [...open, reportWords.hurtSum(said.length, total, told.length - said.length)].join('\n') }]
  },
}

const placeOf = ({ fields: { place, village } }: Rec) => String(place ?? village ?? '地点不明')
