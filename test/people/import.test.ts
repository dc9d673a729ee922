import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import { connect, type Database } from '#db/engine/client.ts'
import { importRoster } from '#db/roster/import.ts'
import { loadRoster } from '#db/roster/snapshot.ts'
import type { RosterPlan } from '#domain/roster/plan.ts'
import { exportFile } from '#src/cli/export.ts'
import { importFile } from '#src/cli/import.ts'
import { template } from '#src/sheets/template.ts'
import { readSheets, writeSheets } from '#src/sheets/workbook.ts'
import { SEEDED_AT } from '../world/clock.ts'
import { freshDatabase } from '../world/database.ts'
import { type Folder, openFolder } from './books.ts'

const tz = 'Asia/Shanghai'
let folder: Folder
beforeAll(async () => {
  folder = await openFolder()
})
afterAll(() => folder.close())

let database: Database
let drop: () => Promise<void>
const open = async (template: 'demo' | 'empty') => {
  const fresh = await freshDatabase(template)
  database = connect(fresh.url, { max: 2 })
  drop = fresh.drop
}
afterEach(async () => {
  await database.close()
  await drop()
})

/** Imports and returns what was said. */
async function bring(path: string, options: { check?: boolean; prune?: boolean } = {}) {
  const said: string[] = []
  const code = await importFile(
    path,
    database,
    { tz },
    { check: false, prune: false, now: SEEDED_AT, say: (line) => said.push(line), ...options },
  )
  return { code, said, all: said.join('\n') }
}
const roster = () => loadRoster(database.db, SEEDED_AT)
const person = async (name: string) => [...(await roster()).people.values()].find((p) => p.name === name)!
/** Everything an import may touch, to show that nothing was. */
const everything = async () =>
  JSON.stringify(
    await database.db.execute(
      sql`select (select jsonb_agg(x order by x::text) from people x) p, (select jsonb_agg(x order by x::text) from person_roles x) r, (select jsonb_agg(x order by x::text) from shifts x) s, (select jsonb_agg(x order by x::text) from villages x) v, (select version from station) n, (select count(*) from ledger) l`,
    ),
  )

const TOWN = {
  单位与村: [
    ['乡镇', '白水镇', '350599129000', ''],
    ['应急管理站', '白水镇应急管理站', '', ''],
    ['村', '石岭村', '350599129200', '石岭'],
    ['村', '梅坑村', '350599129201', ''],
  ],
}
const GRIDS = {
  网格: [
    ['石岭村', 1, '第一网格', ''],
    ['石岭村', 2, '第二网格', ''],
    ['梅坑村', 1, '第一网格', ''],
  ],
}

