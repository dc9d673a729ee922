/** Asking instead of guessing: what is not understood for sure is put before whoever wrote it, and before the officers where it may be an emergency. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { VILLAGES } from '#db/seed/town.ts'
import { asText } from '#domain/kernel/message.ts'
import { SPOKEN } from '#domain/nouns.ts'
import { compileGazetteer, read } from '#domain/reading/read.ts'
import type { Reading } from '#domain/reading/reading.ts'
import { createWorld, type Sent, type World } from '../world/world.ts'

let w: World
let n = 0
let from = 0
/** Somebody who was asked nothing yet. */
const somebody = () => w.person('grid_member', VILLAGES[n++ % VILLAGES.length])
const group = (who: { id: string }) => w.groupOf(VILLAGES.find((v) => w.person('grid_member', v).id === who.id)!)
const p2p = (who: { id: string }) => `p2p:${who.id}`

beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())
beforeEach(() => {
  // what was said in the test before is over
  w.clock.forward(13)
  from = w.sent.length
})

const places = compileGazetteer({ villages: VILLAGES.map((name) => ({ name })) })
const readIn = (text: string, chat: 'group' | 'p2p', senderRole = 'grid_member'): Reading =>
  read({ text, chat, senderRole, sentAt: '2026-11-24T20:00:00+08:00' }, places, SPOKEN)
/** Of what people leave half said, the first that is read so; what is sure changes with every line that is learned. */
function half(chat: 'group' | 'p2p', fits: (r: Reading) => boolean): string {
  const text = HALF.find((t) => ['grid_member', 'info_officer'].every((role) => fits(readIn(t, chat, role))))
  if (!text) throw new Error('none of these is in doubt any more: add others')
  return text
}
const HALF =
  '坎底下好像有点动 那个坑又深了一些 溪里的水有点不对头 好像哪里有股焦味 河坎那里看着有点悬 那个口子看着不太好 水好像又上来一点 后山有点响声 那个事情弄得差不多了 今天那边走了一圈回来了 沙袋那边还差点 小孩说看见烟 喊了几声没人应 路上有点东西挡着 明天我可能来不了 那个口子又大了点 那边好像掉了点东西下来 老人那边弄好了 东西送过去了 这两天那个点上人有点多 坎上那个怕是要动 明天我跟老王换着来 去厂里看了一下还行 昨天那个弄到一半 棉被拿了几床走 那边门还没开 东西都点过了 我这边走完了 老张说他顶一下 那台机器响是响就是声音小 书记说让你们抓紧弄一下那个 今天讲了一下防火 那个牌子歪了扶了一下 点上现在没几个人 水泵拖过去了 人还没来换我 那几户说知道了 那个单子交了 过去看了没啥大毛病 晚上我在 上午去学校看了灭火器 明天要是下雨就晚两天弄 两箱水放在村部 他说他来不了让我替 刚从山上下来 门口那个洞填了一半'.split(
    ' ',
  )
const EMERGENCIES = ['disaster_report', 'evacuation', 'callout']
const grave = (r: Reading) => r.ask.some((i) => EMERGENCIES.includes(i) && r.likely[i]! >= 0.15)
const calm = (r: Reading) => r.ask.length > 0 && !grave(r)

const cardsTo = (account: string) => w.sent.slice(from).filter((s) => s.account === account && s.message.card)
const question = (s: Sent) => !!s.message.card?.title.includes('没看准') && !s.edit
const unsure = async () => (await w.rows('records', { kind: 'unsure' })).at(-1)!

test('said in a group it is asked privately, with at most three choices and 不用记; nothing is said in the group, nothing counted', async () => {
  const who = somebody()
  const text = half('group', calm)
  await w.says(who, group(who), text)
  const [card] = cardsTo(who.id).filter(question)
  const labels = card!.message.card!.buttons!.map((b) => b.label)
  expect(labels.length).toBeLessThanOrEqual(4)
  expect(labels.at(-1)).toBe('不用记')
  expect(asText(card!.message)).toContain(text)
  expect(w.to(group(who), from)).toEqual([])
  expect(cardsTo(w.officer().id)).toEqual([])
  expect((await unsure()).state).toBe('asked')
})

