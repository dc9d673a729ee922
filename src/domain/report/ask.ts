/** 灾情: what is going on, from the reports that are open. */

import { mayWatch } from '../kernel/access.ts'
import type { Question } from '../kernel/question.ts'
import { saidTime } from '../kernel/time.ts'
import { cardMessage } from '../kernel/words.ts'
import { reporterWords, stateWords } from '../record/filing.ts'
import type { Rec } from '../record/record.ts'
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
      of: /(?:没有?|未|冇)(?:办|处理|处置|搞|弄)(?:完|结|好|掉)?的?|(?:没有?|未|冇)(?:完|结)(?:成|束|案)?的?|遗留(?:的)?(?:事|问题)?/,
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
        note: reportWords.hazardsApart,
      }),
    ]
  },
}
