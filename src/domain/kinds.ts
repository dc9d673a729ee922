/** The registry of the kinds of records, by the name that is stored: one line a kind. What the engines ask of a kind, they ask here. */

import { activity } from './activity/kind.ts'
import { callout } from './callout/kind.ts'
import { checkIn, checkOut, dutyChange, handover } from './duty/kind.ts'
import { evacuation } from './evacuation/kind.ts'
import { hazard } from './hazard/kind.ts'
import { inspection } from './inspection/kind.ts'
import { instruction } from './instruction/kind.ts'
import { patrol } from './patrol/kind.ts'
import { aside } from './record/aside-kind.ts'
import type { Kind } from './record/kind.ts'
import { unsure } from './record/unsure-kind.ts'
import { disaster } from './report/kind.ts'
import { shelter } from './shelter/kind.ts'
import { supplies } from './supplies/kind.ts'

export const kinds = {
  check_in: checkIn,
  check_out: checkOut,
  handover,
  duty_change: dutyChange,
  disaster_report: disaster,
  hazard_report: hazard,
  patrol,
  evacuation,
  shelter,
  callout,
  supplies,
  inspection,
  activity,
  instruction,
  aside,
  unsure,
} satisfies Record<string, Kind>

export type RecordKind = keyof typeof kinds

/** What a room says of a kind; its own states by name are in the registry itself. */
export const kindOf = (kind: RecordKind): Kind => kinds[kind]
