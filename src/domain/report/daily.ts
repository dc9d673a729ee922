/** What the leaders' daily summary says of disaster reports: casualties are said as zero too. */
import { type Daily, warnIf } from '../kernel/daily.ts'
import { known } from '../kernel/words.ts'
import { REPORTS_DAY, type ReportsDay } from './needs.ts'
import { reportWords } from './words.ts'

export const REPORT_DAILY: Daily<{ reports: ReportsDay }> = {
  figures: REPORTS_DAY,
  rank: 10,
  lines: ({ reports: r }) => [
    ...known([
      ['灾情险情', reportWords.dayReports(r.raised, r.open)],
      ['伤亡', reportWords.dayCasualties(r)],
    ]),
    ...r.latest.slice(0, 5),
  ],
  tone: ({ reports: r }) => (r.deaths + r.missing + r.trapped > 0 ? 'danger' : warnIf(r.open)),
}
