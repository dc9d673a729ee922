/** What falls due: a room says for each of its deadlines what it looks at then and what follows. */
import type { AnyFact } from './fact.ts'
import { look } from './need.ts'
import type { DecisionContext } from './situation.ts'

export interface Deadline<Loaded = never, F extends AnyFact = AnyFact> {
  /** What it is for; said where it could not be done. */
  words: string
  /** Whether it counts minutes from when it was set, or stands at a time of day that is the same by any clock. */
  counts: 'minutes' | 'date'
  /**
   * A subject waits for one at most. Another that is set takes the place of the one that waits, or joins it: the moment that
   * was set first and the furthest step stand.
   */
  single?: 'replaced' | 'joined'
  /** What follows; `step` is the one that was set with it. */
  due(g: DecisionContext, loaded: Loaded, step: number): F[]
}

/** What its room looks up for one that falls due. */
export const DUE = look<{ kind: string; subjectId: string; step: number }, unknown>()('due')
/** What one is of, and its subject's number and drill mark; nothing where there is none of this id. */
export const DUE_OF = look<string, { kind: string; subject?: { no: string; drill: boolean } } | undefined>()('due_of')
