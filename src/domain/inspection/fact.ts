/** What has happened to checks, beside what happens to their records. */

import type { Change as OfHazards } from '../hazard/fact.ts'
import type { DeadlineFact } from '../kernel/fact.ts'
import type { LedgerTable, Subject } from '../kernel/ledgered.ts'
import type { Check, Result } from './inspection.ts'

export type InspectionFact =
  /** A unit is being checked by a list, or was, where it is told afterwards. */
  | { type: 'inspection.begun'; check: Check }
  /** What an item came to; `was` = as it stood before. */
  | {
      type: 'inspection.answered'
      id: string
      seq: number
      item: string
      was: Result | null
      result: Result
      wrong: string | null
      hazardId: string | null
      hazardNo: string | null
      by: string
      messageId: string | null
    }
  /** It is over, or goes on. */
  | { type: 'inspection.ended'; id: string; at: Date | null }
  /** Units stand under the plan from now on. */
  | { type: 'inspection.planned'; placeIds: readonly string[] }
  | { type: 'inspection.reminded'; placeId: string; dueOn: string; to: readonly string[] }

export type Change = OfHazards | InspectionFact | DeadlineFact<'inspection.idle'>

const ofRecord = ({ id }: { id: string }): Subject => ({ id, of: 'records' })

export const INSPECTION_LEDGER: LedgerTable<InspectionFact> = {
  'inspection.begun': ({ check }) => ({ id: check.id, drill: check.drill }),
  'inspection.answered': ofRecord,
  'inspection.ended': null,
  // it follows from the roster
  'inspection.planned': null,
  'inspection.reminded': ({ placeId }) => ({ id: placeId, drill: false }),
}
