import type { Deadline } from '../kernel/deadline.ts'
import type { Rec } from '../record/record.ts'
import type { Change } from './fact.ts'
import { round } from './round.ts'

export const HAZARD_DEADLINES: {
  'hazard.round': Deadline<readonly Rec[], Change>
  'hazard.remind': Deadline<null, Change>
} = {
  'hazard.round': { words: '隐患整改提醒', counts: 'date', single: 'joined', due: round },
  // set for one hazard by an older version: the round looks at it
  'hazard.remind': { words: '隐患整改提醒', counts: 'date', single: 'replaced', due: () => [] },
}
