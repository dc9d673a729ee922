/** The registry of structured message kinds: one line a kind. */

import { checkIn, checkOut, handover } from './duty/kind.ts'
import { evacuation } from './evacuation/kind.ts'
import { hazard } from './hazard/kind.ts'
import { patrol } from './patrol/kind.ts'
import { aside } from './record/aside-kind.ts'
import type { Kind } from './record/kind.ts'
import type { RecordKind } from './record/record.ts'
import { disaster } from './report/kind.ts'

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
