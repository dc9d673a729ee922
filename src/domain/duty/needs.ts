import { look, need } from '../kernel/need.ts'
import { withFiled } from '../record/after.ts'
import type { Rec } from '../record/record.ts'

/** Check-ins and check-outs of the last day: in this chat or by the sender, and the check-ins of whoever is on shift. */
export const CHECKS = need<{ here: readonly Rec[]; shift: readonly Rec[] }>(
  { here: [], shift: [] },
  ({ here, shift }, facts, { event, person }) => {
    const chat = 'chat' in event ? event.chat?.id : undefined
    const isHere = (r: Rec) =>
      (r.channel === event.channel && r.chat === chat) || (!!person && r.reporterId === person.id)
    return {
      here: withFiled(here, facts, (r) => (r.kind === 'check_in' || r.kind === 'check_out') && isHere(r)),
      shift: withFiled(shift, facts, (r) => r.kind === 'check_in'),
    }
  },
)('checks')

export interface DutyDay {
  onSheet: number
  present: number
  /** Names of whoever is on shift and was not seen. */
  absent: string[]
}
/** Who is on duty now, and of them who is there. */
export const DUTY_DAY = look<string, { duty: DutyDay }>()('duty_day')
