/** Columns of checks: which unit was looked at, by whom, and what came of it. */
import type { LedgerRow } from '#db/record/sheet.ts'
import { STATE_WORDS } from '#domain/record/record.ts'
import { type Col, type Listing, saying } from './columns.ts'
import { unitColumn } from './hazard.ts'

export function checkedColumns(x: Listing): Col<LedgerRow>[] {
  const { day, field, person, words, village } = saying(x)
  return [
    ['编号', (r) => r.no, 16],
    unitColumn(x),
    ['村', (r) => village(r.villageCode), 8],
    ['检查时间', (r) => day(r.occurredAt ?? r.receivedAt), 12],
    ['检查人', (r) => inspectorsOf(r).join('、') || person(r.reporterId), 16],
    ['结果', field('result'), 10, '检查情况'],
    ['问题', (r) => words(r.fields.findings ?? r.text), 34, '检查情况'],
    ['处理', field('action'), 16, '检查情况'],
    ['整改期限', field('deadline'), 12],
    ['状态', (r) => STATE_WORDS[r.state], 10],
    ...pictures(x, 2),
  ]
}

/** The first photos of a record, a column each. */
export const pictures = (x: Listing, most: number): Col<LedgerRow>[] =>
  Array.from(
    { length: most },
    (_, i): Col<LedgerRow> => [
      `照片${i + 1}`,
      (r) => x.album.picture(r.shots.filter((s) => s.kind === 'image')[i]),
      13,
      '现场照片',
    ],
  )

export const inspectorsOf = ({ fields: { inspectors } }: LedgerRow): string[] =>
  (Array.isArray(inspectors) ? inspectors : [inspectors]).filter((name): name is string => typeof name === 'string')
