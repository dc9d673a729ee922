/** What Anan cannot open is kept, answered in one line, and put before the officer; a photo goes with what is said of it. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createWorld, type World } from '../world/world.ts'

let w: World
let from = 0
let n = 0
beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())
beforeEach(() => {
  w.clock.forward(13)
  from = w.sent.length
})
const p2p = (who: { id: string }) => `p2p:${who.id}`
const image = () => [{ kind: 'image' as const, key: `photo-${++n}` }]
const member = () => w.person('grid_member', '石岭村', 1)

test.each([
  ['a forwarded bundle', { unread: 'merge_forward' }],
  ['a name card', { unread: 'share_user' }],
  ['a to-do', { unread: 'todo' }],
  ['a file', { attachments: [{ kind: 'file' as const, key: 'file-1', name: '隐患清单.xlsx' }] }],
])('%s in private: one line with its number, and the officer sees to it', async (_, more) => {
  const who = member()
  await w.says(who, p2p(who), '', more)
  const kept = await w.latest('records', { kind: 'aside' })
  expect(w.to(p2p(who), from)).toEqual([expect.stringContaining(kept.no)])
  expect(w.to(w.officer().id, from).join()).toContain(kept.no)
})

test('in a group, not addressed, nothing is said to it; a sticker is never answered', async () => {
  const who = member()
  await w.says(who, w.groupOf('石岭村'), '', { unread: 'merge_forward' })
  await w.says(who, p2p(who), '', { unread: 'sticker' })
  expect(w.sent.slice(from)).toEqual([])
})

test('a photo alone in private is answered: it waits for its words', async () => {
  const who = member()
  await w.says(who, p2p(who), '', { attachments: image() })
  expect(w.to(p2p(who), from)).toEqual(['收下了。请再写一句：哪里、出了什么事。'])
})

test('a quoted photo goes with what is said of it, whoever took it', async () => {
  const [one, other] = [0, 2].map((i) => w.person('grid_member', '石岭村', i))
  const key = `photo-${n + 1}`
  const photo = await w.says(one!, w.groupOf('石岭村'), '', { attachments: image() })
  w.clock.forward(30)
  await w.says(other!, w.groupOf('石岭村'), '石岭村4组后山滑坡，压坏房屋1间', { replyTo: photo })
  const report = await w.latest('records', { kind: 'disaster_report' })
  expect(await w.rows('attachments', { key })).toMatchObject([{ recordId: report.id }])
})

test('a quote with nothing but @安安 says how it stands; of nothing, what to write', async () => {
  const who = member()
  const chat = w.groupOf('石岭村')
  const message = await w.says(who, chat, '石岭村6组路边塌方，路断了')
  const { no } = await w.latest('records', { kind: 'disaster_report' })
  from = w.sent.length
  await w.says(who, chat, '', { replyTo: message, mentionsBot: true })
  expect(w.to(chat, from)).toEqual([expect.stringContaining(`${no} 现在是“待接警”`)])
  await w.says(who, chat, '', { mentionsBot: true })
  expect(w.to(chat, from).at(-1)).toContain('请写要安安做什么')
})
