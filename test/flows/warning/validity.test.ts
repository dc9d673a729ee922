/** The time a warning holds: what is over, not yet in force or of another year is said to be so and calls nobody by itself. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { asText } from '#domain/kernel/message.ts'
import { type Door, openDoor } from '../../api/door.ts'
import { handedText } from '../../cases/handed.ts'
import type { World } from '../../world/world.ts'

let d: Door
let w: World
beforeAll(async () => {
  d = await openDoor()
  w = d.world
})
afterAll(async () => {
  expect(w.errors).toEqual([])
  await w.close()
})
afterEach(async () => {
  await w.allOver()
})

const p2p = (who: { id: string }) => `p2p:${who.id}`
const latest = () => w.latest('warnings')
const card = (from = 0) => w.sent.slice(from).findLast((s) => s.message.card)!.message
const labels = (from = 0) => [
  ...(card(from).card?.buttons ?? []).map((b) => b.label),
  ...(card(from).card?.form ? [card(from).card!.form!.submit.label] : []),
]
const groupsTold = (from: number) => w.sent.slice(from).filter((s) => s.chat?.startsWith('group:'))
const post = (original: string) => d.ask('/api/v1/warnings', { method: 'POST', body: { original, confirm: true } })
const cap = (xml: string) =>
  d.ask('/api/v1/warnings/cap?confirm=true', {
    method: 'POST',
    body: xml,
    headers: { 'content-type': 'application/cap+xml' },
  })
/** The station's own case, at other times: sent, in force from and until hours from now. */
const handed = handedText('HAND-07-expired.xml')
  // the world's clock stands before the case's day
  .replaceAll('2026-11-25', '2026-11-23')
  .replace('11月25日', '11月23日')
const local = (hours: number) =>
  new Date(w.clock.now().getTime() + (hours + 8) * 3600_000).toISOString().replace(/\.\d+Z$/, '+08:00')
const at = (from: number, until: number, id: string) =>
  handed
    .replace('HX-1', id)
    .replace(/<sent>[^<]+/, `<sent>${local(Math.min(from, 0))}`)
    .replace(/<effective>[^<]+/, `<effective>${local(from)}`)
    .replace(/<expires>[^<]+/, `<expires>${local(until)}`)
    .replace(/<description>[^<]+/, '<description>青溪县气象台发布雷电黄色预警信号：请注意防范。')
    .replace('350599128000', `${w.roster.station.code.padEnd(12, '0')}`)

const TEXT = (when: string, colour = '红') =>
  `青溪县气象台${when}发布暴雨${colour}色预警信号：预计未来3小时石岭村降雨量将达100毫米以上，请立即转移危险区群众。`

describe('never a call by itself, whatever the door was asked', () => {
  test.each([
    ['last year’s text', TEXT('2025年11月24日9时50分'), '2025年'],
    ['a forecast that is over', TEXT('2026年11月24日5时'), '已过期'],
    ['of days ago, without its year', TEXT('11月20日9时'), '已过期'],
    ['of last summer', TEXT('7月12日8时30分'), '已过期'],
    [
      'of days ago and no word of how long',
      '青溪县气象台2026年11月21日8时发布寒潮蓝色预警信号，请注意防范。',
      '已过期',
    ],
    ['issued at a time that has not come', TEXT('2026年11月24日20时'), '还没有生效'],
  ])('%s', async (_what, text, said) => {
    const from = w.sent.length
    const { status, body } = await post(text)
    await w.settle()
    expect([status, body.state]).toEqual([201, 'draft'])
    expect(groupsTold(from)).toEqual([])
    expect(asText(card(from))).toContain(said)
    expect(labels(from)).not.toContain('确认发布')
  })

  test.each([
    ['past its expires (the case as handed over)', () => handed, '已过期'],
    ['not yet in force', () => at(3, 9, 'EARLY-1'), '还没有生效'],
  ])('CAP %s', async (_what, xml, said) => {
    const from = w.sent.length
    const { status, body } = await cap(xml())
    await w.settle()
    expect([status, body.state]).toEqual([201, 'draft'])
    expect(groupsTold(from)).toEqual([])
    expect(asText(card(from))).toContain(said)
  })

  test('pasted it says so; an old 确认发布 asks again, and only 仍要发布 sends it', async () => {
    const stale = TEXT('2025年11月24日9时50分', '橙')
    const from = w.sent.length
    await w.says(w.officer(), p2p(w.officer()), stale)
    expect(asText(card(from))).toContain('2025年')
    await w.event({
      type: 'press',
      channel: 'web',
      eventId: 'old-card',
      at: w.clock.now().toISOString(),
      chat: { id: p2p(w.officer()), kind: 'p2p' },
      sender: { account: w.officer().id },
      messageId: 'm',
      act: 'warning.issue',
      data: { id: (await latest()).id },
    })
    expect(await latest()).toMatchObject({ state: 'draft' })
    expect(groupsTold(from)).toEqual([])
    await w.presses(w.officer(), '仍要发布')
    expect(await latest()).toMatchObject({ state: 'open' })
  })

  test('a draft that waited until it was over is over', async () => {
    const { body } = await d.ask('/api/v1/warnings', {
      method: 'POST',
      body: { original: TEXT('2026年11月24日9时55分', '蓝'), confirm: false },
    })
    expect(body.state).toBe('draft')
    await w.settle()
    w.clock.forward(4 * 60)
    await w.presses(w.officer(), '确认发布')
    expect(await latest()).toMatchObject({ state: 'draft' })
    expect(asText(card())).toContain('已过期')
  })

  test('what is in force goes out as before; a drill may tell any time', async () => {
    const soon = local(-0.1).slice(11, 16).replace(':', '时')
    const day = Number(local(0).slice(8, 10))
    expect((await post(TEXT(`2026年11月${day}日${soon}分`, '黄'))).body.state).toBe('open')
    const drill = await d.ask('/api/v1/drills', {
      method: 'POST',
      body: { original: `【演练】${TEXT('2025年7月12日9时')}`, confirm: true },
    })
    expect(drill.body.state).toBe('open')
  })
})

