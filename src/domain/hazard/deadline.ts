import type { Deadline } from '../kernel/deadline.ts'
import type { Rec } from '../record/record.ts'
import type { Change } from './fact.ts'
import { remind } from './hazard.ts'

/** The hazard, none where it is gone; `over` = it is of a drill that has ended. */
export interface Followed {
  record?: Rec
  over: boolean
}

export const HAZARD_DEADLINES: { 'hazard.remind': Deadline<Followed, Change> } = {
  'hazard.remind': {
    words: '隐患整改提醒',
    counts: 'date',
    single: 'replaced',
    due: (g, { record, over }, step) => (record && !over ? remind(g, record, step) : []),
  },
}
