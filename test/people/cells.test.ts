/** What a sheet shows and what it holds: blanks nobody sees, merged cells, errors, sheets out of sight. */
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { connect, type Database } from '#db/engine/client.ts'
import { loadRoster } from '#db/roster/snapshot.ts'
import { cellText, readPhone, tight } from '#domain/roster/cells.ts'
import { planRoster } from '#domain/roster/plan.ts'
import { importFile } from '#src/cli/import.ts'
import { handedFile } from '../cases/handed.ts'
import { SEEDED_AT } from '../world/clock.ts'
import { freshDatabase } from '../world/database.ts'
import { cell, data, rawBook } from './archive.ts'
import { type Folder, openFolder } from './books.ts'

vi.setConfig({ testTimeout: 60_000 })

let folder: Folder
let database: Database
let drop: () => Promise<void>
beforeAll(async () => {
  folder = await openFolder()
})
afterAll(() => folder.close())
beforeEach(async () => {
  const fresh = await freshDatabase('empty')
  database = connect(fresh.url, { max: 2 })
  drop = fresh.drop
})
afterEach(async () => {
  await database.close()
  await drop()
})

async function bring(path: string) {
  const said: string[] = []
  const code = await importFile(
    path,
    database,
    { tz: 'Asia/Shanghai' },
    { check: false, prune: false, now: SEEDED_AT, say: (line) => said.push(line) },
  )
  const roster = await loadRoster(database.db, SEEDED_AT)
  return { code, all: said.join('\n'), people: [...roster.people.values()], roster }
}
const TOWN = {
  name: '单位与村',
  xml: data([
    ['类型', '名称', '代码'],
    ['乡镇', '双溪镇', '350599130000'],
    ['村', '甲坑村', '350599130200'],
    ['村', '乙坑村', '350599130201'],
  ]),
}
const HEAD = ['姓名', '手机', '职责', '村']

describe('names and phones are what they look like', () => {
  test('a name with blanks or invisible characters is the name, before and after', async () => {
    const first = await bring(handedFile('HAND-08-padded-names.xlsx'))
    expect(first.all).toContain('已导入')
    const names = ['冯新', '吴带班', '周镇长', '孙三', '赵一', '郑值班', '钱二'].filter((n) => n !== '冯新')
    expect(first.people.map((p) => p.name).sort()).toEqual(names.sort())
    const again = await bring(handedFile('HAND-09-before.xlsx'))
    expect(again.all).toContain('人员6（新增0，更新6）')
    expect(again.all).not.toContain('改名')
  })

  test('whoever was stored with blanks before is known again and mended', async () => {
    await bring(handedFile('HAND-09-before.xlsx'))
    await database.sql`update people set name = '赵　一', phone = null where name = '赵一'`
    const { people, all } = await bring(handedFile('HAND-09-before.xlsx'))
    expect(all).toContain('新增0')
    expect(people.filter((p) => p.name === '赵一')).toMatchObject([{ phone: '13900000011' }])
  })

  test('villages, grids, roles and persons are found however they are spaced', async () => {
    const { code, all, people, roster } = await bring(
      await folder.file(
        'spaced.xlsx',
        rawBook([
          TOWN,
          {
            name: '网格',
            xml: data([
              ['村', '序号', '名称'],
              ['甲\u200b坑村', '1', '第 一 网格'],
            ]),
          },
          {
            name: '人员',
            xml: data([
              [...HEAD, '网格'],
              [
                '古丽米热 • 艾比布力',
                '139\u00a00000\u20110011',
                '信 息 员、网格员（甲 坑村/第一网格）',
                '甲坑村 ',
                '第一\ufeff网格',
              ],
              ['\u202a李四\u202c', '\u202a+86 13900000012\u202c', '值班员'],
              ['John  Smith', '００８６－１３９００００００１３', '值班员'],
            ]),
          },
          {
            name: '风险点',
            xml: data([
              ['类型', '名称', '村', '责任人'],
              ['河道', '某 河', '甲坑 村', '李 四'],
            ]),
          },
        ]),
      ),
    )
    expect([code, all]).toEqual([0, expect.stringContaining('已导入')])
    expect(people.map((p) => [p.name, p.phone]).sort()).toEqual(
      [
        ['John Smith', '13900000013'],
        ['古丽米热·艾比布力', '13900000011'],
        ['李四', '13900000012'],
      ].sort(),
    )
    expect(roster.places).toMatchObject([{ name: '某河', ownerId: people.find((p) => p.name === '李四')!.id }])
  })

  test('whatever is sprinkled into a name or a phone, it reads the same', () => {
    const unseen = fc.constantFrom(
      ' ',
      '\u3000',
      '\u00a0',
      '\u200b',
      '\u200d',
      '\ufeff',
      '\u2060',
      '\u00ad',
      '\u202e',
      '\u3164',
      '\ufe0f',
      '\t',
      '\u0000',
      '\ud800',
    )
    const sprinkled = (text: string) =>
      fc
        .array(fc.array(unseen, { maxLength: 3 }), { minLength: text.length + 1, maxLength: text.length + 1 })
        .map((gaps) => gaps.map((gap, i) => gap.join('') + (text[i] ?? '')).join(''))
    fc.assert(fc.property(sprinkled('欧阳修远'), (said) => tight(cellText(said)) === '欧阳修远'))
    fc.assert(fc.property(sprinkled('13900000011'), (said) => readPhone(cellText(said)) === '13900000011'))
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (said) => tight(cellText(tight(cellText(said)))) === tight(cellText(said)),
      ),
    )
  })
})

