/** 设备测试台账: how each kind of gear stands, and every test and fault of the span. */
import { testsOf } from '#db/equipment/list.ts'
import { loadEquipment } from '#db/equipment/load.ts'
import type { TestRow } from '#db/equipment/tables.ts'
import {
  dueDays,
  type Kept,
  keptIn,
  type Named,
  nounOf,
  planOf,
  type Standing,
  TEST_STATES,
} from '#domain/equipment/equipment.ts'
import { type Col, type Exporting, type Exports, later, saying, sheet } from './columns.ts'

/** A kind under the plan, or other gear. */
type Row = Kept | Named
const planOfRow = (x: Exporting, r: Row): { every?: number | null; last?: string; next?: string } =>
  'device' in r ? { ...dueDays(r, x.context), every: planOf(x.context, r.device) } : {}
const gearOf = (r: Row) =>
  'device' in r ? { device: r.device, name: null } : { device: 'other' as const, name: r.name }

function kindColumns(x: Exporting, faults: Standing['faults']): Col<Row>[] {
  const { local, person } = saying(x)
  const real = faults.filter((f) => !f.drill)
  return [
    ['设备', (r) => nounOf(gearOf(r))],
    ['测试间隔（天）', (r) => planOfRow(x, r).every ?? '不定期'],
    ['最近测试', (r) => local(r.testedAt)],
    ['下次测试', (r) => planOfRow(x, r).next ?? ''],
    ['到期未测', (r) => planOfRow(x, r).last ?? ''],
    ['未销故障', (r) => real.filter((f) => nounOf(f) === nounOf(gearOf(r))).length],
    ['负责人', (r) => person('keeperId' in r ? r.keeperId : null)],
  ]
}

function testColumns(x: Exporting): Col<TestRow>[] {
  const { local, person, village, words } = saying(x)
  return [
    ['编号', (t) => t.no],
    ['测试时间', (t) => local(t.testedAt)],
    ['设备', nounOf],
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
      return [
        sheet(
          '设备',
          kindColumns(x, found.faults),
          later((): Row[] => [...keptIn(x.context, found), ...found.others]),
        ),
        tests,
      ]
    },
  },
} satisfies Exports
