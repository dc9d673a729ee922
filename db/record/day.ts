/** What of a day is counted: what is real, confirmed and went its way; `received_at` tells the day. */
import { sql } from 'drizzle-orm'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import { addDays, at } from '#domain/kernel/time.ts'

export const COUNTED = sql`not drill and state not in ('unverified','refused','withdrawn','merged','duplicate','untrue')`

/** When a day, YYYY-MM-DD, begins and ends. */
export const bounds = (day: string, { tz }: Pick<DecisionContext, 'tz'>) => ({
  from: at(day, '00:00', tz).toISOString(),
  to: at(addDays(day, 1), '00:00', tz).toISOString(),
})
export type Bounds = ReturnType<typeof bounds>

export const received = ({ from, to }: Bounds) => sql`received_at >= ${from} and received_at < ${to}`
