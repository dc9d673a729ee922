/** What the leaders' daily summary says of warnings. */
import { type Daily, warnIf } from '../kernel/daily.ts'
import { known } from '../kernel/words.ts'
import { WARNINGS_DAY, type WarningsDay } from './needs.ts'
import { warningWords } from './words.ts'

const MOST_NAMES = 20

export const WARNING_DAILY: Daily<{ warnings: WarningsDay }> = {
  figures: WARNINGS_DAY,
  rank: 30,
  lines: ({ warnings: w }) =>
    known([
      ['预警', w.issued ? warningWords.dayWarnings(w) : warningWords.noneToday],
      ['未应答', warningWords.daySilent(w.silent.slice(0, MOST_NAMES), w.silent.length)],
    ]),
  tone: ({ warnings: w }) => warnIf(w.asked - w.answered > 0),
}
