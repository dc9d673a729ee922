/** What the leaders' daily summary says of duty. */
import { type Daily, warnIf } from '../kernel/daily.ts'
import { known } from '../kernel/words.ts'
import { DUTY_DAY, type DutyDay } from './needs.ts'
import { dutyWords } from './words.ts'

export const DUTY_DAILY: Daily<{ duty: DutyDay }> = {
  figures: DUTY_DAY,
  rank: 40,
  lines: ({ duty: d }) => known([['值班', d.onSheet ? dutyWords.dayDuty(d) : dutyWords.nobodyOnSheet]]),
  tone: () => warnIf(false),
}
