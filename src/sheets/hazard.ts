/** Sheets of hazards. */
import { type LedgerRow, ledgerOf } from '#db/record/sheet.ts'
import { dayOf } from '#domain/kernel/time.ts'
import { ENDED, STATE_WORDS } from '#domain/record/record.ts'
import { type Col, type Exporting, type Exports, saying, sheet } from './columns.ts'

export function hazardColumns(x: Exporting): Col<LedgerRow>[] {
  const { base, field, moved, person, words } = saying(x)
  const today = dayOf(x.context.now, x.context.tz)
  return [
    ...base,
    ['地点', field('place')],
    ['类型', field('kind')],
    ['问题', (r) => words(r.fields.description ?? r.text)],
    ['等级', (r) => r.fields.severity ?? '一般'],
    ['报送人', (r) => person(r.reporterId)],
    ['责任单位', field('unit')],
    ['责任人', (r) => person(r.ownerId)],
    ['整改期限', (r) => r.dueOn ?? ''],
    ['状态', (r) => STATE_WORDS[r.state]],
    ['超期', (r) => (r.dueOn && r.dueOn < today && !ENDED.includes(r.state) ? '超期' : '')],
    ['报整改时间', moved('recheck', 'at')],
    ['销号时间', moved('cleared', 'at')],
    ['复查人', moved('cleared', 'actor')],
    ['照片', (r) => r.photos],
  ]
}
export const rectifying: string[] = [
  '编号',
  '村',
  '地点',
  '问题',
  '责任单位',
  '责任人',
  '整改期限',
  '状态',
  '超期',
  '报整改时间',
  '销号时间',
  '复查人',
  '照片',
]

export const HAZARD_EXPORTS = {
  hazards: {
    noun: '隐患台账',
    sheets: async (x) => [
      sheet('隐患台账', hazardColumns(x), ledgerOf(x.db, ['hazard_report'], x.span, x.drill, { restricted: x.full })),
    ],
  },
} satisfies Exports
