/** 演练结束, said by an officer or a leader in any chat: the drills are over, and what comes after is real. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { saysDrillOver } from '#domain/warning/drill-said.ts'
import { createWorld, type World } from '../../world/world.ts'

let w: World
beforeEach(async () => {
  w = await createWorld()
})
afterEach(async () => {
  expect(w.errors).toEqual([])
  await w.close()
})

type Who = { id: string; name: string }
const p2p = (who: Who) => `p2p:${who.id}`
const member = (n = 0) => w.person('grid_member', '石岭村', n)
const group = () => w.groupOf('石岭村')
async function started() {
  await w.says(w.officer(), p2p(w.officer()), '发布演练 上午10点30分开展山洪避险演练，请石岭村各网格员回复收到。')
  await w.presses(w.officer(), '确认发布')
}
const open = async () => (await w.rows('warnings', { drill: true })).filter((r) => r.state === 'open')

const SAID = [
  '演练结束',
  '演练结束。',
  '演习结束，恢复正常',
  '本次演练到此结束',
  '各位，今天的山洪演练圆满结束，大家辛苦了',
  '【演练】演练到此结束，各组收队',
  '今天的演练就到这里，谢谢大家',
  '我宣布，本次防汛演练结束！',
  '结束演练',
  '停止本次避险演练',
  '演练完毕，各组收队',
]
const NOT_SAID = [
  '演练几点结束',
  '演练结束了吗',
  '演练昨天结束了',
  '演练结束后请各组清点人数',
  '演练快结束的时候记得拍照',
  '明天演练，九点开始',
  '上次演练结束得早',
]
test.each(SAID)('“%s” says that it is over', (text) => expect(saysDrillOver(text)).toBe(true))
test.each(NOT_SAID)('“%s” does not', (text) => expect(saysDrillOver(text)).toBe(false))

test.each([
  ['the officer, in private', () => w.officer(), () => p2p(w.officer())],
  ['a leader, in a village’s group', () => w.person('town_leader'), () => group()],
  ['the officer, in a group that the drill never went to', () => w.officer(), () => w.groupOf('罗塘村')],
] as const)('%s', async (_, who, chat) => {
  await started()
  const from = w.sent.length
  await w.says(who(), chat(), '演习结束，恢复正常')
  expect(await open()).toEqual([])
  expect(w.to(chat(), from).join('\n')).toContain('演练已结束')
  // all who were told are told, and no record is made of the words themselves
  expect(w.to(group(), from).join('\n')).toContain('演练结束')
  expect(await w.rows('records', { kind: 'activity' })).toEqual([])
})

test('whoever is neither officer nor leader ends nothing', async () => {
  await started()
  await w.says(member(), group(), '演练结束')
  expect(await open()).toHaveLength(1)
})

test('reports of the drill are reminded of no more; also where it was never announced as one', async () => {
  await w.says(member(1), group(), '【演练】石岭村3组后山滑坡，2人被困')
  await w.says(w.officer(), p2p(w.officer()), '演练结束')
  const from = w.sent.length
  await w.fastForward(60)
  expect(w.sent.slice(from).filter((s) => s.message.text.includes('无人接警'))).toEqual([])
  expect((await w.rows('deadlines', { doneAt: null })).filter((d) => d.kind === 'report.unreceived')).toEqual([])
})

test('what is said afterwards is real: no doubt, no mark, whoever says it', async () => {
  await started()
  await w.says(member(1), group(), '【演练】石岭村3组后山滑坡，2人被困')
  await w.says(w.officer(), p2p(w.officer()), '【演练】石岭村1组房屋进水，转移3户9人')
  await w.says(w.officer(), p2p(w.officer()), '演练结束')
  const from = w.sent.length
  await w.says(member(1), group(), '石岭村2组后山滑坡，路断了')
  await w.says(w.officer(), p2p(w.officer()), '罗塘村水库坝脚冒浑水')
  expect(await w.rows('records', { kind: 'disaster_report', drill: false, state: 'raised' })).toHaveLength(2)
  expect(w.sent.slice(from).filter((s) => /【演练】|还是演练/.test(s.message.text))).toEqual([])
})

test('whoever is not being drilled reports for real while a drill runs', async () => {
  await started()
  await w.says(w.person('grid_member', '罗塘村', 1), w.groupOf('罗塘村'), '罗塘村2组后山滑坡，路断了')
  expect((await w.latest('records', { kind: 'disaster_report' })).state).toBe('raised')
})

test('where no drill runs, that is said', async () => {
  await w.says(w.officer(), p2p(w.officer()), '演练结束')
  expect(w.to(p2p(w.officer())).join('\n')).toContain('没有正在进行的演练')
  expect(await w.rows('records', { drill: true })).toEqual([])
})

test('harm told besides is read as well', async () => {
  await started()
  await w.says(w.officer(), p2p(w.officer()), '演练结束。石岭村2组后山真的滑坡了，路断了')
  expect(await open()).toEqual([])
  expect(await w.rows('records', { kind: 'disaster_report', state: 'raised' })).toHaveLength(1)
})
