/** What the leaders' daily summary says of rounds. */
import { type Daily, warnIf } from '../kernel/daily.ts'
import { known } from '../kernel/words.ts'
import { PATROLS_DAY } from './needs.ts'
import { patrolWords } from './words.ts'

export const PATROL_DAILY: Daily<{ patrols: number }> = {
  figures: PATROLS_DAY,
  rank: 50,
  lines: ({ patrols }) => known([['巡查', patrols ? patrolWords.times(patrols) : patrolWords.noneToday]]),
  tone: () => warnIf(false),
}
