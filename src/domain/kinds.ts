/** The registry of the kinds of records, by the name that is stored: one line a kind. What the engines ask of a kind, they ask here. */

import { checkIn, checkOut, handover } from './duty/kind.ts'
import { evacuation } from './evacuation/kind.ts'
import { hazard } from './hazard/kind.ts'
import { patrol } from './patrol/kind.ts'
import { aside } from './record/aside-kind.ts'
import type { Kind } from './record/kind.ts'
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
} satisfies Record<string, Kind>

export type RecordKind = keyof typeof kinds

/** What a room says of a kind; its own states by name are in the registry itself. */
export const kindOf = (kind: RecordKind): Kind => kinds[kind]
