import { look, need } from '../kernel/need.ts'
import type { Check, InspectionsDay, Planned } from './inspection.ts'

/** Checks being done, those of the last days that nobody finished, and the one that a press means; the last touched first. */
export const CHECKS = need<readonly Check[]>([])('unit_checks')
/** Units under the plan. */
export const CHECK_PLAN = need<readonly Planned[]>([])('check_plan')
/** What is said of checks for a day. */
export const INSPECTIONS_DAY = look<string, { inspections: InspectionsDay }>()('inspections_day')
