/** 伤了几个, 困了几个, 还有谁没找到: what the reports say of people; nothing said is no nought. */

import type { MessageEvent } from '../kernel/message.ts'
import type { Question } from '../kernel/question.ts'
import { aboutWords } from '../record/about.ts'
import { stateWords } from '../record/filing.ts'
import { eventsOf, isOpen, type Rec } from '../record/record.ts'
import { ASKED_OF, placeOf, reportsAsked } from './asked-of.ts'
import { reportWords } from './words.ts'

/** Words by which one of them alone is counted; whoever asks of several, of none by name, or whether there is anybody, is told all. */
const FIGURES = [
  { field: 'deaths', word: '遇难', of: /死|遇难|没命/ },
  { field: 'missing', word: '失踪', of: /失踪|失联|找到|下落|找着/ },
  { field: 'injured', word: '受伤', of: /伤(?!亡)/ },
  { field: 'trapped', word: '被困', of: /困|埋|压/ },
] as const
type Field = (typeof FIGURES)[number]['field']
/** Nobody knows of how many. */
const HIDDEN = ['trapped_unknown', 'trapped_suspected'] as const
const COUNTS = /几|多少|谁|哪/
const LISTED = 10

const PEOPLE =
  /(?:人员|群众|村民)?(?:被?困(?!难)|被?埋|压着|受?伤亡?|死亡?|遇难|失踪|失联|(?:没有?|未)(?:找到|找着|出来|救出来?)|找到|下落|救出来)/

export const hurt: Question = {
  forms: [],
  spoken: [
    /^.{0,8}?有没有(?:人员?)?(?:受伤|伤亡|死|遇难|被困|失踪|伤|困着|埋着|压着|[和或、]){1,3}(?:的)?(?:人)?[?？]?$/,
    /^.{0,8}?(?:还有)?(?:人|谁|哪个)(?:还)?(?:被?困|被?埋|被?压|受伤|伤着|失踪|失联)(?:着|住|在里面|了)?(?:没有?|吗|么|冇)[?？]?$/,
    /^.{0,8}?有(?:人员?)?(?:受伤|伤亡|死|遇难|被困|失踪|伤)(?:的)?(?:人)?(?:吗|没有)[?？]?$/,
    /^.{0,8}?(?:伤|死|困|伤亡|受伤|被困|失踪)了?(?:多少人?[?？]?|几个?人?[?？])$/,
    /^.{0,8}?(?:伤亡|人员)(?:情况)?(?:怎么样|如何|多少|情况)[?？]?$/,
    /^.{0,8}?(?:人)(?:都)?(?:救|找|挖)(?:出来|到|上来)了?(?:没有?|吗)[?？]?$/,
  ],
  about: [{ of: PEOPLE, asked: /几|多少|谁|没有?$|有没有|吗$|哪些|情况/ }],
  needs: ASKED_OF,
  answer: (s) => {
    const { text } = s.event as MessageEvent
    const named = COUNTS.test(text) ? FIGURES.filter(({ of }) => of.test(text)) : []
    const wanted: readonly (typeof FIGURES)[number][] = named.length ? named : FIGURES
    const { village, reports } = reportsAsked(s)
    const says = (r: Rec) => saidIn(r, wanted)
    const told = reports.filter((r) => says(r).length)
    const all = wanted.map(({ word }) => word).join('、')
    if (!told.length) return [{ text: reportWords.noneSaid(all, reports.length, village) }]
    // whoever was trapped in what is over is out, unless it still says so: that is told in its line, and in no sum
    const total = wanted.flatMap(({ field, word }) => {
      const of = told.filter((r) => numberIn(r, field) !== undefined && (field !== 'trapped' || isOpen(r.state)))
      return of.length
        ? [
            reportWords.ofPeople(
              word,
              of.reduce((n, r) => n + numberIn(r, field)!, 0),
            ),
          ]
        : []
    })
    const unknown = told.some((r) => says(r).some((x) => x.uncounted))
    // what is said of nobody needs no line of its own
    const lines = told
      .filter((r) => says(r).some((x) => x.n !== 0))
      .map((r) =>
        reportWords.peopleLine(
          placeOf(r),
          says(r)
            .filter((x) => x.n !== 0)
            .map((x) => x.words),
          stateWords(r),
          r.no,
        ),
      )
    return [
      {
        text: [
          reportWords.peopleInAll(total, unknown, told.length, village),
          ...lines.slice(0, LISTED),
          ...(lines.length > LISTED ? [reportWords.moreReports(lines.length - LISTED)] : []),
          ...(reports.length > told.length ? [reportWords.silentOn(reports.length - told.length, all)] : []),
        ].join('\n'),
      },
    ]
  },
}

interface Said {
  words: string
  /** Undefined where nobody counted. */
  n?: number
  uncounted?: true
}

/** What a report says of them, one by one. */
function saidIn(r: Rec, wanted: readonly { field: Field; word: string }[]): Said[] {
  return wanted.flatMap(({ field, word }): Said[] => {
    const n = numberIn(r, field)
    const about = aboutWords(r.fields, field)
    const hidden = field === 'trapped' ? HIDDEN.filter((key) => r.fields[key] === true) : []
    return [
      ...(n === undefined || (n === 0 && hidden.length) ? [] : [{ words: reportWords.ofPeople(word, n), n }]),
      ...(about ? [{ words: `${word}${about}`, uncounted: true as const }] : []),
      ...hidden.map((key) => ({ words: reportWords.hidden(key), uncounted: true as const })),
    ]
  })
}

/** Of a report of several events their sum, where it has none of its own. */
function numberIn(r: Rec, field: Field): number | undefined {
  if (typeof r.fields[field] === 'number') return r.fields[field]
  const each = eventsOf(r).flatMap((event) => (typeof event[field] === 'number' ? [event[field] as number] : []))
  return each.length ? each.reduce((sum, n) => sum + n, 0) : undefined
}
