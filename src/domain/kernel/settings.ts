/** What a station may set that is no room's own. */
import { z } from 'zod'
import { clock, minutes, rising, setting } from './setting.ts'

export const KERNEL_SETTINGS = {
  quiet_hours: setting('免打扰时段', z.object({ from: clock, to: clock }), { from: '22:00', to: '06:30' }),
  /** Call-out clocks in minutes: response, muster, departure, arrival, rescue begun (station plan H4.7). */
  response_clocks: setting(
    '救援时限',
    z
      .object({ respond: minutes, muster: minutes, depart: minutes, arrive: minutes, rescue: minutes })
      .refine((c) => rising([c.respond, c.depart, c.arrive, c.rescue]), {
        message: '响应、出动、到达、施救的时间要从小到大，例如 5、10、15、20',
        path: ['respond'],
      }),
    { respond: 5, muster: 5, depart: 10, arrive: 15, rescue: 20 },
  ),
  /**
   * A file's and an event's size; megabytes of photos a sender a day, those of disaster reports always taken; messages of one
   * sender in a minute that are answered though they record nothing; requests of a token in a minute, warnings always taken.
   */
  limits: setting(
    '大小限制',
    z.object({
      media_mb: z.number().min(1).max(100),
      event_kb: z.number().min(16).max(4096),
      media_mb_per_day: z.number().min(5).max(10_000).default(500),
      answers_per_minute: z.number().int().min(2).max(1000).default(20),
      requests_per_minute: z.number().int().min(60).max(100_000).default(1200),
    }),
    { media_mb: 20, event_kb: 1024, media_mb_per_day: 500, answers_per_minute: 20, requests_per_minute: 1200 },
  ),
  /** Days raw events and finished messages are kept. */
  retention: setting(
    '保存期限',
    z.object({ raw_days: z.number().int().min(7).max(3650), outbox_days: z.number().int().min(30).max(3650) }),
    { raw_days: 30, outbox_days: 180 },
  ),
  /** Names of the county, city and province above the township, in full: 青溪县. Empty = not known, and a county named by a city asks. */
  above: setting('上级县市名称', z.object({ names: z.array(z.string().trim().min(2).max(20)).max(6) }), { names: [] }),
  /** The duty room's telephone, told where writing does not help. Empty = not told. */
  duty_room: setting('值班室电话', z.object({ phone: z.string().regex(/^[\d+ -]{0,30}$/, '写成 0795-1234567') }), {
    phone: '',
  }),
  thresholds: setting(
    '人数标准',
    z.object({
      posts: z.number().int().min(0).max(10_000),
      full_time: z.number().int().min(0).max(10_000),
      rescue_team: z.number().int().min(0).max(10_000),
    }),
    { posts: 6, full_time: 2, rescue_team: 30 },
  ),
}
