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

/**
 * What a decision looks at that follows from no message: the clock's, a caller's. It is asked for by an id, a day, whatever
 * tells it: `WARNING.of(id)`. The loaders stand in `LOOKS` of `db/nouns.ts`, one for each name.
 */
export interface Look<N extends string = string, Q = never, T = unknown> {
  readonly look: N
  of(asked: Q): LookUp<T>
}
/** One thing to be looked up; `T` is what is found. */
interface LookUp<T = unknown> {
  readonly look: string
  readonly asked: unknown
  /** For the compiler alone. */
  readonly finds?: () => T
}
export type LookUps = Readonly<Record<string, LookUp>>
/** What is found, by the same names. */
export type Found<L extends LookUps> = { readonly [K in keyof L]: L[K] extends LookUp<infer T> ? T : never }

/** `look<string, Warning | undefined>()('warning')` */
export const look =
  <Q, T>() =>
  <N extends string>(name: N): Look<N, Q, T> => ({ look: name, of: (asked) => ({ look: name, asked }) })

/** The facts of a type among those of all rooms, in order. */
export const ofType =
  <F extends AnyFact>(facts: readonly AnyFact[]) =>
  <T extends F['type']>(type: T): FactOf<F, T>[] =>
    facts.filter((f) => f.type === type) as FactOf<F, T>[]
