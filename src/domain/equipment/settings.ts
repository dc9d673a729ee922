/** What a station may set of its tests. No national table of intervals exists: these are the station's own. */
import { z } from 'zod'
import { clock, setting } from '../kernel/setting.ts'

const days = z.number().int().min(1).max(366).nullable()

export const EQUIPMENT_SETTINGS = {
  /** Days between tests of each kind of gear, null = none by plan; the time of day of a reminder. */
  equipment: setting(
    '设备测试',
    z.object({
      every_days: z.object({ satellite_phone: days, video_link: days, broadcast: days, generator: days }),
      at: clock,
    }),
    { every_days: { satellite_phone: 30, video_link: 15, broadcast: 30, generator: 30 }, at: '09:00' },
  ),
}