test('past its expires it closes by itself, and everybody who had been told is told so', async () => {
  const { body } = await cap(at(-0.1, 2, 'CLOSES-1'))
  await w.settle()
  expect(body.state).toBe('open')
  await w.fastForward(110)
  expect(await latest()).toMatchObject({ state: 'open' })
  const from = w.sent.length
  await w.fastForward(15)
  expect(await latest()).toMatchObject({ state: 'closed' })
  expect(w.to(w.groupOf('石岭村'), from).join()).toContain('到了写明的结束时间')
  expect(w.to(w.groupOf('石岭村'), from).join()).not.toContain('可以恢复正常')
  expect(w.to(w.officer().id, from).join()).toContain('已结束')
  const later = w.sent.length
  await w.fastForward(60)
  expect(w.sent.length).toBe(later)
})

describe('read as it is written', () => {
  test.each([
    [
      'traditional characters',
      '青溪縣氣象臺{}發布暴雨紅色預警信號：預計未來3小時石岭村降雨量將達100毫米以上，請立即轉移。',
    ],
    [
      'full width and spaces between characters',
      '青 溪 县 气 象 台 {} 发 布 暴 雨 红 色 预 警 信 号 ：预计未来３小时石 岭 村降雨量将达１００毫米以上。',
    ],
  ])('%s', async (_what, form) => {
    const now = local(-0.2)
    const text = form.replace(
      '{}',
      `${Number(now.slice(5, 7))}月${Number(now.slice(8, 10))}日${Number(now.slice(11, 13))}时${now.slice(14, 16)}分`,
    )
    await w.says(w.officer(), p2p(w.officer()), text)
    expect(await latest()).toMatchObject({
      state: 'draft',
      original: text,
      event: '暴雨',
      colour: 'red',
      issuer: '青溪县气象台',
      villages: [w.roster.villages.find((v) => v.name === '石岭村')!.code],
    })
  })
})

describe('a text that merely speaks of warnings', () => {
  test.each([
    '昨天的暴雨红色预警把大家累坏了，今天好好休息一下吧。',
    '请各村组织学习暴雨红色预警信号的防御指南，周五前上报。',
    '红色预警时学校应当停课，请家长留意学校的通知消息。',
    '今天的大风橙色预警解除了没有，村民都在问我这件事情。',
  ])('asks, and says how sure it is: %s', async (text) => {
    await w.says(w.officer(), p2p(w.officer()), text)
    expect(await latest()).toMatchObject({ state: 'draft', original: text })
    expect(asText(card())).toMatch(/不像|不完整/)
    expect(asText(card())).toContain('没有读到')
    expect(labels()).toEqual(expect.arrayContaining(['是预警，确认发布', '不是预警']))
    await w.presses(w.officer(), '不是预警')
    expect(await latest()).toMatchObject({ state: 'discarded' })
  })

  test('a whole signal says that it was read in full, and is confirmed as ever', async () => {
    const now = local(-0.3)
    await w.says(
      w.officer(),
      p2p(w.officer()),
      TEXT(
        `2026年${Number(now.slice(5, 7))}月${Number(now.slice(8, 10))}日${Number(now.slice(11, 13))}时${now.slice(14, 16)}分`,
        '橙',
      ),
    )
    expect(asText(card())).toContain('读得完整')
    expect(labels()).toContain('确认发布')
  })

  test('after 发布预警 too it is asked, since no body is said to have issued anything', async () => {
    await w.says(w.officer(), p2p(w.officer()), '发布预警 今天有暴雨红色预警，请大家注意防范，及时转移。')
    expect(labels()).toEqual(['不是预警', '是预警，确认发布'])
  })
})
