/** What the leaders' daily summary says of rounds. */
import { type Daily, warnIf } from '../kernel/daily.ts'
import { known } from '../kernel/words.ts'
import { PATROLS_DAY, type PatrolsDay } from './needs.ts'
import { patrolWords } from './words.ts'

export const PATROL_DAILY: Daily<PatrolsDay> = {
  figures: PATROLS_DAY,
  rank: 50,
  lines: ({ patrols, patrols_found, patrols_missed }) =>
    known([
      ['巡查', patrols ? patrolWords.timesFound(patrols, patrols_found) : patrolWords.noneToday],
      ['未巡查', patrols_missed ? patrolWords.dayMissed(patrols_missed) : ''],
    ]),
  tone: () => warnIf(false),
}
