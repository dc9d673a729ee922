import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkExport, exportFile } from '#src/cli/export.ts'
import { EXPORTS } from '#src/sheets/nouns.ts'
import { readSheets } from '#src/sheets/workbook.ts'
import { createWorld, type World } from '../world/world.ts'
import { type Folder, listIn, openFolder } from './books.ts'

let w: World
let folder: Folder
beforeAll(async () => {
  folder = await openFolder()
  w = await createWorld()
  const member = w.person('grid_member', '双溪村', 1)
  await w.says(member, w.groupOf('双溪村'), '双溪村2组进水3户，已转移8人，没人受伤，联系人李四13800009999')
  await w.says(w.officer(), `p2p:${w.officer().id}`, '防汛值班签到')
  await w.says({ id: 'stranger', name: '路人' }, w.groupOf('双溪村'), '双溪村桥头山体滑坡，埋了2人')
  await w.says(member, w.groupOf('双溪村'), '【演练】双溪村3组后山滑坡，被困1人')
})
afterAll(async () => {
  await w.close()
  await folder.close()
})

const taken = async (
  kind: string,
  more: { full?: boolean; drill?: boolean; from?: string; to?: string } = {},
  of: World = w,
) => {
  const path = folder.path()
  await exportFile(
    kind,
    path,
    { db: of.db },
    { tz: 'Asia/Shanghai', dataDir: 'nowhere' },
    { full: false, drill: false, now: of.clock.now(), actor: 'test', ...more },
  )
  return readSheets(path)
}
const column = (sheet: unknown[][], title: string) => sheet.slice(1).map((row) => row[sheet[0]!.indexOf(title)])

test.each(Object.keys(EXPORTS))('%s is a workbook with headings in Chinese', async (kind) => {
  const sheets = await taken(kind)
  for (const [name, rows] of Object.entries(sheets)) {
    expect(name).toMatch(/[\u4e00-\u9fff]/)
    // plain, or in the township's form: title, line, heads in two rows
    const head = rows[0]!.length > 1 ? rows[0]! : rows[3]!
    expect(head.length).toBeGreaterThan(2)
    expect(head.every((h) => /[\u4e00-\u9fff]/.test(String(h)) || h === '1+1')).toBe(true)
  }
})

describe('the reports', () => {
  test('hold what was confirmed: no stranger, no drill; a drill export holds drills alone', async () => {
    const real = (await taken('reports')).灾情险情台账!
    expect(column(real, '原话').join()).toContain('双溪村2组进水3户')
    expect(JSON.stringify(real)).not.toMatch(/埋了2人|演练/)
    expect(column(real, '转移（人）').concat(column(real, '已转移（人）')).filter(Boolean)).toEqual([8])
    const drills = (await taken('reports', { drill: true })).灾情险情台账!
    expect(drills).toHaveLength(2)
    expect(JSON.stringify(drills)).toContain('后山滑坡')
  })
  test('hide phones unless --full, and that is in the ledger', async () => {
    expect(JSON.stringify(await taken('reports'))).toContain('138****9999')
    const unmasked = async () =>
      Number(
        (await w.db.execute<{ n: number }>(sql`select count(*) n from ledger where change = 'export.unmasked'`))[0]!.n,
      )
    expect(await unmasked()).toBe(0)
    expect(JSON.stringify(await taken('reports', { full: true }))).toContain('13800009999')
    expect(await unmasked()).toBe(1)
  })
  test('of a span that has none are empty', async () =>
    expect((await taken('reports', { from: '2026-01-01', to: '2026-01-31' })).灾情险情台账).toHaveLength(1))
})

test('hazards show owner, due date and what is overdue', async () => {
  const { 隐患台账: sheet } = await taken('hazards')
  expect(column(sheet!, '编号').every((no) => /^YH-/.test(String(no)))).toBe(true)
  const today = '2026-11-24'
  const late = (await w.rows('records', { kind: 'hazard_report' })).filter(
    (r) =>
      ['suspected', 'registered', 'rectifying', 'recheck', 'transferred', 'enforcement'].includes(r.state) &&
      r.dueOn! < today,
  )
  expect(late.length).toBeGreaterThan(0)
  expect(column(sheet!, '超期').filter(Boolean)).toHaveLength(late.length)
  expect(column(sheet!, '责任人').every(Boolean)).toBe(true)
})

test('three and four lists have their sheets, and the fourth says who answers for which place', async () => {
  expect(Object.keys(await taken('three-lists'))).toEqual(['检查清单', '隐患清单', '整改清单', '变更记录'])
  const four = await taken('four-lists')
  expect(Object.keys(four)).toEqual(['排查清单', '隐患清单', '整改清单', '责任清单', '变更记录'])
  expect(listIn(four.责任清单!).rows.filter((r) => r.风险点)).toHaveLength(34)
})

