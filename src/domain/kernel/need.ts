/**
 * What a decision looks at and the database has to be asked for. Whoever decides declares its needs; exactly those are loaded,
 * for exactly that message, and asking for anything else throws. The loaders stand in `db/nouns.ts`, one for each name.
 */
import type { AnyFact, FactOf } from './fact.ts'
import type { Heard } from './heard.ts'

export interface Need<N extends string = string, T = unknown> {
  readonly name: N
  /** What it is where nothing can be known of it. */
  readonly none: T
  /** What it is after the facts that earlier decisions of the same batch recorded, in order; the same where it has none. */
  after?(loaded: T, facts: readonly AnyFact[], heard: Heard, now: Date): T
}

/** `need<Rec[]>([])('recent')` */
export const need =
  <T>(none: T, after?: Need<string, T>['after']) =>
  <N extends string>(name: N): Need<N, T> => ({ name, none, ...(after ? { after } : {}) })

/** The way from a need to what was loaded for it. */
export interface Needing {
  /** Throws where it was not declared. */
  need<T>(need: Need<string, T>): T
}

/** The facts of a type among those of all rooms, in order. */
export const ofType =
  <F extends AnyFact>(facts: readonly AnyFact[]) =>
  <T extends F['type']>(type: T): FactOf<F, T>[] =>
    facts.filter((f) => f.type === type) as FactOf<F, T>[]
