/** The station's clock was set: all that waits for a time goes along, in every room. */
import { sql } from 'drizzle-orm'
import type { AnyFact, KernelFact } from '#domain/kernel/fact.ts'
import { ofType } from '#domain/kernel/need.ts'
import type { Db, Tx } from './engine/tx.ts'
import { beat } from './flow/heartbeats.ts'
import { TIMES } from './nouns.ts'

/** The station's time as the process that keeps it last wrote it. */
export const CLOCK = 'clock'

/** @param now by the new time. */
export function moveTimes(tx: Tx, facts: readonly AnyFact[], now: Date): Promise<unknown> {
  const moves = ofType<KernelFact>(facts)('clock.moved').flatMap(({ ms, kinds }) => [
    ...TIMES.flatMap((times) => times.moved(tx, sql`make_interval(secs => ${ms / 1000})`, kinds)),
    beat(tx, CLOCK, now),
  ])
  return Promise.all(moves)
}

/** What was being written while the clock was set is put right. */
export const clampTimes = (db: Db, now: Date): Promise<unknown> =>
  Promise.all(TIMES.flatMap((times) => times.clamped?.(db, sql`${now.toISOString()}::timestamptz`) ?? []))
