/** What follows from what a message was read as. */
import type { AnyFact } from './fact.ts'
import type { Need } from './need.ts'
import type { Situation } from './situation.ts'

export interface Reader<F extends AnyFact> {
  /** What it looks at besides what every message does. */
  needs: readonly Need[]
  /** Its words are sent round and copied: the same ones by somebody else are the same report. */
  copied?: true
  /** It leaves a record, whatever else the message says. */
  files?: true
  /** It tells of something happening: never taken for an order alone. */
  reports?: true
  read(s: Situation): F[]
}
