import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { LOOKS } from '#db/nouns.ts'
import { EQUIPMENT_DAY } from '#domain/equipment/needs.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())

const checks = async () => (await w.rows('records')).filter((r) => r.kind === 'check_in' || r.kind === 'check_out')

test('08:00 in a busy chat: one card answers all check-ins', async () => {
  const duty = `group:${w.roster.groups.find((g) => g.kind === 'duty')!.id}`
  const from = w.sent.length
  await w.says(w.officer(), duty, '防汛值班签到')
  for (const n of [1, 2, 3]) await w.says(w.person('duty_officer', undefined, n), duty, '到岗签到 安全生产')
  expect((await checks()).length).toBeGreaterThanOrEqual(4)
  const cards = w.sent.slice(from).filter((s) => s.chat === duty)
  expect(cards.length).toBeGreaterThan(0)
  expect(new Set(cards.map((c) => c.edit ?? c.id)).size).toBeLessThanOrEqual(2)
  expect(cards.slice(1).every((c) => c.edit)).toBe(true)
})

test('签退 is kept, and the card says who', async () => {
  const duty = `group:${w.roster.groups.find((g) => g.kind === 'duty')!.id}`
  await w.says(w.officer(), duty, '防汛值班签退，一切正常')
  expect((await checks()).at(-1)).toMatchObject({ kind: 'check_out', fields: { lines: ['防汛抗旱'] } })
  await w.fastForward(1)
  expect(w.to(duty).at(-1)).toContain('已签退1人')
})

test('a report by somebody on duty counts as presence: nobody has to punch in', async () => {
  const leader = w.leader()
  await w.says(leader, w.groupOf('石岭村'), '今日巡查牛栏冲水库，坝体正常')
  const presence = (await checks()).find((c) => c.fields.presence_of)
  expect(presence).toMatchObject({ reporterId: leader.id, kind: 'check_in' })
})

test('whoever reported and then checks in too is there once', async () => {
  const leader = w.leader()
  const chat = `p2p:${leader.id}`
  await w.says(leader, chat, '今日巡查牛栏冲水库，水位正常')
  await w.says(leader, chat, '签到')
  await w.says(leader, chat, '值班签到')
  const card = w.to(chat).at(-1)!
  expect(card).toContain('已签到1人')
  expect(card.split(`${leader.name}：`)).toHaveLength(2)
})

test('how to report is a question, and its answer is help; nothing is filed', async () => {
  const officer = w.officer()
  const count = async () => (await w.rows('records')).length
  const before = await count()
  for (const asked of ['怎么报灾情', '如何绑定账号？']) {
    await w.says(officer, `p2p:${officer.id}`, asked)
    expect(w.to(`p2p:${officer.id}`).at(-1)).toContain('直接用自己的话说就行')
  }
  expect(await count()).toBe(before)
})

test('questions are answered from the records: 谁值班 · 我的隐患 · 帮助', async () => {
  const officer = w.officer()
  const chat = `p2p:${officer.id}`
  await w.says(officer, chat, '谁值班')
  expect(w.to(chat).at(-1)).toContain(officer.name)
  expect(w.to(chat).at(-1)).toContain(w.leader().name)
  const owner = [...w.roster.people.values()].find((p) => p.roles.some((r) => r.role === 'info_officer'))!
  await w.says(owner, `p2p:${owner.id}`, '我的隐患')
  expect(w.to(`p2p:${owner.id}`).at(-1)).toMatch(/YH-|没有未销号/)
  await w.says(owner, `p2p:${owner.id}`, '帮助')
  expect(w.to(`p2p:${owner.id}`).at(-1)).toContain('谁没收到')
})

test('each leader gets exactly one summary for a day and time, however often and from wherever it is asked for', async () => {
  w.clock.to(new Date('2026-11-24T10:05:00Z')) // 18:05
  const made = await Promise.all([w.digest(), w.digest(), w.digest()])
  const leaders = [...w.roster.people.values()].filter((p) =>
    p.roles.some((r) => r.role === 'town_leader' || r.role === 'duty_leader'),
  )
  expect(made.reduce((a, b) => a + b)).toBe(leaders.length)
  await w.digest()
  for (const l of leaders) expect(w.to(l.id).filter((t) => t.includes('应急日报')).length).toBe(1)
})

test('the day’s figures are looked up where somebody is to have a summary, and not at every round', async () => {
  const own = await createWorld()
  const asked = vi.spyOn(LOOKS as Record<string, (...all: unknown[]) => unknown>, EQUIPMENT_DAY.look)
  own.clock.to(new Date('2026-11-25T00:25:00Z')) // 08:25
  expect(await own.digest()).toBe(0)
  expect(asked).not.toHaveBeenCalled()
  own.clock.forward(10)
  expect(await own.digest()).toBeGreaterThan(0)
  expect(await own.digest()).toBe(0)
  expect(asked).toHaveBeenCalledTimes(1)
  asked.mockRestore()
  await own.close()
})

test('绑定 123456 binds an account once; a wrong or spent code is told kindly', async () => {
  const person = w.person('forest_ranger', '大枫村')
  await w.gives(person, '482913')
  const phone = { id: 'ou_new_phone', name: '大枫护林' }
  await w.says(phone, 'p2p-x', '绑定 482913')
  expect(w.to('p2p-x').at(-1)).toContain(`绑定成功，${person.name}`)
  await w.says(phone, 'p2p-x', '今日巡查大枫村林区，没见烟没见火')
  expect(await w.latest('records', { kind: 'patrol' })).toMatchObject({ reporterId: person.id, state: 'filed' })
  await w.says({ id: 'ou_other', name: '别人' }, 'p2p-y', '绑定 482913')
  expect(w.to('p2p-y').at(-1)).toContain('绑定码不对')
})

test('an emergency whose message was recalled stays open, to be checked', async () => {
  const member = w.person('grid_member', '竹园村')
  const id = await w.says(member, w.groupOf('竹园村'), '竹园村石材厂着火了')
  await w.event({
    type: 'recall',
    channel: 'web',
    eventId: `recall ${id}`,
    at: w.clock.now().toISOString(),
    chat: { id: w.groupOf('竹园村'), kind: 'group' },
    messageId: id,
  })
  expect(await w.latest('records', { sourceMessageIds: id })).toMatchObject({ state: 'unverified' })
})

test('the same event pushed again is one message', async () => {
  const member = w.person('grid_member', '竹园村')
  await w.says(member, w.groupOf('竹园村'), '竹园村6组塌方，路断了', { messageId: 'twice' })
  const from = w.sent.length
  await w.says(member, w.groupOf('竹园村'), '竹园村6组塌方，路断了', { messageId: 'twice' })
  expect(w.sent.length).toBe(from)
})

test('nothing went wrong inside', () => expect(w.errors).toEqual([]))
