/** What a station may set of taking reports over. */
import { z } from 'zod'
import { minutes, setting } from '../kernel/setting.ts'

export const REPORT_SETTINGS = {
  /** Minutes a report may wait to be taken over before the next person is told; each entry counts from the step before. */
  report_deadlines: setting('接警时限', z.object({ unreceived_minutes: z.array(minutes).max(10) }), {
    unreceived_minutes: [3, 5, 10],
  }),
}
