/** How facts are written: each room has a table of its own, complete by type: a fact that nobody writes does not compile. */
import type { AnyFact, FactOf } from '#domain/kernel/fact.ts'
import type { Tx } from './engine/tx.ts'

/** All of its type in one statement, elsewhere in the room. */
export const TOGETHER = 'together'
/** The ledger's line is all that is kept of it. */
export const LEDGER_ONLY = 'ledger only'

/** How each fact of a room is written: one by one, in the order in which they were decided, or otherwise. */
export type Writers<F extends { type: string }> = {
  [T in F['type']]: ((tx: Tx, fact: FactOf<F, T>, now: Date) => Promise<unknown>) | typeof TOGETHER | typeof LEDGER_ONLY
}

type Table = Record<string, ((tx: Tx, fact: never, now: Date) => Promise<unknown>) | string>

/** Writes those of the table that are written one by one. @returns how many there were. */
export async function writeEach(table: Table, tx: Tx, facts: readonly AnyFact[], now: Date): Promise<number> {
  let written = 0
  for (const fact of facts) {
    const write = table[fact.type]
    if (typeof write !== 'function') continue
    await write(tx, fact as never, now)
    written++
  }
  return written
}