describe('into an empty station', () => {
  beforeEach(() => open('empty'))

  test('a whole township comes in: people with their roles, groups with their members, duty by name', async () => {
    const path = await folder.book({
      ...TOWN,
      ...GRIDS,
      人员: [
        ['陈一', '13800001001', '信息员、网格员', '石岭村', '第一网格', '', ''],
        ['林二', 13800001002, '网格员（梅坑村/第一网格）、救援队员', '梅坑村', '', '', '在岗'],
        ['黄三', '+86 138-0000-1003', '值班员、站内人员', '', '', '2026-12-01 08:00', ''],
        ['张四', '', '带班领导', '', '', '', ''],
      ],
      群组: [
        ['石岭村网格群', '村群', '石岭村'],
        ['应急值班群', '值班群', ''],
      ],
      风险点: [['高陡边坡', '石岭村小学后坡', '石岭村', '第二网格', '陈一', '25.05', 118.02, 12, 41, '']],
      值班表: [
        ['2026-11-24 08:00', '2026-11-25 08:00', '值班员', '黄三', '政务值班、防汛抗旱'],
        ['2026/11/24 8:00', '2026-11-25 08:00', '带班领导', '张四', ''],
      ],
    })
    const { code, all } = await bring(path)
    expect(all).toContain('人员4（新增4，更新0）')
    expect(code).toBe(0)
    const r = await roster()
    expect(r.station).toMatchObject({ name: '白水镇应急管理站', township: '白水镇', code: '350599129000' })
    expect((await person('陈一')).roles.map((x) => [x.role, x.villageCode, !!x.gridId])).toEqual([
      ['info_officer', '350599129200', false],
      ['grid_member', '350599129200', true],
    ])
    expect((await person('林二')).roles.find((x) => x.role === 'grid_member')).toMatchObject({
      villageCode: '350599129201',
      gridId: r.grids.find((g) => g.villageCode === '350599129201')!.id,
    })
    expect((await person('黄三')).phone).toBe('13800001003')
    expect((await person('黄三')).onLeaveUntil?.toISOString()).toBe('2026-12-01T00:00:00.000Z')
    expect(r.shifts.map((s) => [s.post, s.lines.length, s.startAt.toISOString()])).toEqual(
      expect.arrayContaining([
        ['officer', 2, '2026-11-24T00:00:00.000Z'],
        ['leader', 4, '2026-11-24T00:00:00.000Z'],
      ]),
    )
    expect(r.places[0]).toMatchObject({ ownerId: (await person('陈一')).id, lat: 25.05 })
    const members = await database.db.execute<{ name: string }>(
      sql`select p.name from web_members m join people p on p.id = m.person_id join groups g on 'group:' || g.id = m.chat where g.name = '石岭村网格群'`,
    )
    expect([...members].map((m) => m.name).sort()).toEqual(['陈一', '黄三'].sort())
  })

  test('the template passes its own check and brings nothing', async () => {
    await writeSheets(folder.path('template.xlsx'), template())
    const { code, all } = await bring(folder.path('template.xlsx'), { check: true })
    expect([code, all]).toEqual([0, expect.stringContaining('检查通过')])
    expect(Object.keys(await readSheets(folder.path('template.xlsx')))).toEqual([
      '说明',
      '单位与村',
      '网格',
      '人员',
      '群组',
      '风险点',
      '值班表',
    ])
  })

  test('every example in the explanation would pass', async () => {
    const path = await folder.book({
      单位与村: [
        ['乡镇', '青溪镇', '350599128000', ''],
        ['村', '石岭村', '350599128200', '石岭、石岭大队'],
      ],
      网格: [['石岭村', '1', '石岭村第一网格', '350599128200001']],
      人员: [['林晓明', '13800001234', '信息员、网格员', '石岭村', '石岭村第一网格', '2026-12-01 08:00', '在岗']],
      群组: [['石岭村网格群', '村群', '石岭村']],
      风险点: [
        [
          '高陡边坡',
          '石岭村小学后坡',
          '石岭村',
          '石岭村第一网格',
          '林晓明',
          '25.052',
          '118.021',
          '12',
          '41',
          '雨天封闭',
        ],
      ],
      值班表: [['2026-11-24 08:00', '2026-11-25 08:00', '值班员', '林晓明', '政务值班、安全生产']],
    })
    expect(await bring(path)).toMatchObject({ code: 0 })
  })

  test('without a township it is refused', async () => {
    const { code, all } = await bring(await folder.book({ 人员: [['陈一', '13800001001', '值班员', '', '', '', '']] }))
    expect(code).toBe(1)
    expect(all).toContain('要先写明乡镇')
  })
})

