/** The end of a warning says what still stands, and who decides on returning; never that all is as before. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { has } from '../../world/rows.ts'
import { createWorld, type World } from '../../world/world.ts'

let w: World
beforeEach(async () => {
  w = await createWorld()
  // the demo's own history of other days is none of these stories
  await w.altered('records', { kind: 'disaster_report' }, { state: 'closed' })
  const officer = w.officer()
  await w.says(officer, `p2p:${officer.id}`, `发布预警 ${TEXT}`)
  await w.presses(officer, '确认发布')
})
afterEach(async () => {
  expect(w.errors).toEqual([])
  await w.close()
})

const TEXT = '青溪县气象台11月24日10时发布暴雨红色预警信号：预计未来3小时石岭村降雨量将达100毫米以上，请注意防范。'
const LIFT = '青溪县气象台11月24日12时解除暴雨红色预警信号。'
const group = () => w.groupOf('石岭村')
const member = (n = 0, village = '石岭村') => w.person('grid_member', village, n)

const byButton = () => w.presses(w.officer(), '解除')
const byText = async () => {
  const officer = w.officer()
  w.clock.forward(120)
  await w.says(officer, `p2p:${officer.id}`, `发布预警 ${LIFT}`)
  await w.presses(officer, '确认发布')
}
async function end(lift: () => Promise<void>): Promise<string> {
  const from = w.sent.length
  await lift()
  const told = w.to(group(), from).join('\n')
  expect(told).toContain('解除')
  expect(told).not.toContain('恢复正常')
  return told
}

test.each([
  ['the button', byButton],
  ['the official text', byText],
] as const)(
  'by %s: people trapped and moved are named with their figures, and nobody goes back by themselves',
  async (_how, lift) => {
    await w.says(member(), group(), '石岭村3组后山滑坡，2人被困')
    await w.says(member(1), group(), '石岭村已转移12户31人到村小学')
    const told = await end(lift)
    expect(told).toMatch(/被困：石岭村2人（ZQ-20261124-\d{3}）/)
    expect(told).toContain('已转移还没返回：石岭村31人')
    expect(told).toContain('请不要自行返回')
    expect(told).toContain(w.leader().name)
  },
)

test('who has gone back, what was closed, and another village’s people are no more among them', async () => {
  await w.says(member(), group(), '石岭村已转移12户31人到村小学')
  await w.says(member(), group(), '石岭村转移的12户31人已全部返回家中')
  await w.says(member(0, '下坪村'), w.groupOf('下坪村'), '下坪村已转移5户14人')
  const told = await end(byButton)
  expect(told).not.toContain('31人')
  expect(told).not.toContain('下坪村')
  expect(told).toContain('何时返回')
})

test('with nothing recorded it still says who decides', async () => {
  const told = await end(byButton)
  expect(told).toContain('何时返回')
  expect(told).toContain(w.leader().name)
})

test('a drill’s people are none of a real warning’s, and a restricted report is said to go on, without its figures', async () => {
  await w.says(member(1), group(), '【演练】石岭村已转移12户31人到村小学')
  await w.says(member(), group(), '石岭村3组后山滑坡，2人被困')
  await w.restrict({ kind: 'disaster_report', text: has('2人被困') })
  const told = await end(byButton)
  expect(told).not.toContain('31人')
  expect(told).not.toContain('2人')
  expect(told).toContain('还有险情在处置')
})

test.each([
  ['the button', byButton],
  ['the official text', byText],
] as const)('by %s: the notice is not shown as good news while people are trapped', async (_how, lift) => {
  await w.says(member(), group(), '石岭村3组后山滑坡，2人被困')
  const from = w.sent.length
  await lift()
  const tones = w.sent.slice(from).filter((s) => JSON.stringify(s.message).includes('被困：'))
  expect(tones.length).toBeGreaterThan(0)
  expect(tones.map((s) => s.message.card?.tone)).not.toContain('good')
})

test('whether people may go back is answered with who decides, and put before them and the officer: after the end and before', async () => {
  await w.says(member(1), group(), '石岭村已转移12户31人到村小学')
  const asked = async (said: string, n: number) => {
    const from = w.sent.length
    await w.says(member(n), group(), said)
    const told = w.to(group(), from).join('\n')
    expect([said, told]).toEqual([said, expect.stringContaining(w.leader().name)])
    expect(told).toContain('不要自行返回')
    expect(told).toContain('石岭村31人')
    for (const who of [w.officer(), w.leader()])
      expect([said, w.to(who.id, from).filter((t) => t.includes(said) && t.includes(member(n).name)).length]).toEqual([
        said,
        1,
      ])
  }
  await asked('转移的人能回去了吗', 2)
  await byButton()
  for (const [i, said] of ['可以回去了吧', '现在能回家了不', '老人家什么时候可以搬回来？'].entries())
    await asked(said, 3 + i)
})

test('with an answer in the same message, the answer counts as well', async () => {
  await w.says(member(2), group(), '收到，转移的人能不能回家？')
  expect(await w.hasAnswered(member(2))).toBe(true)
})

test('where nothing was warned of and nobody moved, going home is chat', async () => {
  await w.allOver()
  const from = w.sent.length
  await w.says(member(0, '双溪村'), w.groupOf('双溪村'), '晚上几点能回家？')
  expect(w.to(w.groupOf('双溪村'), from)).toEqual([])
})
