/** The conversation: nothing waits for completeness, fragments join, mistakes are mended, and Anan stays quiet. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RecordKind } from '#domain/record/record.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
let member: ReturnType<World['person']>
let group: string
let before = 0

beforeAll(async () => {
  w = await createWorld()
  group = w.groupOf('石岭村')
})
afterAll(() => w.close())
beforeEach(() => {
  // what was said in the test before is over
  w.clock.forward(13)
  member = w.person('grid_member', '石岭村')
  before = w.sent.length
})

/** What of a kind was told within the last minutes, newest first. */
const rows = async (kind: RecordKind) => {
  const since = new Date(Math.max(w.clock.now().getTime() - 12 * 60_000, Date.parse('2026-11-24')))
  return (await w.rows('records', { kind })).filter((r) => r.receivedAt >= since).reverse()
}
const latest = async (kind: RecordKind) => (await rows(kind))[0]!
const since = () => w.sent.slice(before)
const said = (address: string) => w.to(address, before)

test('a report is answered by what was read: a form, and numbered lines where there are no forms', async () => {
  await w.says(member, group, '石岭村5组路边挡墙垮了，伤了2个人')
  const form = since().find((s) => s.chat === group)!.message.card!.form!
  const values = Object.fromEntries(form.fields.map((f) => [f.name, f.value]))
  expect(values).toMatchObject({ kind: '滑坡崩塌', place: '石岭村5组路边', injured: '2' })
  expect(said(group)[0]).toMatch(/\d 受伤（人）：2/)
  expect(said(group)[0]).toContain('请回复“序号=内容”')
})

test('one press confirms; an edit is checked again and counts, and everyone’s card follows', async () => {
  await w.says(member, group, '石岭村6组路边挡墙垮了，伤了2个人')
  const report = await latest('disaster_report')
  const form = since().find((s) => s.chat === group)!.message.card!.form!
  const values = Object.fromEntries(form.fields.map((f) => [f.name, f.value ?? '']))
  await w.presses(member, '核对无误', { ...values, injured: '两三个吧大概' })
  expect(said(group).at(-1)).toMatch(/“受伤”要填数字，例如 2/)
  expect((await latest('disaster_report')).fields.injured).toBe(2)
  await w.presses(member, '核对无误', { ...values, injured: '３', place: '石岭村6组学校旁' })
  expect((await latest('disaster_report')).fields).toMatchObject({ injured: 3, place: '石岭村6组学校旁' })
  expect(said(w.officer().id).at(-1)).toContain('受伤：3人')
  expect(said(group).at(-1)).toContain('已改')
  const ledger = await w.ledgerOf(report)
  expect(ledger.map((l) => l.change)).toEqual(['record.filed', 'record.amended', 'record.noted'])
  expect(ledger[1]!.data.was).toMatchObject({ injured: 2 })
})

test('somebody else’s press does not change the report', async () => {
  await w.says(member, group, '石岭村7组路边挡墙垮了，伤了2个人')
  await w.presses(w.person('grid_member', '石岭村', 1), '核对无误', { injured: '9' })
  expect((await latest('disaster_report')).fields.injured).toBe(2)
  expect(said(group).at(-1)).toContain('这一步要由')
})

test('2=… changes the numbered line, and a wrong number or value is told with an example', async () => {
  await w.says(member, group, '石岭村8组路边挡墙垮了，伤了2个人')
  const lines = said(group)[0]!.split('\n')
  const number = /^(\d+) 受伤/.exec(lines.find((l) => /^\d+ 受伤/.test(l))!)![1]
  await w.says(member, group, `${number}=1`)
  expect((await latest('disaster_report')).fields.injured).toBe(1)
  await w.says(member, group, '99=1')
  expect(said(group).at(-1)).toMatch(/没有第99项，一共\d+项/)
  await w.says(member, group, `${number}=好几个`)
  expect(said(group).at(-1)).toContain('要填数字，例如 2')
  expect((await rows('disaster_report')).length).toBe(1)
})

test('words that mean nothing alone join what the sender is telling; another sender’s never do', async () => {
  await w.says(member, group, '石岭村1组进水了')
  await w.says(member, group, '一共3户')
  await w.says(w.person('grid_member', '石岭村', 1), group, '一共9户')
  const [report, ...more] = await rows('disaster_report')
  expect(more).toEqual([])
  expect(report!.text).not.toContain('9户')
  expect(report!.text).toContain('3户')
})

