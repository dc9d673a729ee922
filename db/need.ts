/** How needs are served: one loader for each, for all events of a batch that declared it. */

import type { Heard } from '#domain/kernel/heard.ts'
import type { Look, Need } from '#domain/kernel/need.ts'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import type { Tx } from './engine/tx.ts'

/** One batch of events being loaded for. */
export interface Loading {
  tx: Tx
  context: DecisionContext
  /** Those that declared a need, in the order in which they are decided. */
  asking(need: Need): readonly Heard[]
  /** What several loaders look at is looked up once a batch. */
  once<T>(load: (l: Loading) => Promise<T>): Promise<T>
}

/** Loads a need of all who asked for it; gives back what each of them gets. */
export type Loader<T> = (l: Loading, asking: readonly Heard[]) => Promise<(heard: Heard) => T>

/** Looks one thing up, whatever it is asked for by. */
type Looker<L> =
  L extends Look<string, infer Q, infer T> ? (tx: Tx, asked: Q, context: DecisionContext) => Promise<T> : never
/** Lookers by the names of looks. */
export type Lookers<N> = { [K in keyof N as N[K] extends Look<infer S, never, unknown> ? S : never]: Looker<N[K]> }

export const messagesOf = (asking: readonly Heard[]) =>
  asking.flatMap((h) => (h.event.type === 'message' ? [{ ...h, event: h.event }] : []))

/** People who sent some of these events, each once. */
export const sendersOf = (asking: readonly Heard[]): string[] => [
  ...new Set(asking.flatMap((h) => (h.person ? [h.person.id] : []))),
]
