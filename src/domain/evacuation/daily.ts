/** What the leaders' daily summary says of people moved out of danger. */
import { type Daily, warnIf } from '../kernel/daily.ts'
import { known } from '../kernel/words.ts'
import { MOVES_DAY, type MovesDay } from './needs.ts'
import { evacuationWords } from './words.ts'

export const EVACUATION_DAILY: Daily<{ moves: MovesDay }> = {
  figures: MOVES_DAY,
  rank: 15,
  lines: ({ moves: { moved, back, left, about } }) =>
    known([
      ['转移', evacuationWords.count(moved)],
      ['已返回', evacuationWords.count(back)],
      ['还没转', evacuationWords.count(left)],
      ['没有点数的', evacuationWords.about(about?.moved ?? [])],
    ]),
  tone: ({ moves: { left } }) => warnIf(!!(left.people || left.households)),
}