test('a photo first, words later; a place and a reply join too', async () => {
  const photo = { kind: 'image' as const, key: 'k-1' }
  await w.says(member, group, '', { attachments: [photo] })
  const first = await w.says(member, group, '石岭村2组后山滑坡了')
  await w.says(member, group, '', { location: { lat: 25.1, lon: 118.2, datum: 'GCJ-02' } })
  w.clock.forward(30) // long after, but as a reply
  await w.says(member, group, '埋了1间房', { replyTo: first })
  const all = await w.rows('records', { sourceMessageIds: first })
  expect(all).toHaveLength(1)
  expect(await w.rows('attachments', { recordId: all[0]!.id })).toHaveLength(1)
  expect(all[0]).toMatchObject({ lat: 25.1, datum: 'GCJ-02' })
  // the copy in WGS-84 lies some 500 m from it, here to the north-west
  expect(all[0]!.wgsLat).toBeCloseTo(25.1027, 3)
  expect(all[0]!.wgsLon).toBeCloseTo(118.1952, 3)
  expect(all[0]!.text).toContain('埋了1间房')
})

test('a correction mends the same kind of record: a transfer too', async () => {
  await w.says(member, group, '石岭村转移4户11人到村委会')
  await w.says(member, group, '更正：石岭村是5户15人，刚才漏了一户')
  const [moved, ...more] = await rows('evacuation')
  expect(more).toEqual([])
  expect(moved!.fields).toMatchObject({ evacuated_households: 5, evacuated_people: 15 })
})

test('撤回 takes back the sender’s own last report and nobody else’s', async () => {
  await w.says(member, group, '石岭村3组挡墙垮了')
  await w.says(w.person('grid_member', '石岭村', 1), group, '撤回')
  expect((await latest('disaster_report')).state).toBe('raised')
  await w.says(member, group, '撤回吧')
  expect((await latest('disaster_report')).state).toBe('withdrawn')
  expect(said(group).at(-1)).toContain('已撤回')
  expect(said(w.officer().id).at(-1)).toContain('已撤回')
})

test('the same words again, by the sender or copied by another, make no second record', async () => {
  const text = '石岭村4组刘家屋后滑坡，土方约80方，没有人受伤'
  await w.says(member, group, text)
  await w.says(member, group, text)
  await w.says(w.person('info_officer', '石岭村'), group, text)
  const [report, ...more] = await rows('disaster_report')
  expect(more).toEqual([])
  expect(said(group).filter((t) => t.includes(`这条已登记过，编号 ${report!.no}`))).toHaveLength(2)
})

test('two people report one event: the officer is offered to merge them, and one press does', async () => {
  await w.says(member, group, '石岭村4组王家屋后滑坡，路断了')
  const first = await latest('disaster_report')
  await w.says(w.person('info_officer', '石岭村'), group, '石岭村4组那边山体滑坡，压坏房子1间')
  const second = await latest('disaster_report')
  expect(second.id).not.toBe(first.id)
  expect(said(w.officer().id).at(-1)).toContain(`同一事件？可能与 ${first.no}`)
  await w.presses(w.officer(), `并入 ${first.no}`)
  const of = (id: string) => w.latest('records', { id })
  expect((await of(second.id)).state).toBe('merged')
  expect((await of(first.id)).fields).toMatchObject({ road_status: '中断', houses_damaged_rooms: 1 })
  expect((await of(first.id)).text).toContain('压坏房子1间')
})

test('sensitive matter is not echoed in the group and goes to the duty officer only', async () => {
  await w.says(member, group, '石岭村小学疑似食物中毒，21个学生上吐下泻，已送卫生院')
  const report = await latest('disaster_report')
  expect(said(group)).toEqual(['已收到，正在处理。请不要在群里转发。'])
  expect(said(w.officer().id).at(-1)).toContain(report.no)
  expect(said(w.officer().id).at(-1)).toContain('请勿转发')
  expect(said(w.leader().id)).toEqual([])
})

test('sensitive words that are no report reach the officer, and the group hears nothing', async () => {
  await w.says(member, group, '有人在镇上串联说要去上访')
  expect(said(group)).toEqual([])
  expect(said(w.officer().id).at(-1)).toContain('群里有敏感信息')
})

test.each([
  ['有异常征兆', '石岭村2组后山裂缝又加宽了5公分，下面住着3户'],
  ['危险点遇强降雨', '石岭村3组后山滑坡，雨一直下个不停'],
  ['险情难以判断', '石岭村6组山体垮了，里面情况看不清'],
])('建议立即转移 stands before the officer: %s', async (why, text) => {
  await w.says(member, group, text)
  expect(said(w.officer().id).at(-1)).toContain(`建议立即转移：${why}`)
})

test('a question is at most two, in the order of the report elements', async () => {
  const alone = `p2p:${member.id}`
  await w.says(member, alone, '塌方了')
  const answer = said(alone)[0]!
  expect(answer.split('？').length - 1).toBeLessThanOrEqual(2)
  expect(answer.indexOf('在哪个村')).toBeGreaterThan(0)
})

