/** What the summary says last: what is in no figure above. */
import { type Daily, warnIf } from '../kernel/daily.ts'
import { known } from '../kernel/words.ts'
import { UNCOUNTED, type Uncounted } from './needs.ts'
import { summaryWords } from './words.ts'

export const SUMMARY_DAILY: Daily<Uncounted> = {
  figures: UNCOUNTED,
  rank: 90,
  lines: ({ unverified, undelivered, drills }) =>
    known([
      ['待核实', unverified ? summaryWords.unverified(unverified) : ''],
      ['未送达', undelivered ? summaryWords.undelivered(undelivered) : ''],
      ['演练', drills ? summaryWords.drills(drills) : ''],
    ]),
  tone: ({ unverified, undelivered }) => warnIf(unverified + undelivered),
}
