import { look, need } from '../kernel/need.ts'
import { withFiled } from '../record/after.ts'
import type { Rec } from '../record/record.ts'

/** Moves of the last days, and disaster reports that tell of some, the oldest first; no drill. */
export const MOVES = need<readonly Rec[]>([], (loaded, facts) =>
  withFiled(loaded, facts, (r) => (r.kind === 'evacuation' || r.kind === 'disaster_report') && !r.drill),
)('moves')

/** Of the days up to a day: moved, back, not yet moved. */
export interface MovesDay {
  moved: { people: number; households: number }
  back: { people: number; households: number }
  left: { people?: number; households?: number }
  /** As it was said, where nobody counted; in no sum. */
  about?: { moved: string[]; back: string[] }
}
export const MOVES_DAY = look<string, { moves: MovesDay }>()('moves_day')