describe('in a village’s own group', () => {
  test('what names no place is about that village; a group said later completes it, and another corrects it', async () => {
    await w.says(member, group, '坡上又滚石头下来了，路都堵了一半')
    expect((await latest('disaster_report')).fields).toMatchObject({ village: '石岭村', place: '石岭村' })
    expect(said(group).at(-1)).not.toContain('在哪个村')
    await w.says(member, group, '我们三组的路也断了')
    expect((await latest('disaster_report')).fields.place).toBe('石岭村三组')
    await w.says(member, group, '搞错了，是四组')
    expect((await latest('disaster_report')).fields.place).toBe('石岭村四组')
    expect(said(group).join('\n')).toContain('已改：地点 石岭村四组')
    expect(await rows('disaster_report')).toHaveLength(1)
    expect(await rows('hazard_report')).toHaveLength(0)
  })
  test('how it went on joins the report: who was brought where, what was got under control', async () => {
    await w.says(member, group, '三组着火了，烧到老李家厨房')
    for (const more of ['老李已经送卫生院了', '火已经被村民打灭了', '水管也抢通了']) await w.says(member, group, more)
    const report = await latest('disaster_report')
    expect(report.text).toContain('老李已经送卫生院了')
    expect(report.fields).toMatchObject({ fire_out: true, place: '石岭村三组' })
    expect(await rows('disaster_report')).toHaveLength(1)
  })
})

test('nobody hurt is no figure any more once somebody is: it is cleared, asked for again, and never 0 in a summary', async () => {
  await w.says(member, group, '石岭村2组屋后滑坡，冇人伤')
  expect((await latest('disaster_report')).fields.injured).toBe(0)
  await w.says(member, group, '电杆倒了压到老李家屋顶，有人伤了，已经送卫生院')
  expect(await rows('disaster_report')).toHaveLength(1)
  const report = await latest('disaster_report')
  expect(report.fields).not.toHaveProperty('injured')
  expect(said(group).at(-1)).toContain('有没有人受伤')
  const line = await w.latest('ledger', { subjectId: report.id, change: 'record.amended' })
  expect(line.data).toMatchObject({ was: { injured: 0 } })
})

test('灾情 is answered from the records: all to officers, their own to others; a question is never filed as a report', async () => {
  await w.says(member, group, '石岭村5组河堤有个洞在冒浑水')
  const { no } = await latest('disaster_report')
  const officer = w.officer()
  const other = w.person('grid_member', '下坪村')
  for (const asked of ['现在有几起灾情', '灾情']) {
    await w.says(officer, `p2p:${officer.id}`, asked)
    expect(said(`p2p:${officer.id}`).at(-1)).toContain(no)
  }
  await w.says(other, `p2p:${other.id}`, '灾情')
  expect(said(`p2p:${other.id}`).at(-1)).not.toContain(no)
  await w.says(member, `p2p:${member.id}`, '现在有几起灾情？')
  expect(said(`p2p:${member.id}`).at(-1)).toContain(no)
  expect(await rows('disaster_report')).toHaveLength(1)
})

test('nothing was lost on the way', () => {
  expect(w.errors).toEqual([])
  expect(w.deadLetters).toEqual([])
})

test('asked in private, Anan says what it can answer instead of nothing; in a group it leaves the answer to others', async () => {
  const officer = w.officer()
  await w.says(officer, `p2p:${officer.id}`, '延期申请最多能延几天？')
  expect(said(`p2p:${officer.id}`).at(-1)).toContain('可以问：谁值班')
  await w.says(member, group, '物资还剩多少？')
  expect(said(group)).toEqual([])
})

test('a story that goes on is one report, however long it is told: who was dug out, where it really was', async () => {
  await w.says(member, group, '二组张家屋后滑坡了，两个人被埋')
  const { id } = await latest('disaster_report')
  const now = () => w.latest('records', { id })
  expect((await now()).fields).toMatchObject({ place: '石岭村二组张家屋后', trapped: 2 })
  for (const more of ['挖出来一个，还有一个', '都救出来了，送医院了', '刚才报错了，是三组']) {
    w.clock.forward(8)
    await w.says(member, group, more)
    expect((await now()).text).toContain(more)
  }
  expect((await now()).fields).toMatchObject({ place: '石岭村三组', trapped: 0 })
  w.clock.forward(13)
  await w.says(member, group, '四组那边路断了')
  expect((await latest('disaster_report')).id).not.toBe(id)
})

test('a photo sent with a question or a taught word is kept, and goes with what is told next', async () => {
  const photo = { attachments: [{ kind: 'image' as const, key: `asked-${Date.now()}` }] }
  const message = await w.says(member, group, '谁值班', photo)
  const kept = () => w.rows('attachments', { messageId: message })
  expect([...(await kept())]).toMatchObject([{ recordId: null }])
  await w.says(member, group, '石岭村2组河堤塌了一段，没人受伤')
  expect([...(await kept())]).toMatchObject([{ recordId: (await latest('disaster_report')).id }])
})
