import { afterEach, beforeEach, expect, test } from 'vitest'
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

/** What of a kind was told today, newest first. */
const records = async (kind: RecordKind) =>
  (await w.rows('records', { kind })).filter((r) => r.receivedAt >= new Date('2026-11-24')).reverse()

/** A member of the village’s grid reports a landslide. */
const landslide = () => w.says(w.person('grid_member', '石岭村'), w.groupOf('石岭村'), '石岭村3组后山滑坡了，路堵死了')

test('a disaster report is recorded at once, raised to the officer and the leader, and asked about afterwards', async () => {
  const group = w.groupOf('石岭村')
  await landslide()
  const [report] = await records('disaster_report')
  expect(report).toMatchObject({
    state: 'raised',
    fields: { kind: '滑坡崩塌', village: '石岭村', road_status: '中断' },
  })
  expect(report!.no).toMatch(/^ZQ-20261124-\d{3}$/)
  expect(report!.fields).not.toHaveProperty('injured')
  for (const who of [w.officer(), w.leader()]) expect(w.to(who.id).at(-1)).toContain(report!.no)
  const answer = w.to(group).at(-1)!
  expect(answer).toContain(report!.no)
  expect(answer).toContain('有没有人受伤')
  expect(answer.split('？').length - 1).toBeLessThanOrEqual(2)
})

test('people told of without a number are asked for by name', async () => {
  const group = w.groupOf('石岭村')
  await w.says(w.person('grid_member', '石岭村'), group, '石岭村3组后山滑坡，轻伤2人，重伤1人')
  const [report] = await records('disaster_report')
  expect(report!.fields).not.toHaveProperty('injured')
  expect(w.to(group).at(-1)).toMatch(/有没有人受伤.*几人？/)
})

test('later words of the same sender join it, a correction changes it, and the old value stays in the ledger', async () => {
  const member = w.person('grid_member', '石岭村')
  const group = w.groupOf('石岭村')
  await landslide()
  await w.says(member, group, '受灾5户，受伤2人')
  await w.says(member, group, '刚才说错了，受灾3户不是5户')
  const [report] = await records('disaster_report')
  expect(report!.fields).toMatchObject({ affected_households: 3, injured: 2 })
  const ledger = await w.ledgerOf(report!)
  expect(ledger.map((l) => l.change)).toEqual(['record.filed', 'record.amended', 'record.amended'])
  expect(ledger[2]!.data.was).toEqual({ affected_households: 5 })
})

test('nobody takes it over: the next person is told, and 接警 stops that', async () => {
  await landslide()
  const before = w.sent.length
  await w.fastForward(3)
  expect(
    w.sent.slice(before).some((s) => s.message.text.includes('无人接警') && s.account === w.person('duty_leader').id),
  ).toBe(true)
  await w.presses(w.officer(), '接警')
  const [report] = await records('disaster_report')
  expect(report).toMatchObject({ state: 'received', ownerId: w.officer().id })
  const after = w.sent.length
  await w.fastForward(20)
  expect(w.sent.slice(after).filter((s) => s.message.text.includes('无人接警'))).toEqual([])
})

test('a second press from an old card is told kindly that it is done', async () => {
  await landslide()
  const old = w.sent.findLast((s) => s.account === w.officer().id)!
  const press = () => w.presses(w.officer(), '接警', undefined, (s) => s.id === old.id)
  await press()
  const before = w.sent.length
  await press()
  expect(w.to(`p2p:${w.officer().id}`, before).join()).toContain('您已经点过了')
})

test('chit-chat is left alone', async () => {
  const before = w.sent.length
  await w.says(w.person('grid_member', '石岭村'), w.groupOf('石岭村'), '哈哈哈哈，今晚吃什么')
  expect(w.sent.length).toBe(before)
})

test('a stranger is never dropped and never counted: the officer decides', async () => {
  const stranger = { id: 'ou_stranger', name: '热心村民' }
  await w.says(stranger, w.groupOf('梅坑村'), '梅坑村2组房子进水了，老人困在屋里')
  let [report] = await records('disaster_report')
  expect(report!.state).toBe('unverified')
  await w.presses(w.officer(), '属实，登记')
  ;[report] = await records('disaster_report')
  expect(report!.state).toBe('raised')
})

test('a drill’s report is marked in every line of the ledger, also in those that only change it', async () => {
  const member = w.person('grid_member', '石岭村', 2)
  await w.says(member, w.groupOf('石岭村'), '【演练】石岭村2组后山滑坡，路断了')
  const [report] = await records('disaster_report')
  expect(report).toMatchObject({ drill: true })
  await w.presses(w.officer(), '接警')
  const lines = await w.ledgerOf(report!)
  expect(lines.map((l) => l.change)).toContain('record.moved')
  expect(lines.every((l) => l.drill)).toBe(true)
})
