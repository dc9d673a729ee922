/** What a room plugs into the engines of the database, complete by the type of its room in the domain. */
import type { AnyColumn, SQL } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Sight } from '#domain/kernel/access.ts'
import type { AnyFact } from '#domain/kernel/fact.ts'
import type { Need } from '#domain/kernel/need.ts'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import type { Tx } from './engine/tx.ts'
import type { DeadlineRow } from './flow/deadlines.ts'
import type { Loader, Lookers } from './need.ts'
import type { Times } from './times.ts'

/** Writes the room's facts among those of all rooms. */
export type Write = (tx: Tx, facts: readonly AnyFact[], now: Date) => Promise<unknown>

type NeedsIn<M> = Extract<M[keyof M], Need>
/** A loader for each need and each look of the room. */
type LoadersOf<R> = R extends { needs: infer M }
  ? { [N in NeedsIn<M> as N['name']]: Loader<N['none']> } & Lookers<M>
  : object
/** What is looked at when something of the room falls due. */
type DueOf<R> = R extends { deadlines: infer D }
  ? { [K in keyof D]: (tx: Tx, row: DeadlineRow) => Promise<LookedAt<D[K]>> }
  : object
type LookedAt<D> = D extends { due(g: never, loaded: infer L, step: number): unknown } ? L : never

type Upkeep<L> = (tx: Tx, g: DecisionContext) => Promise<L>

export interface Tables<R> {
  /** What is looked at for what the room keeps going by itself. */
  upkeep: R extends { upkeep(g: never, loaded: infer L): unknown }
    ? Upkeep<L>
    : unknown extends R
      ? Upkeep<unknown> | null
      : null
  /** What waits for a time, and goes along where the clock was set. */
  times: readonly Times[]
  /** `null` where the room has no facts of its own. */
  write: R extends { ledger: infer L } ? (keyof L extends never ? null : Write) : Write | null
  loaders: LoadersOf<R>
  due: DueOf<R>
  /** Tables whose rows have a readable number and may be drills, told of where something of theirs could not be done. */
  subjects: readonly PgTable[]
  /**
   * What messages of the room speak of, by the kind that they are `about`: how it stands now, for the room's conditions.
   * An SQL expression of jsonb over the outbox row `m`.
   */
  about: Readonly<Record<string, SQL>>
  /** Of what is about something of the room (a column of its id), what some eyes see; undefined where they see all. */
  aboutSeen?(sight: Sight, id: AnyColumn): SQL | undefined
  /** Kinds that messages are `about` as evidence: they are never pruned. */
  evidence?: readonly string[]
  /** What falls due at once where messages are refused: for each kind a query of subjects' ids over the rows `refused` (about_kind, about_id, priority). */
  refused?: R extends { deadlines: infer D } ? { readonly [K in keyof D]?: SQL } : Readonly<Record<string, SQL>>
}

/** Records and nothing else. */
export const KEPT_AS_RECORDS = {
  write: null,
  loaders: {},
  due: {},
  upkeep: null,
  times: [],
  subjects: [],
  about: {},
} as const
