/** 广播 begins an order, and many other things that people say: what is no order is read as what it tells. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../../world/world.ts'

let w: World
beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())

const p2p = (who: { id: string }) => `p2p:${who.id}`

test('“广播 坏了，水涨上来了” is a report, from an officer as from a grid member', async () => {
  for (const [who, where] of [
    [w.officer(), '下坪村2组'],
    [w.person('grid_member', '石岭村'), '石岭村3组'],
  ] as const) {
    await w.says(who, p2p(who), `广播 坏了，${where}水涨上来了，淹了3户`)
    expect(await w.latest('records', { kind: 'disaster_report' })).toMatchObject({
      state: 'raised',
      reporterId: who.id,
    })
  }
})

test('an order without a place or words is still answered with how to give one', async () => {
  const officer = w.officer()
  await w.says(officer, p2p(officer), '广播 大家注意')
  expect(w.to(p2p(officer)).at(-1)).toContain('请写明哪几个村、播什么')
})
