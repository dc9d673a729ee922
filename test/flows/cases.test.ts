/** Cases that were handed to us as files, run as they stand. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asText } from '#domain/kernel/message.ts'
import { handed } from '../cases/handed.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())

const p2p = (who: { id: string }) => `p2p:${who.id}`

test('two warnings and one answer: the words of the case answer both, a bare 收到 says which one it took', async () => {
  const { steps } = handed<{ steps: string[] }>('HAND-14-two-warnings-one-answer.json')
  const said = steps[1]!.split(': ')[1]!
  const officer = w.officer()
  for (const what of ['暴雨橙色预警信号', '地质灾害气象风险红色预警']) {
    const original = `青溪县气象台11月24日10时发布${what}：石岭村将受影响，请注意防范。`
    await w.says(officer, p2p(officer), `发布预警 ${original}`)
    await w.presses(officer, '确认发布')
  }
  const [who, other] = [w.person('info_officer', '石岭村'), w.person('grid_member', '石岭村')]
  const open = async (id: string) => (await w.rows('obligations', { personId: id, answeredAt: null })).length
  expect([await open(who.id), await open(other.id)]).toEqual([2, 2])
  await w.says(who, p2p(who), said)
  expect(await open(who.id)).toBe(0)
  const from = w.sent.length
  await w.says(other, p2p(other), '收到')
  expect(await open(other.id)).toBe(1)
  expect(w.to(p2p(other), from).join()).toMatch(/地质灾害.*暴雨/)
})

test('a voice in private: one line at once, and the officer has it', async () => {
  const { feishu_event } = handed<{ feishu_event: { content: { file_key: string; duration: number } } }>(
    'HAND-06-voice-in-private.json',
  )
  const { file_key: key, duration: durationMs } = feishu_event.content
  const member = w.person('grid_member', '双溪村')
  const from = w.sent.length
  await w.says(member, p2p(member), '', { attachments: [{ kind: 'audio', key: key.padEnd(64, '0'), durationMs }] })
  expect(w.to(p2p(member), from)).toHaveLength(1)
  expect(w.to(p2p(member), from)[0]).toContain('听不了')
  const card = w.sent.slice(from).find((s) => s.account === w.officer().id)
  expect(asText(card!.message)).toContain('语音1个')
})
