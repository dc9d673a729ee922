import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cellText, readMoment, readPhone, readRoles } from '#domain/roster/cells.ts'
import { SHEETS } from '#domain/roster/sheet.ts'
import { readSheets, writeSheets } from '#src/sheets/workbook.ts'
import { asCell } from '#src/sheets/xml.ts'
import { zip } from './archive.ts'
import { type Folder, openFolder } from './books.ts'

let folder: Folder
beforeAll(async () => {
  folder = await openFolder()
})
afterAll(() => folder.close())

const workbook = { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') }

describe('a file that will not do is named kindly', () => {
  test.each<[string, Buffer | string, RegExp]>([
    ['roster.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /旧版 \.xls/],
    ['notes.pdf', '%PDF-1.7', /PDF/],
    ['photo.jpg', Buffer.from('ffd8ffe0', 'hex'), /照片/],
    ['people.csv', '姓名,手机\n张三,138', /不是 \.xlsx/],
    ['empty.xlsx', '', /不是 \.xlsx/],
    ['cut.xlsx', Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(200)]), /已损坏/],
    ['letter.xlsx', zip([{ name: 'word/document.xml', content: Buffer.from('<w/>') }]), /Word/],
    ['locked.xlsx', zip([{ ...workbook, flag: 1 }]), /密码/],
    [
      'dtd.xlsx',
      zip([{ name: 'xl/workbook.xml', content: Buffer.from('<!DOCTYPE x [<!ENTITY a "b">]><workbook/>') }]),
      /已损坏/,
    ],
    [
      'bomb.xlsx',
      zip([workbook, { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(120 * 1024 * 1024) }]),
      /超过100MB/,
    ],
    [
      'liar.xlsx',
      zip([workbook, { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(120 * 1024 * 1024), lie: 10 }]),
      /超过100MB/,
    ],
    ['hollow.xlsx', zip([workbook]), /读不出来/],
  ])('%s', async (name, content, said) => {
    await expect(readSheets(await folder.file(name, content))).rejects.toThrow(said)
  })
  test('one that is not there, and one too large', async () => {
    await expect(readSheets(folder.path('nowhere.xlsx'))).rejects.toThrow('找不到文件')
    await expect(readSheets(await folder.file('large.xlsx', Buffer.alloc(11 * 1024 * 1024)))).rejects.toThrow(
      '文件太大',
    )
  })
  test('a folder that is not there is said when writing', async () => {
    await expect(writeSheets(folder.path('no/such/out.xlsx'), [{ name: 'a', head: ['b'], rows: [] }])).rejects.toThrow(
      '写不了',
    )
  })
})

test('no cell written is a formula, and reading gives back what was meant', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          fc.constantFrom('=1+1', '+86 138', '-5', '@SUM(A1)', '=cmd|calc', "'quoted"),
          fc.string({ minLength: 1, maxLength: 12 }).filter((s) => /^[\x20-\x7e]*$/.test(s) && s.trim() !== ''),
        ),
        { minLength: 1, maxLength: 5 },
      ),
      async (cells) => {
        for (const cell of cells) expect(String(asCell(cell)!.value)).not.toMatch(/^[=+\-@\t\r]/)
        const path = folder.path('cells.xlsx')
        await writeSheets(path, [{ name: 'x', head: cells.map((_, i) => `c${i}`), rows: [cells] }])
        const read = (await readSheets(path)).x![1]!
        expect(cells.map((_, i) => cellText(read[i]))).toEqual(cells.map((c) => cellText(asCell(c)!.value)))
      },
    ),
    { numRuns: 20 },
  )
  expect((await readFile(folder.path('cells.xlsx'))).includes('<f>')).toBe(false)
})

test('a cell, a heading or a sheet named like something every object has is written and read as any other', async () => {
  const path = folder.path('proto.xlsx')
  const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']
  await writeSheets(path, [{ name: 'constructor', head: names, rows: [names, [...names].reverse()] }])
  expect((await readSheets(path)).constructor).toEqual([names, names, [...names].reverse()])
})

test('a word that only every object has is not a state', () => {
  const { active } = SHEETS.人员.columns
  expect(['在岗', '停用', 'constructor', '__proto__', 'toString'].map((s) => active.read(s))).toEqual([
    true,
    false,
    undefined,
    undefined,
    undefined,
  ])
})

test.each([
  ['13800001234', '13800001234'],
  [' 138 0000 1234', '13800001234'],
  ['+86-13800001234', '13800001234'],
  ['138****1234', '138****1234'],
  ['12800001234', undefined],
  ['1380000123', undefined],
  ['0595-2345678', undefined],
])('phone %s', (said, read) => {
  expect(readPhone(said.trim())).toBe(read)
})
test.each([
  ['2026-11-24 08:00', '2026-11-24T08:00'],
  ['2026/1/4 8:05', '2026-01-04T08:05'],
  ['2026年11月24日', '2026-11-24T00:00'],
  ['2026-02-30', undefined],
  ['明天', undefined],
  ['2026-11-24 25:00', undefined],
])('moment %s', (said, read) => {
  expect(readMoment(said)).toBe(read)
})
test.each([
  [
    '信息员、网格员',
    [
      ['info_officer', undefined],
      ['grid_member', undefined],
    ],
  ],
  [
    '网格员（梅坑村/第一网格）,值班员',
    [
      ['grid_member', '梅坑村/第一网格'],
      ['duty_officer', undefined],
    ],
  ],
  ['村长', undefined],
  ['', undefined],
])('roles %s', (said, read) => {
  expect(readRoles(said)?.map((r) => [r.role, r.area])).toEqual(read)
})
