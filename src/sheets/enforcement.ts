/** 执法台账 (station plan H6): checks with who made them, and what was handed on to a department or to enforcement. */
import type { LedgerRow } from '#db/record/sheet.ts'
import { hasRole, type Roster } from '#domain/kernel/roster.ts'
import { STATE_WORDS } from '#domain/record/record.ts'
import type { SheetOut } from './book.ts'
import { type Col, type Listing, saying, standing } from './columns.ts'
import { unitColumn } from './hazard.ts'
import { history } from './history.ts'
import { checkedColumns, inspectorsOf, withItems } from './inspection.ts'
import { listed } from './listed.ts'

/**
 * 1+1: a person of formal establishment and an auxiliary one (H6.1). Who is which stands in their certificates; the roster
 * knows the inspectors: two people of whom one at least is one.
 */
function pairing(names: readonly string[], roster: Roster): string {
  const inspector = names.some((name) =>
    [...roster.people.values()].some((p) => p.name === name && hasRole(p, 'inspector')),
  )
  if (names.length < 2) return '不足两人'
  return inspector ? '是' : '没有检查员'
}

const HANDED: readonly string[] = ['transferred', 'enforcement']

function handedColumns(x: Listing): Col<LedgerRow>[] {
  const { field, day, person, actor, words } = saying(x)
  const last = (r: LedgerRow) => r.moves.findLast((m) => HANDED.includes(m.to))
  return [
    ['编号', (r) => r.no, 16],
    unitColumn(x),
    ['地点', field('place'), 16],
    ['问题', (r) => words(r.fields.description ?? r.text), 32],
    ['等级', (r) => r.fields.severity ?? '一般', 8],
    ['整改期限', (r) => r.dueOn ?? '', 12],
    ['方式', (r) => STATE_WORDS[last(r)?.to as keyof typeof STATE_WORDS] ?? '', 12, '移交'],
    ['时间', (r) => day(last(r)?.at), 12, '移交'],
    ['经办', (r) => actor(last(r)?.actor), 10, '移交'],
    ['移交给', field('transferred_to'), 16, '移交'],
    ['部门答复', field('transfer_answer'), 18, '结果'],
    ['执法结果', field('enforcement_result'), 20, '结果'],
    ['状态', (r) => STATE_WORDS[r.state], 12],
    ['责任人', (r) => person(r.ownerId) || '未定', 9],
  ]
}

async function* handedOn(rows: AsyncIterable<LedgerRow>): AsyncGenerator<LedgerRow> {
  for await (const r of rows) if (r.moves.some((m) => HANDED.includes(m.to))) yield r
}

export async function enforcementSheets(x: Listing): Promise<SheetOut[]> {
  const checks = checkedColumns(x)
  const at = checks.findIndex(([title]) => title === '检查人') + 1
  return [
    listed(x, {
      name: '执法检查',
      title: '安全生产执法检查台账',
      cols: [
        ...checks.slice(0, at),
        ['1+1', (r) => pairing(inspectorsOf(r), x.context.roster), 10],
        ...checks.slice(at),
      ],
      rows: withItems(x, standing(x, 'inspection')),
    }),
    listed(x, {
      name: '移交和执法',
      title: '隐患移交和执法台账',
      cols: handedColumns(x),
      rows: handedOn(standing(x, 'hazard_report')),
    }),
    history(x, 'inspection', 'hazard_report'),
  ]
}