describe('cells', () => {
  test('a merged cell holds for all its rows, and a heading of two rows is read', async () => {
    const { code, all, people } = await bring(
      await folder.file(
        'merged.xlsx',
        rawBook([
          TOWN,
          {
            name: '人员',
            xml: `${data([
              ['双溪镇花名册'],
              ['姓名', '手机', '职责', '所在'],
              ['', '', '', '村'],
              ['赵一', '13900000011', '信息员', '甲坑村'],
              ['钱二', '13900000012', '网格员'],
              ['孙三', '13900000013'],
              ['李四', '13900000014', '护林员', '乙坑村'],
            ])}<mergeCells><mergeCell ref="A1:D1"/><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/><mergeCell ref="C2:C3"/><mergeCell ref="D4:D6"/><mergeCell ref="C5:C6"/><mergeCell ref="D7:D400"/></mergeCells>`,
          },
        ]),
      ),
    )
    expect([code, all]).toEqual([0, expect.stringContaining('人员4（新增4，更新0）')])
    const roles = (name: string) => people.find((p) => p.name === name)!.roles.map((r) => [r.role, r.villageCode])
    expect(roles('钱二')).toEqual([['grid_member', '350599130200']])
    expect(roles('孙三')).toEqual([['grid_member', '350599130200']])
    expect(roles('李四')).toEqual([['forest_ranger', '350599130201']])
  })

  test('an error and a formula without a result are named by row and column, and nothing is written', async () => {
    const { code, all, people } = await bring(handedFile('HAND-11-error-cell.xlsx'))
    expect(code).toBe(1)
    expect(all).toMatch(/人员 第5行 “手机”：这一格是“#N\/A”.*例如：13800001234/)
    expect(all).toContain('什么都没有写入')
    expect(people).toEqual([])
    const other = await bring(
      await folder.file(
        'formula.xlsx',
        rawBook([
          TOWN,
          {
            name: '人员',
            xml: `<sheetData><row r="1">${HEAD.map((h, i) => cell(`${'ABCD'[i]}1`, h)).join('')}</row><row r="2">${cell('A2', '赵一')}<c r="B2"><f>A1</f></c>${cell('C2', '值班员')}</row></sheetData>`,
          },
        ]),
      ),
    )
    expect(other.all).toMatch(/人员 第2行 “手机”：这一格是“没有算出结果的公式”/)
  })

  test('a formula with its result is its result', async () => {
    const { all } = await bring(handedFile('HAND-11-error-cell.xlsx'))
    expect(all).not.toContain('第6行')
  })
})

describe('what is out of sight is named', () => {
  const row = (name: string, phone: string) => [name, phone, '值班员']
  test('hidden sheets and sheets of other names are not read; hidden rows are, and both are said', async () => {
    const { code, all, people } = await bring(
      await folder.file(
        'hidden.xlsx',
        rawBook([
          TOWN,
          { name: '说明', xml: '' },
          {
            name: '人员',
            xml: data([[...HEAD, '性别', '电话号码'], row('赵一', '13900000011'), row('钱二', '13900000012')], [3]),
          },
          {
            name: '群组',
            state: 'hidden',
            xml: data([
              ['名称', '类型'],
              ['旧群', '村群'],
            ]),
          },
          { name: '备份', state: 'veryHidden', xml: '' },
          { name: '人员名单2025', xml: data([HEAD, row('旧人', '13900000019')]) },
        ]),
      ),
    )
    expect(code).toBe(0)
    expect(all).toContain('隐藏的表没有读：群组、备份')
    expect(all).toContain('没有读的表（不认识表名）：人员名单2025')
    expect(all).toContain('“人员”里有1行是隐藏的，也一起读了：第3行')
    expect(all).toContain('“人员”里没有读的列：性别、电话号码')
    expect(people.map((p) => p.name).sort()).toEqual(['赵一', '钱二'].sort())
  })
  test('two sheets of one name are asked about, none is guessed', async () => {
    const { code, all, people } = await bring(
      await folder.file(
        'twice.xlsx',
        rawBook([
          TOWN,
          { name: '人员', xml: data([HEAD, row('赵一', '13900000011')]) },
          { name: '人员 ', xml: data([HEAD, row('钱二', '13900000012')]) },
        ]),
      ),
    )
    expect([code, all]).toEqual([1, expect.stringContaining('有两张表都叫“人员”')])
    expect(people).toEqual([])
  })
})

test('planning takes time that grows with the rows, not with their square', () => {
  const known = {
    version: 0,
    station: { name: '', township: '', code: '' },
    villages: [],
    grids: [],
    places: [],
    people: new Map(),
    groups: [],
    chats: [],
    accounts: new Map(),
    reach: new Map(),
    members: new Map(),
    shifts: [],
  }
  const took = (n: number) => {
    const all = Array.from({ length: n }, (_, i) => i)
    const raw = {
      单位与村: [
        ['类型', '名称', '代码'],
        ['乡镇', '镇', '350599999999'],
        ...all.map((i) => ['村', `村${i}`, String(350_599_000_000 + i)]),
      ],
      网格: [['村', '序号', '名称'], ...all.map((i) => [`村${i}`, 1, `网格${i}`])],
      人员: [
        ['姓名', '手机', '职责', '村', '网格'],
        ...all.map((i) => [`人${i}`, String(13_900_000_000 + i), '网格员', `村${i}`, `网格${i}`]),
      ],
      群组: [['名称', '类型', '覆盖的村'], ...all.map((i) => [`群${i}`, '村群', `村${i}`])],
      风险点: [['类型', '名称', '村', '责任人'], ...all.map((i) => ['河道', `河${i}`, `村${i}`, `人${i}`])],
    }
    let id = 0
    const ways = { newId: () => `id-${++id}`, tz: 'Asia/Shanghai', dutyLines: [] }
    const from = performance.now()
    const { plan, faults } = planRoster(raw, known, ways)
    expect([faults.length, plan.people.length]).toEqual([0, n])
    // once more onto what is there now, every village of it misspelt
    const there = {
      ...known,
      version: 1,
      ...plan,
      station: plan.station!,
      people: new Map(plan.people.map((p) => [p.id, p])),
    }
    const wrong = Object.fromEntries(
      Object.entries(raw).map(([sheet, rows]) => [
        sheet,
        rows.map((r) => r.map((c) => (typeof c === 'string' && c.startsWith('村') && c !== '村' ? `${c}x` : c))),
      ]),
    )
    planRoster(wrong, there, ways)
    return performance.now() - from
  }
  took(200)
  const [some, many] = [took(1_000), took(8_000)]
  console.log(`planned 1,000 rows of five sheets in ${Math.round(some)} ms, 8,000 in ${Math.round(many)} ms`)
  expect(many / some).toBeLessThan(30)
})
