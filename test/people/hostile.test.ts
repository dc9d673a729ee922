/**
 * Files that mean harm, or were damaged on the way: each is answered with a sentence, in a process of its own whose time and
 * memory are printed. The ceiling tells an answer from a flood; the service's own heap is about as large before it reads a thing.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Part, type RawSheet, rawBook, zip } from './archive.ts'
import { type Folder, openFolder } from './books.ts'

vi.setConfig({ testTimeout: 120_000 })

let folder: Folder
beforeAll(async () => {
  folder = await openFolder()
})
afterAll(() => folder.close())

const root = fileURLToPath(new URL('../../', import.meta.url))
const MOST_MB = 400

/** Reads a file by the import's own way in a process of its own. */
async function reading(
  path: string,
): Promise<{ said: string; sheets: Record<string, number>; ms: number; mb: number }> {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'test/people/reading.ts', path], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  const code = await new Promise((done) => child.once('exit', done))
  expect(code, out).toBe(0)
  return JSON.parse(out.trim().split('\n').at(-1)!)
}

const people = (xml: string): RawSheet => ({ name: '人员', xml })
const shared = (content: string): Part => ({ name: 'xl/sharedStrings.xml', content: `<sst>${content}</sst>` })
const MB = 1024 * 1024
const whole = rawBook([
  people('<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row></sheetData>'),
])
/** Deflated twice over nothing: 30 MB of one letter in a few KB. */
const letters = 'x'.repeat(30 * MB)

test.each<[string, () => Buffer, RegExp]>([
  [
    'a zip bomb',
    () => rawBook([people('')], [{ name: 'xl/media/a.png', content: Buffer.alloc(300 * MB) }]),
    /超过100MB/,
  ],
  [
    'a zip bomb that states it is small',
    () => rawBook([people('')], [{ name: 'xl/media/a.png', content: Buffer.alloc(300 * MB), lie: 10 }]),
    /超过100MB/,
  ],
  [
    'a cell at the far corner',
    () => rawBook([people('<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')]),
    /“人员”第1048576行第16384列有内容/,
  ],
  [
    'a cell of a column beyond',
    () => rawBook([people('<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData>')]),
    /第1行第16384列有内容/,
  ],
  [
    'a million rows',
    () => rawBook([people(`<sheetData>${'<row><c><v>1</v></c></row>'.repeat(1_000_000)}</sheetData>`)]),
    /第50001行/,
  ],
  [
    'a row of endless cells',
    () => rawBook([people(`<sheetData><row r="1">${'<c><v>1</v></c>'.repeat(1_000_000)}</row></sheetData>`)]),
    /第257列有内容/,
  ],
  [
    'too many cells',
    () => rawBook([people(`<sheetData>${`<row>${'<c><v>1</v></c>'.repeat(200)}</row>`.repeat(4_000)}</sheetData>`)]),
    /内容太多/,
  ],
  ['endless shared texts', () => rawBook([people('')], [shared('<si><t>a</t></si>'.repeat(2_000_000))]), /文字太多/],
  ['one shared text of 30 MB', () => rawBook([people('')], [shared(`<si><t>${letters}</t></si>`)]), /文字太多/],
  [
    'one text shown a hundred thousand times',
    () =>
      rawBook(
        [people(`<sheetData>${'<row><c t="s"><v>0</v></c></row>'.repeat(40_000)}</sheetData>`)],
        [shared(`<si><t>${'长'.repeat(30_000)}</t></si>`)],
      ),
    /内容太多/,
  ],
  [
    'a text of 30 MB in a cell',
    () => rawBook([people(`<sheetData><row><c t="inlineStr"><is><t>${letters}</t></is></c></row></sheetData>`)]),
    /内容太多/,
  ],
  [
    'merged over everything, again and again',
    () =>
      rawBook([
        people(
          `<sheetData>${'<row><c><v>1</v></c></row>'.repeat(40_000)}</sheetData><mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(30_000)}</mergeCells>`,
        ),
      ]),
    /内容太多/,
  ],
  [
    'entities that grow',
    () =>
      rawBook(
        [],
        [
          {
            name: 'xl/worksheets/sheet9.xml',
            content: `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${'bcdefgh'
              .split('')
              .map((c, i) => `<!ENTITY ${c} "${`&${'abcdefg'[i]};`.repeat(10)}">`)
              .join('')}]><x>&h;</x>`,
          },
        ],
      ),
    /已损坏/,
  ],
  [
    'a document type behind a long comment',
    () =>
      rawBook([people('')], [shared(`<!--${'-x'.repeat(4_000)}--><!DOCTYPE x [<!ENTITY a "b">]><si><t>&a;</t></si>`)]),
    /读不出来|已损坏/,
  ],
  [
    'an entity nobody made',
    () => rawBook([people('<sheetData><row><c t="inlineStr"><is><t>&boom;</t></is></c></row></sheetData>')]),
    /读不出来/,
  ],
  ['XML a million deep', () => rawBook([people('<a>'.repeat(1_000_000))]), /读不出来/],
  ['XML cut off', () => rawBook([people('<sheetData><row><c><v>1')]), /读不出来/],
  ['cut in the middle', () => whole.subarray(0, Math.floor(whole.length / 2)), /已损坏/],
  ['cut before its end', () => whole.subarray(0, whole.length - 30), /已损坏/],
  [
    'a part packed wrongly',
    () => zip([{ name: 'xl/workbook.xml', content: '<workbook/>'.repeat(1000), cut: 12 }]),
    /已损坏/,
  ],
  [
    'a part that lies beyond the file',
    () => {
      const b = Buffer.from(whole)
      b.writeUInt32LE(0xfffffff0, b.lastIndexOf(Buffer.from('504b0102', 'hex')) + 42)
      return b
    },
    /已损坏/,
  ],
  [
    'a directory of a part again and again',
    () => zip(Array.from({ length: 500 }, () => ({ name: 'xl/workbook.xml', content: '<workbook/>' }))),
    /已损坏/,
  ],
  [
    'bytes that are no UTF-8',
    () =>
      rawBook([], [{ name: 'xl/worksheets/sheet1.xml', content: Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xfe, 0x3c]) }]),
    /读不出来/,
  ],
  [
    'a sheet that is not there',
    () =>
      zip([
        {
          name: 'xl/workbook.xml',
          content: '<workbook xmlns:r="r"><sheets><sheet name="人员" r:id="rId1"/></sheets></workbook>',
        },
        {
          name: 'xl/_rels/workbook.xml.rels',
          content: '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
        },
      ]),
    /读不出来/,
  ],
])('%s is refused with a sentence, and without a flood', async (name, make, why) => {
  const bytes = make()
  expect(bytes.length).toBeLessThan(10 * MB)
  const { said, ms, mb } = await reading(await folder.file(`${name.replace(/\W/g, '-')}.xlsx`, bytes))
  console.log(`${name}: ${(bytes.length / 1024).toFixed(1)} KB read in ${ms} ms, ${mb} MB at most`)
  expect(said).toMatch(why)
  expect(mb).toBeLessThan(MOST_MB)
})

