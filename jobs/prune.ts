/** Forgets what need not be kept: raw events after their retention, finished messages, spent keys. The ledger is never touched. */
import type { Db } from '#db/engine/tx.ts'
import { beat, lastBeat } from '#db/flow/heartbeats.ts'
import { lastReceived, pruneFlow } from '#db/flow/prune.ts'
import { pruneDoors } from '#db/roster/prune.ts'
import type { Settings } from '#domain/settings.ts'

/** The day up to which was last pruned. */
const PRUNED = 'prune'
/** One round goes on by no more than this, whatever the clock says; a station that was off catches up by it. */
const MOST_DAYS_A_ROUND = 2
const DAY_MS = 24 * 3600_000

/**
 * A day that the station has lived through, never one that only its clock has reached: where that stands years ahead, a round
 * goes on from the last one as if it came a day or two later.
 */
async function lived(db: Db, now: Date): Promise<Date> {
  const last = (await lastBeat(db, PRUNED)) ?? (await lastReceived(db)) ?? now
  return new Date(Math.min(now.getTime(), last.getTime() + MOST_DAYS_A_ROUND * DAY_MS))
}

export async function prune(db: Db, { raw_days, outbox_days }: Settings['retention'], clock: Date): Promise<void> {
  const now = await lived(db, clock)
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS)
  await pruneFlow(db, { raw: ago(raw_days), outbox: ago(outbox_days), keys: ago(2) })
  await pruneDoors(db, { tries: ago(1), codes: ago(30), sessions: ago(1) })
  await beat(db, PRUNED, now)
}
