/** What may follow from hazards: the facts of records, and when to look round. */
import type { DeadlineFact } from '../kernel/fact.ts'
import type { Change as Below } from '../record/fact.ts'

/** `hazard.remind` was set by older versions for each hazard; the round looks at all of them. */
export type Change = Below | DeadlineFact<'hazard.round' | 'hazard.remind'>
