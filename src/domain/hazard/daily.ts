/** What the leaders' daily summary says of hazards. */
import { type Daily, warnIf } from '../kernel/daily.ts'
import { known } from '../kernel/words.ts'
import { HAZARDS_DAY, type HazardsDay } from './needs.ts'
import { hazardWords } from './words.ts'

export const HAZARD_DAILY: Daily<{ hazards: HazardsDay }> = {
  figures: HAZARDS_DAY,
  rank: 20,
  lines: ({ hazards }) => known([['隐患', hazardWords.dayHazards(hazards)]]),
  tone: ({ hazards }) => warnIf(hazards.overdue),
}
