/** What a station may set of the daily summary. */
import { z } from 'zod'
import { ROLES, type Role } from '../kernel/roster.ts'
import { clock, setting, unlike } from '../kernel/setting.ts'

export const SUMMARY_SETTINGS = {
  summary: setting(
    '日报',
    z.object({
      times: z.array(clock).min(1).max(6).refine(unlike, '时间不能重复'),
      recipients: z.array(z.enum(Object.keys(ROLES) as [Role, ...Role[]])).min(1),
    }),
    { times: ['08:30', '18:00'], recipients: ['town_leader', 'duty_leader'] },
  ),
}
