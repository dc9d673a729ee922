/** Load → decide → commit → poke for everything that is not a received message: the clock and the API. */
import { commit } from '#db/commit.ts'
import { untilFirst } from '#db/engine/overtaken.ts'
import type { Db, Tx } from '#db/engine/tx.ts'
import { openCounters } from '#db/flow/counters.ts'
import type { Ground } from '#domain/kernel/situation.ts'
import type { Change } from '#domain/nouns.ts'
import { within } from './within.ts'

/** Longest that a decision may take: a wall, far above what is usual. */
const DECIDE_MS = 5_000

export interface DecideParts {
  db: Db
  ground(): Promise<Ground>
  poke(channel: string): void
}

/**
 * One decision in one transaction. `load` reads (and locks) what `decide` looks at; an empty decision commits nothing. Where
 * somebody else was first, both are called again at once.
 * @returns what was decided.
 */
export async function decideNow<T>(
  parts: DecideParts,
  actor: string,
  load: (tx: Tx, ground: Ground) => Promise<T>,
  decide: (ground: Ground, loaded: T) => Change[],
  also?: (tx: Tx, changes: Change[]) => Promise<void>,
  /** The received event that it follows from, where there is one. */
  inboxId: string | null = null,
): Promise<Change[]> {
  const ground = await parts.ground()
  const once = async (tx: Tx) => {
    // Intake takes the counters' lock before it writes any row, so this does too: nobody waits for somebody who waits for them.
    const counters = await openCounters(tx, ground)
    const loaded = await load(tx, ground)
    const changes = within(DECIDE_MS, 'deciding', () => decide({ ...ground, newNo: counters.next }, loaded))
    const channels = await commit(tx, [{ changes, actor, inboxId }], ground.now)
    await counters.save()
    await also?.(tx, changes)
    return { changes, channels }
  }
  const { changes, channels } = await untilFirst(() => parts.db.transaction(once))
  for (const channel of channels) parts.poke(channel)
  return changes
}
