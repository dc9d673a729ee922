/** Drill or real, at every door: what a message says of itself decides, wherever it stands; what is left open is asked. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { buildCap } from '#domain/cap/build.ts'
import { readWarning } from '#domain/cap/text.ts'
import { alertOf } from '#domain/cap/to-cap.ts'
import { asText } from '#domain/kernel/message.ts'
import { pollFeed } from '#jobs/feed.ts'
import { type Door, openDoor } from '../../api/door.ts'
import { handedLines } from '../../cases/handed.ts'
import { type FakeFeed, startFeed } from '../../fakes/feed.ts'
import { createWorld, type World } from '../../world/world.ts'

type Said = 'real' | 'drill' | 'doubt'

const SIGNAL =
  '青溪县气象台2026年11月24日9时50分发布暴雨红色预警信号：预计未来3小时石岭村、下坪村降雨量将达100毫米以上，可能引发山洪，请立即转移危险区群众。'
/** The same signal with other minutes, so that no two texts of a test are one warning. */
const signal = (n: number) => SIGNAL.replace('9时50分', `9时${String(n).padStart(2, '0')}分`)

const TEXTS: [Said, (s: string) => string][] = [
  ['real', (s) => s],
  ['drill', (s) => `${s}以上为演练内容。`],
  ['drill', (s) => `${s}（演练）`],
  ['drill', (s) => `${s}\n演练`],
  ['drill', (s) => `【演練】${s}`],
  ['drill', (s) => `【演·练】${s}`],
  ['drill', (s) => `演 练：${s}`],
  ['drill', (s) => `【拉练】${s}`],
  ['drill', (s) => `桌面推演：${s}`],
  ['drill', (s) => `应急广播试播：${s}`],
  ['drill', (s) => `【测试】${s}`],
  ['drill', (s) => `EXERCISE EXERCISE ${s}`],
  ['real', (s) => `原定今晚的防汛演练取消。${s}`],
  ['real', (s) => `非演练！${s}`],
  ['real', (s) => `不是演练，重复，不是演练！${s}`],
  ['real', (s) => `${s}演练场旁的住户先走。`],
  ['real', (s) => `${s}演习路段已经封闭。`],
  ['real', (s) => `演练已结束，接县里通知：${s}`],
  ['doubt', (s) => `定于今晚8时开展防汛演练，${s}`],
  ['doubt', (s) => `${s}请各村按演练要求落实。`],
  ['doubt', (s) => `【演练】${s}这不是演练！`],
]
const cases = TEXTS.map(([said, of], n) => [said, of(signal(n + 10))] as const)

let d: Door
let w: World
let feed: FakeFeed
beforeAll(async () => {
  d = await openDoor()
  w = d.world
  feed = await startFeed()
})
afterAll(async () => {
  expect(w.errors).toEqual([])
  await feed.stop()
  await w.close()
})
/** What is reported takes hours of the clock: the stories of such a block are told of a station of its own. */
function ownStation() {
  let shared: World
  beforeAll(async () => {
    shared = w
    w = await createWorld()
  })
  afterAll(async () => {
    await w.close()
    w = shared
  })
}
/** Each test tells its own story: what an earlier one left is no repeat, nor a running drill. */
afterEach(async () => {
  await w.allOver()
})

const p2p = (who: { id: string }) => `p2p:${who.id}`
const latest = () => w.latest('warnings')
const record = () => w.latest('records')
const card = (from = 0) => w.sent.slice(from).findLast((s) => s.message.card)!.message
const labels = (m: { card?: { buttons?: { label: string }[]; form?: { submit: { label: string } } } }) => [
  ...(m.card?.buttons ?? []).map((b) => b.label),
  ...(m.card?.form ? [m.card.form.submit.label] : []),
]
const groupsTold = (from: number) => w.sent.slice(from).filter((s) => s.chat?.startsWith('group:'))

