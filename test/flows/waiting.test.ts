/** What waits for somebody: it is put before people again until one of them sees to it; and who is said to be absent is not there. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asText } from '#domain/kernel/message.ts'
import type { RecordKind } from '#domain/record/record.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
beforeEach(async () => {
  w = await createWorld()
})
afterEach(async () => {
  expect(w.errors).toEqual([])
  await w.close()
})

const p2p = (who: { id: string }) => `p2p:${who.id}`
const newest = (kind: RecordKind) => w.latest('records', { kind })
const heardBy = (who: { id: string }, from: number) =>
  w.sent
    .slice(from)
    .filter((s) => s.account === who.id && !s.edit)
    .map((s) => asText(s.message))
const stranger = { id: 'ou_stranger', name: '热心村民' }
const village = '石岭村'

describe('who is said not to be there', () => {
  const said = async (text: (a: string, b: string, c: string) => string) => {
    const people = [...w.roster.people.values()].filter(
      (p) => p.active && p.roles.some((r) => r.role === 'grid_member'),
    )
    const [a, b, c] = people.map((p) => p.name)
    const officer = w.officer()
    await w.says(officer, p2p(officer), text(a!, b!, c!))
    return { a, b, c, record: await newest('check_in'), card: w.to(p2p(officer)).at(-1)! }
  }
  test.each([
    ['没来', (a: string, b: string, c: string) => `签到，${a}、${b}在，${c}没来`],
    ['请假', (a: string, b: string, c: string) => `值班签到：${a}、${b}到岗，${c}请假`],
    ['缺席', (a: string, b: string, c: string) => `签到 ${a}、${b}，${c}缺席`],
    ['不在', (a: string, b: string, c: string) => `签到，${c}不在，${a}、${b}在岗`],
    ['还没到', (a: string, b: string, c: string) => `签到：${a}、${b}已到，${c}还没到`],
    ['未到：', (a: string, b: string, c: string) => `值班签到，人员：${a}、${b}，未到：${c}`],
    ['in brackets', (a: string, b: string, c: string) => `签到：${a}、${c}（请假）、${b}`],
  ])('%s: is not present, and is shown as such', async (_, text) => {
    const { a, b, c, record, card } = await said(text)
    expect([...(record.fields.persons as string[])].sort()).toEqual([a, b].sort())
    expect(record.fields.absent).toEqual([c])
    expect(card).toContain('已签到2人')
    expect(card).toMatch(new RegExp(`没来：.*${c}`))
  })

  test('somebody who is not on the roster is not there either, under no name of two words', async () => {
    const officer = w.officer()
    const [a] = [...w.roster.people.values()].filter((p) => p.active).map((p) => p.name)
    await w.says(officer, p2p(officer), `签到，${a}在，张三没来`)
    expect((await newest('check_in')).fields).toMatchObject({ persons: [a], absent: ['张三'] })
  })

  test('nobody absent is nobody absent', async () => {
    const { record } = await said((a, b) => `签到，${a}、${b}到岗，无人缺席`)
    expect(record.fields.persons).toHaveLength(2)
    expect(record.fields.absent).toBeUndefined()
  })
})

describe('a drill that has ended', () => {
  const TEXT = '上午10点30分开展山洪避险演练，请石岭村各网格员回复收到。'
  const alarms = (from: number) => w.sent.slice(from).filter((s) => s.message.text.includes('无人接警'))

  test('alarms nobody with its reports any more; while it runs it does', async () => {
    const officer = w.officer()
    await w.says(officer, p2p(officer), `发布演练 ${TEXT}`)
    await w.presses(officer, '确认发布')
    await w.says(w.person('grid_member', village), w.groupOf(village), '【演练】石岭村2组后山滑坡，路断了')
    let from = w.sent.length
    await w.fastForward(4)
    expect(alarms(from).length).toBeGreaterThan(0)
    await w.says(officer, p2p(officer), '结束演练')
    await w.presses(officer, '结束演练', undefined, (s) => s.account === officer.id || s.chat === p2p(officer))
    from = w.sent.length
    await w.says(w.person('grid_member', village, 1), w.groupOf(village), '【演练】石岭村3组房屋倒塌，有人被困')
    await w.fastForward(60)
    expect(alarms(from).map((s) => s.message.text)).toEqual([])
  })

  test('silences no real report', async () => {
    const officer = w.officer()
    await w.says(officer, p2p(officer), `发布演练 ${TEXT}`)
    await w.presses(officer, '确认发布')
    await w.says(w.person('grid_member', '下坪村'), w.groupOf('下坪村'), '不是演练，下坪村3组后山真塌方了，路断了')
    await w.says(officer, p2p(officer), '结束演练')
    await w.presses(officer, '结束演练', undefined, (s) => s.account === officer.id || s.chat === p2p(officer))
    const from = w.sent.length
    await w.fastForward(4)
    expect(alarms(from).length).toBeGreaterThan(0)
    for (const alarm of alarms(from)) expect(JSON.stringify(alarm)).not.toContain('【演练】')
    const { no } = await newest('disaster_report')
    expect(JSON.stringify(alarms(from)[0])).toContain(no)
  })
})

describe('a stranger’s report that nobody judged', () => {
  const report = async () => {
    await w.says(stranger, w.groupOf('梅坑村'), '梅坑村2组房子倒了，3个人被埋在里面')
    return newest('disaster_report')
  }
  test('is put before the officer again, then the leader in charge, and counts nowhere', async () => {
    const { no } = await report()
    let from = w.sent.length
    await w.fastForward(3)
    expect(heardBy(w.officer(), from).join()).toMatch(new RegExp(`待核实.*${no}`))
    from = w.sent.length
    await w.fastForward(5)
    expect(heardBy(w.leader(), from).join()).toMatch(new RegExp(`待核实.*${no}`))
    expect((await newest('disaster_report')).state).toBe('unverified')
    w.clock.to(new Date('2026-11-24T10:30:00Z'))
    await w.digest()
    expect(w.to(w.person('town_leader').id).at(-1)).not.toContain(no)
  })
  test.each(['属实，登记', '不属实'])('%s ends that', async (button) => {
    await report()
    await w.presses(w.officer(), button)
    const from = w.sent.length
    await w.fastForward(60)
    expect(w.sent.slice(from).filter((s) => s.message.text.includes('待核实'))).toEqual([])
    // what is true waits to be taken over like any other
    expect(w.sent.slice(from).some((s) => s.message.text.includes('无人接警'))).toBe(button === '属实，登记')
  })
  test('灾情 lists it apart', async () => {
    const { no } = await report()
    const leader = w.leader()
    await w.says(leader, p2p(leader), '灾情')
    const only = w.to(p2p(leader)).at(-1)!
    expect(only).toMatch(/待核实.*1起/s)
    expect(only).toContain(no)
    await w.says(w.person('grid_member', village), w.groupOf(village), '石岭村3组后山滑坡了，路堵死了')
    await w.says(leader, p2p(leader), '灾情')
    const both = w.to(p2p(leader)).at(-1)!
    expect(both).toContain('没办结的灾情险情 1起')
    expect(both.indexOf('待核实')).toBeGreaterThan(both.indexOf('石岭村'))
    const member = w.person('grid_member', village)
    await w.says(member, p2p(member), '灾情')
    expect(w.to(p2p(member)).at(-1)).not.toContain(no)
  })
})

test('a report that nobody takes over is said again every half hour, to officers and the leader in charge, until somebody does', async () => {
  await w.says(w.person('grid_member', village), w.groupOf(village), '石岭村3组后山滑坡了，路堵死了')
  await w.fastForward(20)
  for (const _ of [1, 2, 3]) {
    const from = w.sent.length
    await w.fastForward(30)
    for (const who of [w.officer(), w.leader()])
      expect(heardBy(who, from).filter((t) => t.includes('无人接警'))).toHaveLength(1)
  }
  await w.presses(w.officer(), '接警')
  const from = w.sent.length
  await w.fastForward(90)
  expect(w.sent.slice(from).filter((s) => s.message.text.includes('无人接警'))).toEqual([])
})

test('what its reporter adds and no figure was read from is told to the officer at once, word for word', async () => {
  const member = w.person('grid_member', village)
  await w.says(member, w.groupOf(village), '石岭村3组房子倒了，3人被困')
  const before = (await newest('disaster_report')).fields
  expect(before).toMatchObject({ trapped: 3 })
  const from = w.sent.length
  await w.says(member, w.groupOf(village), '那几个也救出来了，都没事')
  const told = heardBy(w.officer(), from).filter((t) => t.includes('那几个也救出来了，都没事'))
  expect(told).toHaveLength(1)
  expect(told[0]).toContain('数字没有改')
  expect((await newest('disaster_report')).fields).toEqual(before)
})
