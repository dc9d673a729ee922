/** The workbook a station fills in: empty sheets with their headings, and one that explains every column. */
import { headOf } from '#domain/roster/rows.ts'
import { type Column, SHEETS, type SheetName } from '#domain/roster/sheet.ts'
import type { SheetOut } from './book.ts'

const names = Object.keys(SHEETS) as SheetName[]

export const explanation: SheetOut = {
  name: '说明',
  head: ['表', '列', '必填', '怎么填', '例子'],
  rows: names.flatMap((sheet) => [
    [sheet, '', '', SHEETS[sheet].note, ''],
    ...Object.values(SHEETS[sheet].columns as Record<string, Column>).map((c) => [
      '',
      c.title,
      c.required ? '必填' : '',
      c.hint,
      c.example,
    ]),
  ]),
}

export const template = (): SheetOut[] => [
  explanation,
  ...names.map((name) => ({ name, head: headOf(name), rows: [] })),
]