describe('pasted by the officer', () => {
  test.each(cases)('%s: %s', async (said, text) => {
    const from = w.sent.length
    await w.says(w.officer(), p2p(w.officer()), text)
    const draft = await latest()
    expect(draft).toMatchObject({ state: 'draft', original: text, drill: said === 'drill' })
    expect(draft.no).toMatch(said === 'drill' ? /^YLTZ-/ : /^YJ-/)
    const asked = card(from)
    expect(labels(asked).includes('真实')).toBe(said === 'doubt')
    expect(labels(asked).includes('演练')).toBe(said === 'doubt')
    expect(labels(asked).includes('确认发布')).toBe(said !== 'doubt')
    expect(asked.text.startsWith('【演练】')).toBe(said === 'drill')
  })

  test('发布预警 before a drill is a contradiction, and is asked', async () => {
    await w.says(w.officer(), p2p(w.officer()), `发布预警 【演练】${signal(1)}`)
    expect(await latest()).toMatchObject({ state: 'draft', drill: false })
    expect(labels(card())).toEqual(expect.arrayContaining(['真实', '演练']))
  })
})

describe('a draft in doubt', () => {
  const DOUBT = `定于今晚8时开展防汛演练，${signal(2)}`
  const issuePressed = async () =>
    w.event({
      type: 'press',
      channel: 'web',
      eventId: `stale-${Math.random()}`,
      at: w.clock.now().toISOString(),
      chat: { id: p2p(w.officer()), kind: 'p2p' },
      sender: { account: w.officer().id },
      messageId: 'm',
      act: 'warning.issue',
      data: { id: (await latest()).id },
    })

  test('calls nobody, not even by a press of an old 确认发布; the card names the words it hangs on', async () => {
    const from = w.sent.length
    await w.says(w.officer(), p2p(w.officer()), DOUBT)
    expect(asText(card(from))).toContain('防汛演练')
    await issuePressed()
    expect(await latest()).toMatchObject({ state: 'draft' })
    expect(groupsTold(from)).toEqual([])
  })

  test('真实 makes it real, under its number; only 确认发布 then sends it', async () => {
    const from = w.sent.length
    await w.says(w.officer(), p2p(w.officer()), DOUBT)
    await w.presses(w.officer(), '真实')
    expect(await latest()).toMatchObject({ state: 'draft', drill: false, no: expect.stringMatching(/^YJ-/) })
    expect(groupsTold(from)).toEqual([])
    await w.presses(w.officer(), '确认发布')
    expect(await latest()).toMatchObject({ state: 'open', drill: false })
    expect(groupsTold(from).length).toBeGreaterThan(0)
  })

  test('演练 makes it a drill with a drill’s number and mark; a second answer changes nothing', async () => {
    const from = w.sent.length
    await w.says(w.officer(), p2p(w.officer()), DOUBT)
    await w.presses(w.officer(), '演练')
    const judged = await latest()
    expect(judged).toMatchObject({ state: 'draft', drill: true, no: expect.stringMatching(/^YLTZ-/) })
    await w.presses(w.officer(), '真实')
    expect(await latest()).toMatchObject({ drill: true, no: judged.no })
    await w.presses(w.officer(), '确认发布')
    expect(await latest()).toMatchObject({ state: 'open', drill: true })
    expect(groupsTold(from).length).toBeGreaterThan(0)
    expect(groupsTold(from).every((s) => s.message.text.startsWith('【演练】'))).toBe(true)
    const line = await w.latest('ledger', { change: 'warning.judged', subjectId: judged.id })
    expect(line).toMatchObject({ drill: true, data: { drill: true, no: judged.no } })
  })

  test('whoever may not issue one may not judge one', async () => {
    await w.says(w.officer(), p2p(w.officer()), DOUBT)
    await w.presses(w.person('grid_member', '石岭村'), '真实')
    expect(labels(card())).toEqual(expect.arrayContaining(['真实', '演练']))
  })
})

