/** What the leaders' daily summary says of the gear: faults that stand, and tests that are due and were not made. */
import type { Daily } from '../kernel/daily.ts'
import type { DecisionContext } from '../kernel/situation.ts'
import { called, DEVICES, dueDays, type EquipmentDay, keptIn, type Standing } from './equipment.ts'
import { EQUIPMENT_DAY } from './needs.ts'

export const dayOfEquipment = (g: DecisionContext, standing: Standing, tests: number): EquipmentDay => ({
  tests,
  faulty: standing.faults.filter((f) => !f.drill).map((f) => called(g, f)),
  late: keptIn(g, standing)
    .filter((k) => dueDays(k, g).last)
    .map((k) => DEVICES[k.device].noun),
})

const named = (what: string[]) => `${what.slice(0, 10).join('、')}${what.length > 10 ? `等${what.length}处` : ''}`

export const EQUIPMENT_DAILY: Daily<EquipmentDay> = {
  figures: EQUIPMENT_DAY,
  lines: ({ tests, faulty, late }) => [
    ['设备故障', faulty.length ? `${faulty.length}处没修好：${named(faulty)}` : ''],
    [
      '设备测试',
      [tests ? `今日${tests}次` : '', late.length ? `到期未测：${named(late)}` : ''].filter(Boolean).join('，'),
    ],
  ],
  urgent: ({ faulty }) => faulty.length > 0,
}
