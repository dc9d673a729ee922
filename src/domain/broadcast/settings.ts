/** What a station may set of broadcasts. */
import { z } from 'zod'
import { setting } from '../kernel/setting.ts'

export const BROADCAST_SETTINGS = {
  /**
   * Broadcasts 应急广播, all in minutes: how long one may be aired; when a waiting request is pressed for again and when it
   * lapses; how often the platform is asked how it goes and when its silence is told; how often a signature is asked for;
   * the link's self-test, and after how many failures the officers hear of it.
   * `drill_msg_type` 3 lets platform drills out as such; null refuses every drill.
   */
  broadcast: setting(
    '应急广播',
    z.object({
      window_minutes: z.number().int().min(1).max(720),
      approve_minutes: z.number().min(1).max(60),
      lapse_minutes: z.number().min(1).max(720),
      poll_minutes: z.number().min(1).max(30),
      silent_minutes: z.number().min(1).max(120),
      sign_minutes: z
        .number()
        .min(5)
        .max(24 * 60),
      link_minutes: z
        .number()
        .min(1)
        .max(24 * 60),
      link_failures: z.number().int().min(1).max(20),
      drill_msg_type: z.literal(3).nullable(),
    }),
    {
      window_minutes: 30,
      approve_minutes: 3,
      lapse_minutes: 60,
      poll_minutes: 1,
      silent_minutes: 5,
      sign_minutes: 60,
      link_minutes: 5,
      link_failures: 3,
      drill_msg_type: null,
    },
  ),
}
