/** Load → decide → commit → poke for everything that is not a received message: the clock and the API. */
import { commit } from '#db/commit.ts'
import { untilFirst } from '#db/engine/overtaken.ts'
import type { Db, Tx } from '#db/engine/tx.ts'
import { openCounters } from '#db/flow/counters.ts'
import { lookUp } from '#db/situation.ts'
import type { Found, LookUps } from '#domain/kernel/need.ts'
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

/** A decision of the clock or of a caller. */
export interface Deciding<L extends LookUps> {
  /** First thing in the transaction: takes a turn, or throws to leave it. */
  first?(tx: Tx, g: Ground): Promise<unknown>
  /** All that is looked at; asked for after `first` where it follows from that. */
  needs?: L | ((g: Ground) => L)
  decide(g: Ground, found: Found<L>): Change[]
  /** Last thing in the transaction: keeps the answer beside the facts. */
  last?(tx: Tx, changes: Change[]): Promise<unknown>
  /** The received event that it follows from, where there is one. */
  inboxId?: string
}

/**
 * One decision in one transaction: what it declared is looked up and held, and what has happened recorded; an empty decision
 * commits nothing. Where somebody else was first, all of it is done again at once.
 * @returns what was decided.
 */
export async function decideNow<L extends LookUps>(
  parts: DecideParts,
  actor: string,
  { first, needs, decide, last, inboxId }: Deciding<L>,
): Promise<Change[]> {
  const ground = await parts.ground()
  const once = async (tx: Tx) => {
    // Intake takes the counters' lock before it writes any row, so this does too: nobody waits for somebody who waits for them.
    const counters = await openCounters(tx, ground)
    await first?.(tx, ground)
    const found = await lookUp(tx, ground, typeof needs === 'function' ? needs(ground) : (needs ?? ({} as L)))
    const changes = within(DECIDE_MS, 'deciding', () => decide({ ...ground, newNo: counters.next }, found))
    const channels = await commit(tx, [{ changes, actor, inboxId: inboxId ?? null }], ground.now)
    await counters.save()
    await last?.(tx, changes)
    return { changes, channels }
  }
  const { changes, channels } = await untilFirst(() => parts.db.transaction(once))
  for (const channel of channels) parts.poke(channel)
  return changes
}
