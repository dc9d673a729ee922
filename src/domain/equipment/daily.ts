/** What the leaders' daily summary says of the gear: faults that stand, and tests that are due and were not made. */
import { type Daily, warnIf } from '../kernel/daily.ts'
import type { DecisionContext } from '../kernel/situation.ts'
import { known } from '../kernel/words.ts'
import { DEVICES } from './devices.ts'
import { called, dueDays, type EquipmentDay, keptIn, type Standing } from './equipment.ts'
import { EQUIPMENT_DAY } from './needs.ts'
import { equipmentWords } from './words.ts'

export const dayOfEquipment = (g: DecisionContext, standing: Standing, tests: number): EquipmentDay => ({
  tests,
  faulty: standing.faults.filter((f) => !f.drill).map((f) => called(g, f)),
  late: keptIn(g, standing)
    .filter((k) => dueDays(k, g).last)
    .map((k) => DEVICES[k.device].noun),
})

const MOST_NAMES = 10

export const EQUIPMENT_DAILY: Daily<{ equipment: EquipmentDay }> = {
  figures: EQUIPMENT_DAY,
  rank: 60,
  lines: ({ equipment: { tests, faulty, late } }) =>
    known([
      ['设备故障', faulty.length ? equipmentWords.dayFaulty(faulty.slice(0, MOST_NAMES), faulty.length) : ''],
      ['设备测试', equipmentWords.dayTests(tests, late.slice(0, MOST_NAMES), late.length)],
    ]),
  tone: ({ equipment: { faulty } }) => warnIf(faulty.length),
}
