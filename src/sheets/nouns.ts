/** The registry of exports: one line a noun, which says so where it has no sheet of its own. Figures and lists come from the records alone. */
import type { NounName } from '#domain/nouns.ts'
import type { Exports } from './columns.ts'
import { DUTY_EXPORTS } from './duty.ts'
import { EQUIPMENT_EXPORTS } from './equipment.ts'
import { HAZARD_EXPORTS } from './hazard.ts'
import { keptSheet } from './kept.ts'
import { SHARED_EXPORTS } from './lists.ts'
import { PATROL_EXPORTS } from './patrol.ts'
import { REPORT_EXPORTS } from './report.ts'
import { ROSTER_EXPORTS } from './roster.ts'
import { SUMMARY_EXPORTS } from './summary.ts'
import { WARNING_EXPORTS } from './warning.ts'

const NO_SHEET = {}

const OF_NOUNS = {
  roster: ROSTER_EXPORTS,
  hazard: HAZARD_EXPORTS,
  report: REPORT_EXPORTS,
  patrol: PATROL_EXPORTS,
  duty: { ...DUTY_EXPORTS, 'duty-changes': keptSheet('duty_change') },
  record: SHARED_EXPORTS,
  summary: SUMMARY_EXPORTS,
  warning: WARNING_EXPORTS,
  broadcast: NO_SHEET,
  equipment: EQUIPMENT_EXPORTS,
  evacuation: NO_SHEET,
  shelter: { shelters: keptSheet('shelter') },
  callout: { callouts: keptSheet('callout') },
  supplies: { supplies: keptSheet('supplies') },
  inspection: { inspections: keptSheet('inspection') },
  activity: { activities: keptSheet('activity') },
  instruction: { instructions: keptSheet('instruction') },
} satisfies Record<NounName, Exports>

export const EXPORTS: Exports = Object.assign({}, ...Object.values(OF_NOUNS))
