/** What follows from rounds, beside their records. */
import type { LedgerTable } from '../kernel/ledgered.ts'
import type { Change as Below } from '../record/fact.ts'
import type { Visit } from './patrol.ts'

export type PatrolFact =
  /** A round counts for these places. */
  | { type: 'patrol.counted'; id: string; drill: boolean; at: Date; visits: readonly Visit[] }
  /** Places stand under the plan from now on. */
  | { type: 'patrol.planned'; placeIds: readonly string[] }
  | { type: 'patrol.reminded'; placeId: string; dueAt: Date; to: readonly string[] }

export type Change = Below | PatrolFact

export const PATROL_LEDGER: LedgerTable<PatrolFact> = {
  'patrol.counted': ({ id, drill }) => ({ id, drill }),
  // it follows from the roster
  'patrol.planned': null,
  'patrol.reminded': ({ placeId }) => ({ id: placeId, drill: false }),
}
