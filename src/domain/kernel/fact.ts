/**
 * What a decision may say has happened, in the past tense. Each room has facts of its own; these are everybody's: what must
 * be said, and when to look again. The one writer, `db/commit.ts`, applies all changes of one decision in one transaction
 * and appends each to the ledger.
 */
import type { TokenRole } from './access.ts'
import type { Address, Outbound, Urgent } from './message.ts'

/** 0 goes first. A warning never waits behind anything else. */
export const PRIORITY = { warning: 0, alert: 1, reply: 2, routine: 3 } as const
type Priority = keyof typeof PRIORITY

/** The name of a condition under which an owed message is still due, looked at again just before it is sent; made by `condition` alone. */
export type SendCondition = string & { readonly condition: unique symbol }

export interface Owed {
  id: string
  to: Address
  /** The person meant, where there is one. */
  personId?: string
  message: Outbound
  priority: Priority
  replyTo?: string
  slot?: string
  /** Asks for a buzz as well. */
  urgent?: Urgent['how']
  /** Which step of a warning's step-up table it belongs to; 0 = the relay itself. */
  step?: number
  /** What it speaks of, by the name that its room has in `db/nouns.ts`. */
  about?: { kind: string; id: string }
  still?: SendCondition
  expiresAt?: Date
}

/** When to look again, at what; `K` are the kinds that a room sets. A clearing without a kind is of all of its subject. */
export type DeadlineFact<K extends string = never> =
  | { type: 'deadline.set'; id: string; kind: K; subjectId: string; dueAt: Date; step: number }
  | { type: 'deadlines.cleared'; subjectId: string; kind?: K }

export type KernelFact =
  /** Whole numbers were shown to somebody; the subject is who they went to on a card, or what they stood with. */
  | { type: 'phones.shown'; what: string; subject: { id: string | null; of?: string; drill?: boolean } }
  /** Somebody took whole numbers out of the station. */
  | { type: 'export.unmasked'; what: string; drill: boolean }
  /** A pack of evidence was made of the ledger up to that line; the hash is its manifest's, which has those of all its files. */
  | { type: 'export.packed'; manifest: string; position: number | null; drill: boolean }
  // who may ask through the API: only the hash of a token is kept
  | { type: 'token.made'; id: string; name: string; role: TokenRole; hash: string; expiresAt: Date | null }
  | { type: 'token.revoked'; id: string; name: string }
  /** The machine's clock was set: what is stored for later is moved along, deadlines of these kinds among it. */
  | { type: 'clock.moved'; ms: number; kinds: string[] }
  // what must be said, and who opened it
  | { type: 'message.read'; channel: string; account: string; messageIds: string[]; at: Date }
  | { type: 'message.owed'; owed: Owed }
  | DeadlineFact

/** Any fact of any room. */
export type AnyFact = { type: string }

/** The facts of one type among some. */
export type FactOf<F extends { type: string }, T extends F['type']> = Extract<F, { type: T }>

/** The version of the rules that decided, kept with every ledger row. Raise it when a rule changes what is decided. */
export const RULES = '2026-11-2'