describe('by the API', () => {
  const post = (path: string, body: object) => d.ask(`/api/v1/${path}`, { method: 'POST', body })

  test.each(cases)('POST /warnings, confirmed: %s: %s', async (said, text) => {
    const from = w.sent.length
    const { status, body } = await post('warnings', { original: text, confirm: true })
    await w.settle()
    // sent as real over the text of a drill is a contradiction: nothing is lost, and an officer is asked
    expect([status, body.drill, body.state]).toEqual([201, false, said === 'real' ? 'open' : 'draft'])
    expect(groupsTold(from).length > 0).toBe(said === 'real')
    if (said !== 'real') expect(labels(card(from))).toEqual(expect.arrayContaining(['真实', '演练']))
  })

  test.each(cases)('POST /warnings/cap as Actual, confirmed: %s: %s', async (said, text) => {
    const from = w.sent.length
    const { status, body } = await d.ask('/api/v1/warnings/cap?confirm=true', {
      method: 'POST',
      body: cap(text, false),
      headers: { 'content-type': 'application/cap+xml' },
    })
    await w.settle()
    // Actual over the text of a drill is a contradiction: nothing is lost, and an officer is asked
    expect([status, body.drill, body.state]).toEqual([201, false, said === 'real' ? 'open' : 'draft'])
    expect(groupsTold(from).length > 0).toBe(said === 'real')
    if (said !== 'real') expect(labels(card(from))).toEqual(expect.arrayContaining(['真实', '演练']))
  })

  test('CAP as Exercise is a drill, save where its words deny it', async () => {
    const send = async (text: string) =>
      (
        await d.ask('/api/v1/warnings/cap?confirm=true', {
          method: 'POST',
          body: cap(text, true),
          headers: { 'content-type': 'application/cap+xml' },
        })
      ).body
    expect(await send(signal(3))).toMatchObject({ drill: true, state: 'open' })
    expect(await send(`非演练！${signal(4)}`)).toMatchObject({ state: 'draft' })
    await w.settle()
    expect(labels(card())).toEqual(expect.arrayContaining(['真实', '演练']))
  })

  test('POST /drills: a drill; where its words deny it, it is asked', async () => {
    expect((await post('drills', { original: '上午9时开展山洪避险演练，请各网格员到岗。' })).body).toMatchObject({
      drill: true,
      state: 'open',
    })
    expect((await post('drills', { original: `不是演练！${signal(5)}` })).body).toMatchObject({ state: 'draft' })
  })
})

describe('from the polled list', () => {
  test('each entry is what it says of itself, and an entry in doubt asks', async () => {
    feed.entries = cases.slice(0, 9).map(([, text], n) => ({
      identifier: `${w.roster.station.code.slice(0, 6)}41600000_202611240${940 + n}00`,
      headline: '青溪县气象台发布暴雨红色预警',
      description: text,
      sendTime: '2026-11-24 09:55:00',
    }))
    await pollFeed({ ...w.deps, url: feed.url, areas: [], log: { warn() {} } })
    const rows = await w.rows('warnings', { state: 'draft' })
    expect(new Map([...rows].map((r) => [r.original, r.drill]))).toEqual(
      new Map(cases.slice(0, 9).map(([said, text]) => [text, said === 'drill'])),
    )
    feed.entries = [
      {
        identifier: `${w.roster.station.code.slice(0, 6)}41600000_20261124095900`,
        headline: '青溪县气象台发布大风红色预警',
        description: '今天青溪县气象台9时59分发布大风红色预警信号：请按演练要求落实。',
        sendTime: '2026-11-24 09:59:00',
      },
    ]
    const from = w.sent.length
    await pollFeed({ ...w.deps, url: feed.url, areas: [], log: { warn() {} } })
    await w.settle()
    expect(labels(card(from))).toEqual(expect.arrayContaining(['真实', '演练']))
  })
})