test('one press files it, with what was said since, as if it had just been said', async () => {
  const who = somebody()
  const text = half('group', (r) => r.ask.includes('disaster_report') && readIn(text2(r), 'group').intent === 'none')
  await w.says(who, group(who), text)
  await w.says(who, group(who), '有点吓人')
  const before = (await w.rows('records', { kind: 'disaster_report' })).length
  await w.presses(who, '是险情', undefined, (s) => s.account === who.id)
  const filed = await w.rows('records', { kind: 'disaster_report' })
  expect(filed.length).toBe(before + 1)
  expect(filed.at(-1)).toMatchObject({ state: 'raised', reporterId: who.id, text: `${text}\n有点吓人` })
  expect(await unsure()).toMatchObject({ state: 'closed' })
  expect(w.to(group(who), from).join()).toContain(filed.at(-1)!.no)
  // a second press changes nothing
  await w.presses(who, '是险情', undefined, (s) => s.account === who.id && question(s))
  expect((await w.rows('records', { kind: 'disaster_report' })).length).toBe(before + 1)
})
const text2 = (_: Reading) => '有点吓人'

test.each([
  ['不用记', 'refused'],
  ['是隐患', 'closed'],
])('a word does as well: %s', async (word, state) => {
  const who = somebody()
  await w.says(
    who,
    p2p(who),
    half('p2p', (r) => r.ask.length > 0),
  )
  await w.says(who, p2p(who), word)
  expect(await unsure()).toMatchObject({ state })
})

test('what may be an emergency goes to the officer at once, with the number to call, and counts nowhere until confirmed', async () => {
  const who = somebody()
  const text = half('group', grave)
  await w.says(who, group(who), text)
  const [card] = cardsTo(w.officer().id)
  expect(card!.message.card).toMatchObject({ title: expect.stringContaining('疑似险情待核实'), tone: 'danger' })
  expect(asText(card!.message)).toContain(who.phone)
  expect(asText(card!.message)).toMatch(/群：.*网格群/)
  expect(asText(card!.message)).toContain(text)
  const before = (await w.rows('records', { kind: 'disaster_report' })).length
  const label = card!.message.card!.buttons![0]!.label
  await w.presses(w.officer(), label, undefined, (s) => s.account === w.officer().id)
  expect((await unsure()).state).toBe('closed')
  if (label === '是险情') expect((await w.rows('records', { kind: 'disaster_report' })).length).toBe(before + 1)
  // the card of whoever wrote it says so too
  expect(cardsTo(who.id).at(-1)!.message.card!.buttons ?? []).toEqual([])
})

test('the officer says that it is nothing: nobody else hears of it', async () => {
  const who = somebody()
  await w.says(who, group(who), half('group', grave))
  const mark = w.sent.length
  await w.presses(w.officer(), '不是', undefined, (s) => s.account === w.officer().id)
  expect((await unsure()).state).toBe('refused')
  expect(w.to(group(who), mark)).toEqual([])
})

test('nobody is asked more often than the station allows, and what is not asked stands in the list', async () => {
  const who = somebody()
  await w.setting('asks_per_day', 1)
  try {
    await w.says(who, p2p(who), half('p2p', calm))
    await w.fastForward(30)
    const mark = w.sent.length
    await w.says(who, p2p(who), `${half('p2p', calm)}啊`)
    expect(w.sent.slice(mark).filter((s) => s.account === who.id && question(s))).toEqual([])
  } finally {
    await w.setting('asks_per_day', 5)
  }
})

test('没看准的消息: the officer sees what is open, opens one, and settles it by one press', async () => {
  const who = somebody()
  const text = half('group', calm)
  await w.says(who, group(who), text)
  const officer = w.officer()
  await w.says(officer, p2p(officer), '没看准的消息')
  const list = w.to(p2p(officer), from).at(-1)!
  const { no } = await unsure()
  expect(list).toContain(no)
  expect(list).toContain(text)
  await w.presses(officer, no, undefined, (s) => s.chat === p2p(officer))
  expect(w.to(p2p(officer), from).at(-1)).toContain(text)
  await w.says(officer, p2p(officer), `${no} 不用记`)
  expect((await unsure()).state).toBe('refused')
  await w.says(who, p2p(who), '没看准的消息')
  expect(w.to(p2p(who), from).at(-1)).toContain('这一步要由值班员来做')
})

test('a photo that came with it goes with what it turns out to be, however late that is said', async () => {
  const who = somebody()
  await w.says(
    who,
    group(who),
    half('group', (r) => r.ask.includes('hazard_report')),
    {
      attachments: [{ kind: 'image', key: 'photo-of-doubt' }],
    },
  )
  await w.fastForward(45)
  await w.presses(who, '是隐患', undefined, (s) => s.account === who.id)
  const hazard = (await w.rows('records', { kind: 'hazard_report' })).at(-1)!
  expect(await w.rows('attachments', { key: 'photo-of-doubt' })).toMatchObject([{ recordId: hazard.id }])
})
