/** What a station may set of warnings, drills and the auditor. */
import { z } from 'zod'
import { clock, minutes, rising, setting, unlike } from '../kernel/setting.ts'

const callStep = z.object({
  after_minutes: minutes,
  /** 私信、加急（应用内、短信、电话）、换渠道、第二联系人、领导、上门、提请大喇叭 */
  how: z.enum([
    'again',
    'urgent',
    'urgent_sms',
    'urgent_phone',
    'other_channel',
    'next_contact',
    'leader',
    'door_knock',
    'loudspeaker',
  ]),
})
export type CallStep = z.infer<typeof callStep>
const colourPolicy = z.object({
  steps: z
    .array(callStep)
    .max(10)
    .refine((steps) => rising(steps.map((s) => s.after_minutes)), '各步的分钟数要从小到大，例如 5、10、15'),
})

export const WARNING_SETTINGS = {
  /** 叫应: what happens to silence, by colour; no national table exists, so this is the station's. */
  call_and_response: setting(
    '叫应',
    z.object({
      colours: z.object({ red: colourPolicy, orange: colourPolicy, yellow: colourPolicy, blue: colourPolicy }),
      night: z.object({ from: clock, to: clock }),
    }),
    {
      colours: {
        red: {
          steps: [
            { after_minutes: 5, how: 'urgent_phone' },
            { after_minutes: 10, how: 'next_contact' },
            { after_minutes: 15, how: 'leader' },
            { after_minutes: 15, how: 'door_knock' },
          ],
        },
        orange: {
          steps: [
            { after_minutes: 10, how: 'urgent' },
            { after_minutes: 20, how: 'next_contact' },
            { after_minutes: 30, how: 'leader' },
          ],
        },
        yellow: { steps: [{ after_minutes: 30, how: 'again' }] },
        blue: { steps: [] },
      },
      night: { from: '22:00', to: '06:00' },
    },
  ),
  /** Colours whose warnings one person drafts and another confirms; a drill needs no second person. */
  warning_approval: setting(
    '预警双人确认',
    z.object({
      colours: z
        .array(z.enum(['red', 'orange', 'yellow', 'blue']))
        .max(4)
        .refine(unlike, '颜色不能重复'),
    }),
    { colours: [] },
  ),
  /** Minutes after which a drill's end is offered, and after which it ends by itself. */
  drills: setting(
    '演练',
    z
      .object({ offer_after_minutes: minutes, end_after_minutes: minutes })
      .refine((d) => d.offer_after_minutes < d.end_after_minutes, {
        message: '自动结束要晚于提示结束，例如 30 和 120',
        path: ['end_after_minutes'],
      }),
    { offer_after_minutes: 30, end_after_minutes: 120 },
  ),
  /** When the auditor raises an alarm: a message unsent for so many seconds, a step so many seconds late. */
  audit: setting(
    '审计',
    z.object({
      unsent_seconds: z.number().int().min(10).max(3600),
      late_seconds: z.number().int().min(5).max(600),
    }),
    { unsent_seconds: 120, late_seconds: 60 },
  ),
}
