import { look, need } from '../kernel/need.ts'
import type { EquipmentDay, Standing, Test } from './equipment.ts'

/** The kinds of gear, when each was tested, and the faults that stand. */
export const EQUIPMENT = need<Standing>({ planned: [], tested: new Map(), others: [], faults: [] })('equipment')
/** The tests that a press, a quoted message or a number in the text means. */
export const MEANT_TESTS = need<readonly Test[]>([])('meant_tests')
/** What the sender told of the gear in this chat within the joining time, the newest first. */
export const OWN_TESTS = need<readonly Test[]>([])('own_tests')
/** What is said of the gear for a day. */
export const EQUIPMENT_DAY = look<string, { equipment: EquipmentDay }>()('equipment_day')