describe('reports from people', () => {
  ownStation()
  // the next test reports something else
  afterEach(() => {
    expect(w.errors).toEqual([])
    w.clock.forward(30)
  })
  const member = (n = 0) => w.person('grid_member', '石岭村', n)

  test.each(handedLines('HAND-02-drill-word.jsonl'))('$id: $text is real, and is raised at once', async ({ text }) => {
    const from = w.sent.length
    await w.says(member(), w.groupOf('石岭村'), text)
    expect(await record()).toMatchObject({ kind: 'disaster_report', drill: false, state: 'raised', text })
    expect(w.to(w.officer().id, from).join()).toContain('灾情险情 ZQ-')
  })

  test.each([
    ['【演練】石岭村5组发生山体滑坡，2人被埋', true],
    ['石岭村6组发生山体滑坡，2人被埋。以上均为推演内容', true],
    ['演·练 石岭村7组发生山体滑坡，2人被埋', true],
    ['昨天的演练辛苦了，今天来真的了，石岭村8组后山滑坡，埋了2人', false],
    ['各位演练刚收尾别急着走！真的塌了，石岭村9组后坎滑下来压着一个人', false],
  ])('%s: drill %s', async (text, drill) => {
    await w.says(member(), w.groupOf('石岭村'), text)
    expect(await record()).toMatchObject({ kind: 'disaster_report', drill, state: 'raised', text })
  })

  /** A drill in which everybody of the village takes part. */
  async function running() {
    await w.says(w.officer(), p2p(w.officer()), '发布演练 上午10点30分开展山洪避险演练，请石岭村各网格员回复收到。')
    await w.presses(w.officer(), '确认发布')
  }

  test('during a drill, unmarked: nobody is called but the officer, who is asked; 真实 raises it', async () => {
    await running()
    const from = w.sent.length
    await w.says(member(1), w.groupOf('石岭村'), '石岭村1组发生山体滑坡，2人被埋')
    expect(await record()).toMatchObject({ state: 'unverified', drill: false })
    expect(w.to(w.leader().id, from)).toEqual([])
    expect(labels(card(from))).toEqual(expect.arrayContaining(['真实', '演练']))
    await w.presses(w.officer(), '真实')
    expect(await record()).toMatchObject({ state: 'raised', drill: false, no: expect.stringMatching(/^ZQ-/) })
    expect(w.to(w.leader().id, from).join()).toContain('灾情险情')
  })

  test('演练 files it as the drill’s, with its number, and it is counted nowhere', async () => {
    await running()
    const from = w.sent.length
    await w.says(member(2), w.groupOf('石岭村'), '石岭村2组发生山体滑坡，2人被埋')
    await w.presses(w.officer(), '演练')
    expect(await record()).toMatchObject({ state: 'raised', drill: true, no: expect.stringMatching(/^YLZQ-/) })
    expect(w.to(w.leader().id, from).every((t) => t.startsWith('【演练】'))).toBe(true)
  })

  test('its sender can settle it in one word: 不是演练', async () => {
    await running()
    await w.says(member(3), w.groupOf('石岭村'), '石岭村3组发生山体滑坡，2人被埋')
    expect(await record()).toMatchObject({ state: 'unverified' })
    await w.says(member(3), w.groupOf('石岭村'), '不是演练！')
    expect(await record()).toMatchObject({ state: 'raised', drill: false })
  })

  test('a real event told in so many words during a drill is real at once', async () => {
    await running()
    await w.says(member(4), w.groupOf('石岭村'), '不是演练！石岭村4组真的塌方了，压了一个人')
    expect(await record()).toMatchObject({ state: 'raised', drill: false })
  })

  test('an officer who does not answer is asked again, and the leader in charge with them', async () => {
    await running()
    await w.says(member(5), w.groupOf('石岭村'), '石岭村5组又滑下来，2人被埋')
    expect(await record()).toMatchObject({ state: 'unverified' })
    const from = w.sent.length
    await w.fastForward(30)
    expect(w.to(w.leader().id, from).join()).toContain('真实险情还是演练')
  })

  test('more of a drill’s report is the drill’s, marked or not', async () => {
    await w.says(member(), w.groupOf('石岭村'), '【演练】石岭村5组发生山体滑坡，2人被埋')
    const first = await record()
    await w.says(member(), w.groupOf('石岭村'), '更正：被埋的是3人')
    expect((await record()).id).toBe(first.id)
    expect(await record()).toMatchObject({ drill: true })
  })
})

/** A CAP message that says a text. */
function cap(text: string, drill: boolean): string {
  const sentAt = new Date('2026-11-24T09:55:00+08:00')
  return buildCap(
    alertOf({
      identifier: `QX-${Math.random().toString(36).slice(2)}`,
      sender: 'qingxi',
      sentAt,
      tz: 'Asia/Shanghai',
      drill,
      signals: readWarning(text, { sentAt, tz: 'Asia/Shanghai' }).signals,
      original: text,
      hash: 'h',
      areas: [{ name: '石岭村', code: null }],
    }),
  )
}
