import type { Deadline } from '../kernel/deadline.ts'
import type { Change } from '../record/fact.ts'
import type { Rec } from '../record/record.ts'
import { remindUnreceived } from './report.ts'

/** The record, none where it is gone; `over` = it is of a drill that has ended. */
export interface Followed {
  record?: Rec
  over: boolean
}

export const REPORT_DEADLINES: { 'report.unreceived': Deadline<Followed, Change> } = {
  'report.unreceived': {
    words: '无人接警的提醒和上报',
    counts: 'minutes',
    single: 'replaced',
    due: (g, { record, over }, step) => (record && !over ? remindUnreceived(g, record, step) : []),
  },
}
