/** What of a room waits for a time, and goes along where the clock was set. Facts keep the time they were told with. */
import { type SQL, sql } from 'drizzle-orm'
import type { Db, Tx } from './engine/tx.ts'

export interface Times {
  /** @param by an interval, forwards or back. @param kinds of deadlines that count minutes. */
  moved(tx: Tx, by: SQL, kinds: readonly string[]): Promise<unknown>[]
  /**
   * What waits for a time that nothing would have given it is due now; what was written while the clock was being set counts
   * from now.
   */
  clamped?(db: Db, at: SQL): Promise<unknown>[]
}

export const after = (at: SQL, seconds: number): SQL => sql`${at} + make_interval(secs => ${seconds})`

/** Written further ahead than this, it was written by a clock that has been set back since. */
export const AHEAD_S = 5
