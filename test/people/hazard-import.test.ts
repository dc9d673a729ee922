/** A township's own sheet of hazards is taken over as it is: heads by their names, days as people write them, each row once. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportFile } from '#src/cli/export.ts'
import { importFile } from '#src/cli/import.ts'
import { writeSheets } from '#src/sheets/workbook.ts'
import { createWorld, type World } from '../world/world.ts'
import { type Folder, openFolder } from './books.ts'

let w: World
let folder: Folder
beforeAll(async () => {
  folder = await openFolder()
  w = await createWorld()
})
afterAll(async () => {
  await w.close()
  await folder.close()
})

const TITLE = ['青溪镇安全隐患排查整改台账']
const HEAD = [
  '序号',
  '隐患编号',
  '被检查单位',
  '具体位置',
  '存在的问题',
  '隐患级别',
  '排查日期',
  '整改时限',
  '整改责任人',
  '整改情况',
]
/** A sheet with a title above its heads. */
async function sheetOf(rows: unknown[][], head: unknown[] = HEAD, name = '隐患台账'): Promise<string> {
  const path = folder.path()
  await writeSheets(path, [{ name, head: TITLE, rows: [['填报单位：青溪镇'], head, ...rows] }])
  return path
}
async function takes(path: string, check = false) {
  const said: string[] = []
  const code = await importFile(
    path,
    { db: w.db },
    { tz: 'Asia/Shanghai' },
    {
      check,
      prune: false,
      now: w.clock.now(),
      say: (line) => said.push(line),
    },
  )
  return { code, said: said.join('\n') }
}
const imported = async () => (await w.rows('records', { kind: 'hazard_report' })).filter((r) => r.channel === 'import')

describe('a sheet of the usual form', () => {
  let path: string
  beforeAll(async () => {
    path = await sheetOf([
      [1, 'A-1', '石岭石材厂', '切割车间', '配电箱没有门', '一般隐患', '2026.11.3', '7日内', '郭建平', '已销号'],
      [2, 'A-2', '鑫源五金厂', '仓库', '灭火器过期', '一般', '11月20日', '12月1日前', '王不在册', '未整改'],
      [3, 'A-3', '', '石岭村桥头', '护栏断了3米', '重大', 46_347, 46_357, '', '整改中'],
      [4, 'A-4', '石岭小学', '食堂', '=cmd|calc!A1 燃气软管老化', '', '20261122', '立即', '', '已整改'],
    ])
  })
  test('is tried first without a trace', async () => {
    const { code, said } = await takes(path, true)
    expect([code, said]).toEqual([0, expect.stringContaining('要新记4条')])
    expect(said).toContain('第5行：责任人“王不在册”不在花名册里')
    expect(await imported()).toEqual([])
  })
  test('comes in with its units, days, states and owners', async () => {
    expect((await takes(path)).said).toContain('已导入4条')
    const rows = (await imported()).sort((a, b) => (String(a.text) < String(b.text) ? -1 : 1))
    const of = (words: string) => rows.find((r) => String(r.text).includes(words))!
    expect(of('配电箱')).toMatchObject({ state: 'cleared', dueOn: '2026-11-10', fields: { unit: '石岭石材厂' } })
    expect(of('灭火器')).toMatchObject({ state: 'registered', dueOn: '2026-12-01' })
    expect(of('护栏')).toMatchObject({
      state: 'rectifying',
      dueOn: '2026-12-01',
      fields: { severity: '重大', village: '石岭村' },
    })
    expect(of('软管')).toMatchObject({ state: 'recheck', dueOn: '2026-11-22' })
    expect(rows.every((r) => /^YH-20261124-\d{3}$/.test(String(r.no)))).toBe(true)
    expect(w.roster.people.get(String(of('配电箱').ownerId))?.name).toBe('郭建平')
  })
  test('comes in once, whether as it was or with a row more', async () => {
    expect((await takes(path)).said).toContain('其中4条以前已经导入')
    const longer = await sheetOf([
      [1, 'A-1', '石岭石材厂', '切割车间', '配电箱没有门', '一般隐患', '2026/11/03', '7日内', '郭建平', '已销号'],
      [5, 'A-5', '石岭山庄', '厨房', '煤气瓶放在灶边', '一般', '2026-11-23', '', '', ''],
      [6, 'A-5', '石岭山庄', '厨房', '煤气瓶放在灶边', '一般', '2026-11-23', '', '', ''],
    ])
    const { said } = await takes(longer)
    expect(said).toContain('已导入1条')
    expect(said).toContain('第6行：和第5行一样，只记一条')
    expect(await imported()).toHaveLength(5)
  })
  test('what was exported from here is known already', async () => {
    const path = folder.path()
    const options = { full: false, drill: false, now: w.clock.now(), actor: 'test' }
    await exportFile('three-lists', path, { db: w.db }, { tz: 'Asia/Shanghai', dataDir: 'nowhere' }, options)
    const { code, said } = await takes(path)
    expect([code, said]).toEqual([0, expect.stringContaining('已导入0条')])
  })
})

test.each<[string, unknown[], RegExp]>([
  [
    'a day that is none',
    [1, '', '厂', '门口', '没护栏', '', '2026-13-40', '', '', ''],
    /第4行 “发现时间”：“2026-13-40”看不出是哪天。例如：2026-11-24/,
  ],
  [
    'a day to come',
    [1, '', '厂', '门口', '没护栏', '', '2027-01-03', '', '', ''],
    /第4行 “发现时间”：2027-01-03还没有到/,
  ],
  [
    'a term that is none',
    [1, '', '厂', '门口', '没护栏', '', '', '尽快', '', ''],
    /第4行 “整改期限”：“尽快”看不出是哪天。例如：2026-12-01/,
  ],
  [
    'a grade of its own',
    [1, '', '厂', '门口', '没护栏', '红色', '', '', '', ''],
    /第4行 “等级”：“红色”不对，写一般或重大。例如：一般/,
  ],
  ['no problem', [1, '', '厂', '门口', '', '', '', '', '', ''], /第4行 “问题”：没有填。例如：护栏断了3米/],
  ['no place at all', [1, '', '', '', '没护栏', '', '', '', '', ''], /第4行 “地点”：地点、责任单位、村都没有填/],
])('%s is named with its cell and what would pass, and nothing is written', async (_, row, said) => {
  const before = (await imported()).length
  const taken = await takes(await sheetOf([row, [2, '', '好厂', '大门', '门坏了', '', '', '', '', '']]))
  expect([taken.code, taken.said]).toEqual([1, expect.stringMatching(said)])
  expect(await imported()).toHaveLength(before)
})

test('a village that is none is named; a sheet that is none of hazards is not taken for one', async () => {
  const head = ['村（社区）', '隐患内容', '日期']
  expect((await takes(await sheetOf([['没有的村', '护栏断了', '2026-11-20']], head))).said).toMatch(
    /“村”：花名册里没有“没有的村”。例如：.+(?:村|社区)/,
  )
  expect((await takes(await sheetOf([['甲', '乙']], ['姓名', '得分'], '考核'))).said).toContain('没有认识的表')
})
