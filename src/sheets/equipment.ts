/** 设备测试台账: how each kind of gear stands, and every test and fault of the span. */
import { testsOf } from '#db/equipment/list.ts'
import { loadEquipment } from '#db/equipment/load.ts'
import type { TestRow } from '#db/equipment/tables.ts'
import { DEVICES, dueDays, type Kept, keptIn, planOf, TEST_STATES } from '#domain/equipment/equipment.ts'
import { type Col, type Exporting, type Exports, later, saying, sheet } from './columns.ts'

function kindColumns(x: Exporting, faults: ReadonlyMap<string, number>): Col<Kept>[] {
  const { local, person } = saying(x)
  return [
    ['设备', (k) => DEVICES[k.device].noun],
    ['测试间隔（天）', (k) => planOf(x.context, k.device) ?? '不定期'],
    ['最近测试', (k) => local(k.testedAt)],
    ['下次测试', (k) => dueDays(k, x.context).next ?? ''],
    ['到期未测', (k) => dueDays(k, x.context).last ?? ''],
    ['未销故障', (k) => faults.get(k.device) ?? 0],
    ['负责人', (k) => person(k.keeperId)],
  ]
}

function testColumns(x: Exporting): Col<TestRow>[] {
  const { local, person, village, words } = saying(x)
  return [
    ['编号', (t) => t.no],
    ['测试时间', (t) => local(t.testedAt)],
    ['设备', (t) => DEVICES[t.device].noun],
    ['哪一台', (t) => t.unit ?? ''],
    ['村', (t) => village(t.villageCode)],
    ['结果', (t) => TEST_STATES[t.state]],
    ['故障情况', (t) => words(t.fault ?? '')],
    ['报告人', (t) => person(t.personId)],
    ['修复时间', (t) => local(t.mendedAt)],
    ['修复确认', (t) => person(t.mendedBy)],
    ['原话', (t) => words(t.text)],
  ]
}

export const EQUIPMENT_EXPORTS = {
  equipment: {
    noun: '设备测试台账',
    async sheets(x) {
      const tests = sheet('测试记录', testColumns(x), testsOf(x.db, x.span, x.drill))
      if (x.drill) return [tests]
      const found = await loadEquipment(x.db)
      const standing = new Map<string, number>()
      for (const f of found.faults) if (!f.drill) standing.set(f.device, (standing.get(f.device) ?? 0) + 1)
      return [
        sheet(
          '设备',
          kindColumns(x, standing),
          later(() => keptIn(x.context, found)),
        ),
        tests,
      ]
    },
  },
} satisfies Exports
