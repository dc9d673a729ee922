import type { DecisionContext } from './situation.ts'
import { addDays, at, dayOf, within } from './time.ts'

/** When the quiet hours 免打扰时段 that are on end; undefined while none are. */
export function quietUntil({ now, tz, settings }: Pick<DecisionContext, 'now' | 'tz' | 'settings'>): Date | undefined {
  const { from, to } = settings.quiet_hours
  if (!within(now, from, to, tz)) return undefined
  const today = dayOf(now, tz)
  const end = at(today, to, tz)
  return end > now ? end : at(addDays(today, 1), to, tz)
}
