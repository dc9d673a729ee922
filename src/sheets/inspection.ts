/** Columns of checks: which unit was looked at, by whom, and what came of it. */

import { itemsByCheck } from '#db/inspection/list.ts'
import type { LedgerRow } from '#db/record/sheet.ts'
import type { Item } from '#domain/inspection/inspection.ts'
import { STATE_WORDS } from '#domain/record/record.ts'
import { type Col, type Listing, saying } from './columns.ts'
import { unitColumn } from './hazard.ts'
import { bookWords } from './words.ts'

/** A check with what was looked at. */
export interface CheckedRow extends LedgerRow {
  items: readonly Item[]
}

/** Checks looked up with their items, so many at a time. */
const AT_ONCE = 200

/** The same checks in their order, each with its items. */
export async function* withItems(x: Listing, rows: AsyncIterable<LedgerRow>): AsyncGenerator<CheckedRow> {
  let some: LedgerRow[] = []
  const looked = async function* () {
    const by = await itemsByCheck(
      x.db,
      some.map((r) => r.id),
    )
    for (const r of some) yield { ...r, items: by.get(r.id) ?? [] }
    some = []
  }
  for await (const r of rows) {
    some.push(r)
    if (some.length === AT_ONCE) yield* looked()
  }
  if (some.length) yield* looked()
}

const named = (items: readonly Item[], result: Item['result']): Item[] => items.filter((i) => i.result === result)

/** 不合格：灭火器（过期2个，YH-…）；合格：…: what was found wrong first. */
const itemsWords = (items: readonly Item[]): string =>
  [
    ...(['不合格', '合格', '不涉及'] as const).map((result): [string, Item[]] => [result, named(items, result)]),
    [bookWords.notChecked, named(items, null)] as [string, Item[]],
  ]
    .filter(([, some]) => some.length)
    .map(
      ([result, some]) =>
        `${result}（${some.length}项）：${some
          .map(({ item, wrong, hazardNo }) => {
            const more = [wrong === item ? '' : wrong, hazardNo].filter(Boolean).join('，')
            return more ? `${item}（${more}）` : item
          })
          .join('；')}`,
    )
    .join('\n')

export function checkedColumns(x: Listing): Col<CheckedRow>[] {
  const { day, field, person, words, village } = saying(x)
  return [
    ['编号', (r) => r.no, 16],
    unitColumn(x),
    ['村', (r) => village(r.villageCode), 8],
    ['检查时间', (r) => day(r.occurredAt ?? r.receivedAt), 12],
    ['检查人', (r) => inspectorsOf(r).join('、') || person(r.reporterId), 16],
    ['检查项目和结果', (r) => words(itemsWords(r.items) || (r.fields.findings ?? r.text)), 44, '检查情况'],
    ['结果', field('result'), 8, '检查情况'],
    ['处理', field('action'), 12, '检查情况'],
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
