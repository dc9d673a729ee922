import { look } from '../kernel/need.ts'

export interface Uncounted {
  /** Records that nobody has confirmed. */
  unverified: number
  /** Messages owed and neither sent nor settled, refused ones included. */
  undelivered: number
  drills: number
}

/** What of a day is in no room's figures. */
export const UNCOUNTED = look<string, Uncounted>()('summary_day')