test('a sheet said to be as large as a sheet can be, its far cells empty, is read for what it holds', async () => {
  const bytes = rawBook([
    people(
      `<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" width="9"/></cols><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c><c r="XFD1" s="1"/></row><row r="2"><c r="A2" t="inlineStr"><is><t>赵一</t></is></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>`,
    ),
  ])
  const { said, sheets, ms, mb } = await reading(await folder.file('far.xlsx', bytes))
  console.log(`far dimensions: ${(bytes.length / 1024).toFixed(1)} KB read in ${ms} ms, ${mb} MB at most`)
  expect([said, sheets]).toEqual(['', { 人员: 2 }])
  expect(mb).toBeLessThan(MOST_MB)
})

test('a sheet nobody asked for is not read, however large', async () => {
  const { said, sheets } = await reading(
    await folder.file(
      'other.xlsx',
      rawBook([
        people('<sheetData><row><c><v>1</v></c></row></sheetData>'),
        { name: '通讯录', xml: `<sheetData>${'<row><c><v>1</v></c></row>'.repeat(500_000)}</sheetData>` },
      ]),
    ),
  )
  expect([said, sheets]).toEqual(['', { 人员: 1, 通讯录: 0 }])
})

test.each<[string, () => Buffer]>([
  [
    'a date format of a megabyte, worn by a hundred thousand cells’ styles',
    () =>
      rawBook(
        [people('<sheetData><row r="1"><c r="A1" s="1"><v>1</v></c></row></sheetData>')],
        [
          {
            name: 'xl/styles.xml',
            content: `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="${'['.repeat(MB)}"/></numFmts><cellXfs>${'<xf numFmtId="200"/>'.repeat(100_000)}</cellXfs></styleSheet>`,
          },
        ],
      ),
  ],
  [
    'merged over rows of nothing, again and again',
    () =>
      rawBook([
        people(
          `<sheetData><row r="1"><c><v>1</v></c></row><row r="50000"><c r="B50000"><v>1</v></c></row></sheetData><mergeCells>${'<mergeCell ref="A1:A49999"/>'.repeat(50_000)}</mergeCells>`,
        ),
      ]),
  ],
])('%s is read in a moment', async (name, make) => {
  const { said, ms, mb } = await reading(await folder.file(`${name.replace(/\W/g, '-')}.xlsx`, make()))
  console.log(`${name}: read in ${ms} ms, ${mb} MB at most`)
  expect(said).toBe('')
  expect(ms).toBeLessThan(3_000)
})
