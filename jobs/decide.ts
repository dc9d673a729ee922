/** Load → decide → commit → poke for everything that is not a received message: the clock and the API. */
import { commit } from '#db/commit.ts'
import { untilFirst } from '#db/engine/overtaken.ts'
import type { Db, Tx } from '#db/engine/tx.ts'
import { openCounters } from '#db/flow/counters.ts'
import { lookUp } from '#db/situation.ts'
import type { Found, LookUps } from '#domain/kernel/need.ts'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import type { Change } from '#domain/nouns.ts'
import { within } from './within.ts'

/** Longest that a decision may take: a wall, far above what is usual. */
const DECIDE_MS = 5_000

export interface DecideDeps {
  db: Db
  context(): Promise<DecisionContext>
  poke(channel: string): void
}

/** A decision of the clock or of a caller. */
export interface Deciding<L extends LookUps> {
  /** First thing in the transaction: takes a turn, or throws to leave it. */
  first?(tx: Tx, g: DecisionContext): Promise<unknown>
  /** All that is looked at; asked for after `first` where it follows from that. */
  needs?: L | ((g: DecisionContext) => L)
  decide(g: DecisionContext, found: Found<L>): Change[]
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
  deps: DecideDeps,
  actor: string,
  { first, needs, decide, last, inboxId }: Deciding<L>,
): Promise<Change[]> {
  const context = await deps.context()
  const once = async (tx: Tx) => {
    // Intake takes the counters' lock before it writes any row, so this does too: nobody waits for somebody who waits for them.
    const counters = await openCounters(tx, context)
    await first?.(tx, context)
    const found = await lookUp(tx, context, typeof needs === 'function' ? needs(context) : (needs ?? ({} as L)))
    const changes = within(DECIDE_MS, 'deciding', () => decide({ ...context, newNo: counters.next }, found))
    const channels = await commit(tx, [{ changes, actor, inboxId: inboxId ?? null }], context.now)
    await counters.save()
    await last?.(tx, changes)
    return { changes, channels }
  }
  const { changes, channels } = await untilFirst(() => deps.db.transaction(once))
  for (const channel of channels) deps.poke(channel)
  return changes
}
