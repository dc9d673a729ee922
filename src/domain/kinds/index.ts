/** The registry of structured message kinds: one line a kind. */
import type { RecordKind } from '../record.ts'
import { disaster } from './disaster.ts'
import { hazard } from './hazard.ts'
import type { Kind } from './kind.ts'
import { aside, checkIn, checkOut, evacuation, handover, patrol } from './others.ts'

export const kinds = {
  check_in: checkIn,
  check_out: checkOut,
  handover,
  disaster_report: disaster,
  hazard_report: hazard,
  patrol,
  evacuation,
  aside,
} satisfies Record<RecordKind, Kind>
