/** A warning drafted by a message that its author then takes back is thrown away, and whoever holds its card is told. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createWorld, type World } from '../../world/world.ts'

let w: World
beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())

let n = 0
let said: string
const chat = () => `p2p:${w.officer().id}`
const recall = (messageId: string) =>
  w.event({
    type: 'recall',
    channel: 'web',
    eventId: `recall-${messageId}`,
    at: w.clock.now().toISOString(),
    chat: { id: chat(), kind: 'p2p' },
    messageId,
  })
const state = async () => (await w.latest('warnings')).state
beforeEach(async () => {
  n += 1
  said = await w.says(
    w.officer(),
    chat(),
    `发布预警 青溪县气象台2026年11月24日9时${n}分发布大风橙色预警信号：预计未来6小时石岭村有大风。`,
  )
})

test('the draft is thrown away, and its author is told', async () => {
  const from = w.sent.length
  await recall(said)
  expect(await state()).toBe('discarded')
  expect(w.to(chat(), from).join()).toMatch(/草稿已取消.*没有发出|没有发出/)
  await w.presses(w.officer(), '确认发布')
  expect(await state()).toBe('discarded')
})

test('what has gone out stays in force, and its author is told how to end it', async () => {
  await w.presses(w.officer(), '确认发布')
  const from = w.sent.length
  await recall(said)
  expect(await state()).toBe('open')
  expect(w.to(chat(), from).join()).toMatch(/已经发出/)
})

test('a recall of another message touches no draft', async () => {
  const other = await w.says(w.officer(), chat(), '谁值班')
  await recall(other)
  expect(await state()).toBe('draft')
})
