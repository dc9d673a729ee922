/**
 * What the ledger keeps of a fact: its subject, and which row says whether that is a drill. Each room has a table of its own,
 * complete by type: a fact that is not in it does not compile, so that none can lose its drill mark.
 */
import type { DeadlineFact, FactOf, KernelFact } from './fact.ts'

export interface Subject {
  id: string | null
  /** The table whose row is a drill or none (`drill`); none for what can be no drill: accounts, chats, the link. */
  of?: string
  /** Carried by the change itself, which makes or remakes the row. */
  drill?: boolean
  /** What the ledger keeps of the fact, where that is not all of it: nothing that opens a door, nothing that only fills it. */
  kept?: object
}

/** What a room says of each of its facts.  null: our own means and no facts of the station. Owed messages and receipts have rows of their own, deadlines follow from the facts. */
export type LedgerTable<F extends { type: string }> = { [T in F['type']]: ((fact: FactOf<F, T>) => Subject) | null }

/** Of nothing that has a row: a chat, the link, the clock. */
export const ofNothing = (): Subject => ({ id: null })
/** Everything but the hash: that of six digits is as good as the digits. */
export const withoutHash = (fact: { hash: string }): object => ({ ...fact, hash: undefined })
export const ofPerson = (fact: { personId: string | null }): Subject => ({ id: fact.personId })

/** The facts of a table. */
export type FactsOf<L> = { [T in keyof L]: NonNullable<L[T]> extends (fact: infer F) => unknown ? F : never }[keyof L]

export const KERNEL_LEDGER: LedgerTable<KernelFact | DeadlineFact<string>> = {
  'phones.shown': ({ subject, ...kept }) => ({ ...subject, kept }),
  'export.unmasked': (c) => ({ id: null, drill: c.drill }),
  'export.packed': (c) => ({ id: null, drill: c.drill }),
  'token.made': (c) => ({ id: c.id, kept: withoutHash(c) }),
  'token.revoked': (c) => ({ id: c.id }),
  'clock.moved': ofNothing,
  'message.read': null,
  'message.owed': null,
  'deadline.set': null,
  'deadlines.cleared': null,
}
