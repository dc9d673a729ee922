/** What may follow from hazards: the facts of records, and when to look at one again. */
import type { DeadlineFact } from '../kernel/fact.ts'
import type { Change as Below } from '../record/fact.ts'

export type Change = Below | DeadlineFact<'hazard.remind'>