describe('into a running station', () => {
  beforeEach(() => open('demo'))

  test('every bad row is named by sheet, row, column, reason and example, and nothing is written', async () => {
    const before = await everything()
    const { code, said } = await bring(
      await folder.book({
        单位与村: [['村', '新村', '12345', '']],
        网格: [
          ['没有村', 1, '某网格', ''],
          ['石岭村', 'x', '某网格', ''],
        ],
        人员: [
          ['好人', '13900001001', '网格员', '石岭村', '', '', ''],
          ['甲', '1380000', '网格员', '石岭村', '', '', ''],
          ['乙', '13900001002', '村长', '石岭村', '', '', ''],
          ['', '13900001003', '值班员', '', '', '', ''],
          ['丙', '13900001001', '值班员', '', '', '', ''],
          ['丁', '13900001004', '信息员', '', '', '', ''],
          ['戊', '13900001005', '网格员', '石岭村', '第九网格', '', ''],
          ['己', '13900001006', '值班员', '', '', '明天', ''],
          ['庚', '13900001007', '值班员', '', '', '', '在家'],
        ],
        群组: [['某群', '朋友圈', '']],
        风险点: [
          ['大坑', '某处', '石岭村', '', '', '', '', '', '', ''],
          ['河道', '某河', '石岭村', '', '查无此人', '91', 118, '', '', ''],
        ],
        值班表: [
          ['2026-11-24 08:00', '2026-11-23 08:00', '值班员', '好人', ''],
          ['2026-02-30 08:00', '2026-11-25 08:00', '值班员', '好人', ''],
          ['2026-11-25 08:00', '2026-11-26 08:00', '值班员', '好人', '守门'],
        ],
      }),
    )
    expect(code).toBe(1)
    for (const [sheet, row, column] of [
      ['单位与村', 2, '代码'],
      ['网格', 2, '村'],
      ['网格', 3, '序号'],
      ['人员', 3, '手机'],
      ['人员', 4, '职责'],
      ['人员', 5, '姓名'],
      ['人员', 6, '手机'],
      ['人员', 7, '村'],
      ['人员', 8, '网格'],
      ['人员', 9, '请假至'],
      ['人员', 10, '状态'],
      ['群组', 2, '类型'],
      ['风险点', 2, '类型'],
      ['风险点', 3, '纬度'],
      ['值班表', 2, '结束'],
      ['值班表', 3, '开始'],
      ['值班表', 4, '值班线'],
    ] as const)
      expect(
        said.find((s) => s.startsWith(`${sheet} 第${row}行 “${column}”：`)),
        `${sheet} ${row} ${column}\n${said.join('\n')}`,
      ).toMatch(/。例如：./)
    expect(said.at(-1)).toMatch(/^共1[78]处要改，什么都没有写入/)
    expect(await everything()).toBe(before)
  })

  test('--check writes nothing', async () => {
    const before = await everything()
    expect(
      await bring(await folder.book({ 人员: [['新人', '13900001001', '值班员', '', '', '', '']] }), { check: true }),
    ).toMatchObject({ code: 0 })
    expect(await everything()).toBe(before)
  })

  test('people are known again by phone, or by name and village; the missing are listed and kept', async () => {
    const { people } = await roster()
    const [a, b] = [...people.values()].filter((p) => p.roles.some((r) => r.role === 'grid_member' && r.gridId))
    const village = (await roster()).villages.find((v) => v.code === b!.roles[0]!.villageCode)!.name
    const { code, all } = await bring(
      await folder.book({
        人员: [
          [`${a!.name}改`, a!.phone, '值班员', '', '', '', ''],
          [b!.name, '13911112222', '护林员', village, '', '', ''],
        ],
      }),
    )
    expect(code).toBe(0)
    const now = (await roster()).people
    expect(now.size).toBe(150)
    expect(now.get(a!.id)).toMatchObject({ name: `${a!.name}改`, roles: [{ role: 'duty_officer' }] })
    expect(now.get(b!.id)).toMatchObject({ phone: '13911112222', roles: [{ role: 'forest_ranger' }] })
    expect(all).toContain('表里没有的148人（没有动；要停用请加 --prune）')
    expect([...now.values()].filter((p) => p.active)).toHaveLength(150)
  })

  test('--prune deactivates who is missing, and only then', async () => {
    const { people } = await roster()
    const [keep] = [...people.values()]
    await bring(await folder.book({ 人员: [[keep!.name, keep!.phone, '值班员', '', '', '', '']] }), { prune: true })
    expect([...(await roster()).people.values()].filter((p) => p.active).map((p) => p.id)).toEqual([keep!.id])
  })

  test('two people may swap their phones', async () => {
    const [a, b] = [...(await roster()).people.values()].filter((p) => p.roles.some((r) => r.role === 'town_leader'))
    const { code } = await bring(
      await folder.book({
        人员: [
          [a!.name, b!.phone, '镇领导', '', '', '', ''],
          [b!.name, a!.phone, '镇领导', '', '', '', ''],
        ],
      }),
    )
    expect(code).toBe(0)
  })

  test('the duty sheet is replaced on the days it speaks of and left alone on others', async () => {
    const officer = [...(await roster()).people.values()].find((p) => p.roles.some((r) => r.role === 'duty_officer'))!
    const count = async () =>
      Number((await database.db.execute<{ n: number }>(sql`select count(*) n from shifts`))[0]!.n)
    const before = await count()
    await bring(await folder.book({ 值班表: [['2026-11-26 08:00', '2026-11-27 08:00', '值班员', officer.phone, '']] }))
    expect(await count()).toBe(before - 2)
  })

  test('every import makes the roster a version newer and is in the ledger, without phones', async () => {
    const before = (await roster()).version
    await bring(await folder.book({ 人员: [['新人', '13900001001', '值班员', '', '', '', '']] }))
    expect((await roster()).version).toBe(before + 1)
    const [row] = await database.db.execute<{ data: { people: number } }>(
      sql`select data from ledger where change = 'roster.imported'`,
    )
    expect(row!.data.people).toBe(1)
    expect(JSON.stringify(row)).not.toContain('13900001001')
  })

  test('a title above the headings, other words for them, a star on them and real date cells are all understood', async () => {
    const officer = [...(await roster()).people.values()].find((p) => p.roles.some((r) => r.role === 'duty_officer'))!
    const date = (iso: string) => ({ value: new Date(iso), type: Date, format: 'yyyy-mm-dd hh:mm' })
    const path = folder.path()
    await writeWorkbook([
      {
        sheet: '人员',
        data: [
          ['青溪镇应急人员花名册'],
          [],
          ['序号', '姓名*', '联系电话', '职务'],
          [1, '新人', 13900001001, '值班员'],
          [2, '坏人', 139, '值班员'],
        ],
      },
      {
        sheet: '值班表',
        data: [
          ['开始时间', '结束时间', '岗位', '姓名'],
          [date('2026-11-26T08:00:00Z'), date('2026-11-27T08:00:00Z'), '值班员', officer.phone],
        ],
      },
    ]).toFile(path)
    const { code, said } = await bring(path)
    expect([code, said[0]]).toEqual([1, expect.stringMatching(/^人员 第5行 “手机”/)])
    expect(said).toHaveLength(2)
    await writeWorkbook([
      {
        sheet: '值班表',
        data: [
          ['开始时间', '结束时间', '岗位', '姓名'],
          [date('2026-11-26T08:00:00Z'), date('2026-11-27T08:00:00Z'), '值班员', officer.phone],
        ],
      },
    ]).toFile(path)
    expect((await bring(path)).code).toBe(0)
    const [row] = await database.db.execute<{ start_at: Date }>(
      sql`select start_at from shifts where start_at::date = '2026-11-26'`,
    )
    expect(new Date(row!.start_at).toISOString()).toBe('2026-11-26T00:00:00.000Z')
  })

  test('a roster changed by somebody else meanwhile is not overwritten', async () => {
    const plan: RosterPlan = { villages: [], grids: [], people: [], groups: [], places: [], shifts: [], missing: [] }
    const stale = importRoster(database.db, plan, {
      prune: false,
      actor: 'test',
      now: SEEDED_AT,
      version: (await roster()).version - 1,
    })
    await expect(stale).rejects.toThrow('请再导入一次')
  })

  test.each([[true], [false]])(
    'an exported roster imports again and changes nothing (full phones: %s)',
    async (full) => {
      const path = folder.path()
      await exportFile(
        'roster',
        path,
        database,
        { tz, dataDir: 'nowhere' },
        { full, drill: false, now: SEEDED_AT, actor: 'test' },
      )
      const shape = async () => {
        const r = await roster()
        const roles = (p: { roles: object[] }) => p.roles.map((x) => JSON.stringify(x)).sort()
        return {
          station: r.station,
          villages: r.villages,
          grids: r.grids,
          groups: r.groups,
          places: r.places,
          people: [...r.people.values()].map((p) => ({ ...p, roles: roles(p) })),
          shifts: r.shifts
            .map(({ id: _, ...s }) => s)
            .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
        }
      }
      const sorted = (v: Awaited<ReturnType<typeof shape>>) => ({
        ...v,
        grids: v.grids.toSorted((a, b) => a.id.localeCompare(b.id)),
        places: v.places.toSorted((a, b) => a.id.localeCompare(b.id)),
        people: v.people.toSorted((a, b) => a.id.localeCompare(b.id)),
      })
      const before = sorted(await shape())
      const { code, all } = await bring(path)
      expect([code, all]).toEqual([0, expect.stringContaining('人员150（新增0，更新150）')])
      expect(sorted(await shape())).toEqual(before)
      expect(all).not.toContain('表里没有')
    },
  )
})
