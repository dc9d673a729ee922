/** A message taken back before it was read: the platform may bring the recall first. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../world/world.ts'

let w: World
beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())

const recalled = (messageId: string, chat: string, kind: 'group' | 'p2p' = 'group') =>
  w.event({
    type: 'recall',
    channel: 'web',
    eventId: `recall-${messageId}`,
    at: w.clock.now().toISOString(),
    chat: { id: chat, kind },
    messageId,
  })

test('a warning whose recall came first is kept as thrown away: no card asks for it and nobody hears of it', async () => {
  const officer = w.officer()
  const chat = `p2p:${officer.id}`
  await recalled('early-1', chat, 'p2p')
  const from = w.sent.length
  await w.says(officer, chat, '发布预警 青溪县气象台11月24日9时发布暴雨红色预警信号：请立即转移。', {
    messageId: 'early-1',
  })
  expect(await w.rows('warnings', { event: '暴雨' })).toMatchObject([{ state: 'discarded' }])
  expect(w.sent.slice(from)).toEqual([])
})

test('a report whose recall came first is kept as withdrawn and raised to nobody; one that stands is raised', async () => {
  const member = w.person('grid_member', '石岭村')
  const chat = w.groupOf('石岭村')
  await recalled('early-2', chat)
  const from = w.sent.length
  await w.says(member, chat, '石岭村3组后山滑坡，路断了', { messageId: 'early-2' })
  expect(await w.rows('records', { sourceMessageIds: 'early-2' })).toMatchObject([{ state: 'withdrawn' }])
  expect(w.sent.slice(from)).toEqual([])
  await w.says(member, chat, '石岭村5组河水漫上来了，淹了两户', { messageId: 'stands' })
  expect(w.to(w.officer().id).at(-1)).toContain('石岭村')
  expect(w.errors).toEqual([])
})
