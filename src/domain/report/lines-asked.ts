/** Roads, power, signal, water: how they stand by what was reported. */

import type { MessageEvent } from '../kernel/message.ts'
import type { Question } from '../kernel/question.ts'
import { saidTime } from '../kernel/time.ts'
import { eventsOf } from '../record/record.ts'
import { ASKED_OF, placeOf, reportsAsked, toldBy } from './asked-of.ts'
import { reportWords } from './words.ts'

const LINES = [
  { field: 'road_status', word: '道路', of: /路(?!灯)|桥|国道|省道|县道|断道|交通|通车|抢通/ },
  { field: 'power_status', word: '供电', of: /停?电(?!话|站|工|机|动|脑|视|梯)|供电/ },
  { field: 'comm_status', word: '通信', of: /信号|通信|通讯(?!录)|网络|基站/ },
  { field: 'water_status', word: '供水', of: /停水|供水|自来水|来水/ },
] as const
const HOW =
  /[通断来好]了?没有?$|[通断来好]了?(?:吗|不|么)$|能(?:走|过|通).{0,2}(?:吗|不|没有?)?$|恢复|哪|没有?$|有没有|怎么样|情况|如何/
const LISTED = 10

const ROAD = '(?:路|道路|公路|桥|交通|断道|那条路|国道|省道|县道)'

/** 路通没, 石岭路到底通没, 电来没: how roads and lines are said to be, the latest first, with who said so and when. */
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
  about: LINES.map(({ of }) => ({ of, asked: HOW })),
  needs: ASKED_OF,
  answer: (s) => {
    const { text } = s.event as MessageEvent
    const meant = LINES.filter(({ of }) => of.test(text))
    const { village, reports } = reportsAsked(s)
    const lines = reports.flatMap((r) =>
      (meant.length ? meant : LINES.slice(0, 1)).flatMap(({ field, word }) =>
        eventsOf(r).flatMap((event) => {
          const status = event[field] ?? r.fields[field]
          const where = String(event.place ?? event.village ?? placeOf(r))
          return typeof status === 'string'
            ? [reportWords.lineStands(where, word, status, toldBy(s, r), saidTime(r.updatedAt, s.tz), r.no)]
            : []
        }),
      ),
    )
    if (!lines.length) return [{ text: reportWords.noLines(meant[0]?.word ?? '道路', village) }]
    return [{ text: [...new Set(lines)].slice(0, LISTED).join('\n') }]
  },
}
