/** What a station may set of the reminders of hazards. */
import { z } from 'zod'
import { clock, setting, unlike } from '../kernel/setting.ts'

export const HAZARD_SETTINGS = {
  /** Hazard reminders: days before the due date (negative = after it), and the default time to put things right. */
  reminders: setting(
    '整改提醒',
    z.object({
      days_before: z.array(z.number().int().min(-60).max(60)).min(1).max(20).refine(unlike, '天数不能重复'),
      at: clock,
      default_days: z.object({ general: z.number().int().min(1).max(365), major: z.number().int().min(1).max(365) }),
    }),
    { days_before: [3, 1, 0, -1, -3, -7], at: '09:00', default_days: { general: 7, major: 3 } },
  ),
}