test('the duty log shows who checked in for which shift', async () => {
  const { 值班表与到岗: sheet } = await taken('duty-log')
  const here = sheet!.slice(1).filter((row) => row[sheet![0]!.indexOf('签到')])
  expect(here.map((row) => row[sheet![0]!.indexOf('人员')])).toEqual([w.officer().name])
})

test('the day-by-day summary counts what the leader was told', async () => {
  const { 逐日汇总: sheet } = await taken('summary')
  expect(sheet).toHaveLength(8)
  const last = Object.fromEntries(sheet![0]!.map((h, i) => [h, sheet!.at(-1)![i]]))
  expect(last).toMatchObject({ 日期: '2026-11-24', 新报灾情: 1, 转移: 8, '待核实（不计入）': 1, '演练（不计入）': 1 })
})

test.each([
  ['everything', 'a.xlsx', '没有“everything”'],
  ['hazards', 'a.pdf', '暂时还不能导出 .pdf'],
  ['hazards', 'a.txt', '.xlsx 结尾'],
])('%s to %s is refused kindly', (kind, out, said) => {
  expect(() => checkExport(kind, out, {})).toThrow(said)
})
test('a day that is none is refused', () =>
  expect(() => checkExport('hazards', 'a.xlsx', { from: '11月1日' })).toThrow('--from'))

describe('a warning', () => {
  const original = '青溪县气象台11月24日9时发布暴雨黄色预警信号：预计未来6小时双溪村降雨量将达50毫米以上，请注意防范。'
  beforeAll(async () => {
    const officer = w.officer()
    await w.says(officer, `p2p:${officer.id}`, `发布预警 ${original}`)
    await w.presses(officer, '确认发布')
    const one = w.person('info_officer', '双溪村')
    await w.presses(one, '收到', undefined, (s) => s.chat === w.groupOf('双溪村') || s.account === one.id)
  })

  test('shows the original unchanged and who has and has not answered', async () => {
    const [row] = await w.db.execute<{ no: string }>(sql`select no from warnings`)
    const { 预警原文: facts, 叫应情况: answers } = await taken(`warning:${row!.no}`)
    expect(Object.fromEntries(facts!.slice(1).map(([k, v]) => [k, v])).原文).toBe(original)
    const open = column(answers!, '未应答').filter(Boolean).length
    expect(open).toBe(answers!.length - 2)
    expect(column(answers!, '手机').every((p) => /^138\*{4}\d{4}$/.test(String(p)))).toBe(true)
    await expect(taken('warning:YJ-1')).rejects.toThrow('没有编号或 id')
  })

  test('has its evidence: what was sent to each and came of it, the calls, the figures and the verdict', async () => {
    const [row] = await w.db.execute<{ id: string; no: string }>(sql`select id, no from warnings`)
    const called = w.person('forest_ranger', '双溪村')
    await w.db.execute(sql`insert into calls (id, warning_id, person_id, called_by, how, result, note, called_at)
    values (gen_random_uuid(), ${row!.id}, ${called.id}, ${w.officer().id}, 'phone', 'no_answer', '打给他儿子13800007777', ${w.clock.now().toISOString()})`)
    const book = await taken(`warning:${row!.no}`)
    const facts = Object.fromEntries(book.预警原文!.slice(1).map(([k, v]) => [k, v]))
    expect(facts).toMatchObject({ 应通知: 7, 已应答: 1, 指纹核对: '与原文一致', 核对: '该通知到的都有发送记录或应答' })
    const sent = book.每次发送!
    expect(new Set(column(sent, '姓名')).size).toBe(7)
    expect(column(sent, '平台消息号').every((id) => String(id).startsWith('sent-'))).toBe(true)
    expect(column(book.电话和上门!, '结果')).toEqual(['无人接听'])
    expect(column(book.电话和上门!, '备注')).toEqual(['打给他儿子138****7777'])
    expect(column(book.电话和上门!, '记录人')).toEqual([w.officer().name])
    const { 预警一览: all, 叫应情况: people } = await taken('evidence')
    expect(column(all!, '编号')).toEqual([row!.no])
    expect(column(people!, '编号').every((no) => no === row!.no)).toBe(true)
    expect((await taken('evidence', { drill: true })).预警一览).toHaveLength(1)
  })
})

test('sensitive matter is left out unless --full', async () => {
  const town = await createWorld()
  const member = town.person('grid_member', '双溪村', 2)
  await town.says(member, town.groupOf('双溪村'), '双溪村小学5名学生食物中毒，已送医院')
  town.clock.forward(1)
  expect(JSON.stringify(await taken('reports', {}, town))).not.toContain('食物中毒')
  expect(JSON.stringify(await taken('reports', { full: true }, town))).toContain('食物中毒')
  await town.close()
})
