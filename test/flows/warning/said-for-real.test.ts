/** Texts as people, stations and counties write them, by somebody who had not seen how they are read: each at every door. */
import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { isoIn } from '#domain/kernel/time.ts'
import { drillOrReal } from '#domain/reading/drill.ts'
import { pollFeed } from '#jobs/feed.ts'
import { type Door, openDoor } from '../../api/door.ts'
import { type FakeFeed, startFeed } from '../../fakes/feed.ts'
import { dock } from '../../world/docked.ts'
import { not } from '../../world/rows.ts'
import { createWorld, type World } from '../../world/world.ts'

type Case = [said: string, text: string, alsoRight?: string]
const said = JSON.parse(readFileSync(new URL('./said-for-real.json', import.meta.url), 'utf8')) as Record<
  string,
  Case[]
>
const minute = (n: number) => String((n % 48) + 10)
/** Every third; all of them by `WHOLE=1`. */
const taken = (_: unknown, n: number) => process.env.WHOLE === '1' || n % 3 === 0
const of = (kind: string) =>
  said[kind]!.filter(taken).map(([right, text, also], n) => ({
    right: [right, ...(also ? [also] : [])],
    text: text.replace('{m}', minute(n)).replace('{n}', String((n % 9) + 1)),
  }))

let d: Door
let w: World
beforeAll(async () => {
  d = await openDoor()
  w = d.world
})
afterAll(async () => {
  await w.close()
})
afterEach(async () => {
  await w.allOver()
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

const p2p = (who: { id: string }) => `p2p:${who.id}`
const newest = async () => (await w.rows('warnings', { state: not('discarded') })).at(-1)
const labels = (from: number) =>
  w.sent
    .slice(from)
    .flatMap((s) => [...(s.message.card?.buttons ?? []), ...(s.message.card?.form ? [s.message.card.form.submit] : [])])
    .map((b) => b.label)
const called = (from: number) => w.sent.slice(from).filter((s) => s.chat?.startsWith('group:')).length > 0

/** What stands after a text came in, in the words of the fixture. */
async function outcome(from: number): Promise<string> {
  const row = await newest()
  const shown = labels(from)
  if (!row) return 'nothing'
  if (row.state === 'draft' && shown.includes('真实')) return 'doubt'
  if (row.drill) return 'drill'
  if (row.state === 'draft' && shown.includes('仍要发布')) return 'stale'
  if (row.state === 'draft' && !shown.includes('确认发布')) return 'speaks'
  return 'real'
}
/** Whoever only speaks of warnings may be asked or left alone; only nobody may be called. */
const same = (got: string, right: string[]) =>
  right.includes(got) || (right.includes('speaks') && ['nothing', 'stale', 'doubt'].includes(got))
const right = (got: string, c: { right: string[]; text: string }) =>
  expect(same(got, c.right) ? c.right[0] : got, c.text).toBe(c.right[0])

describe.each(['', '发布预警 '])('pasted by the officer after “%s”', (lead) => {
  test.each(of('warnings'))('$right: $text', async (c) => {
    const from = w.sent.length
    await w.says(w.officer(), p2p(w.officer()), lead + c.text)
    expect(called(from)).toBe(false)
    const got = await outcome(from)
    // 发布预警 over a drill is a contradiction
    right(lead && c.right.includes('drill') && got === 'doubt' ? 'drill' : got, c)
  })
})

describe.each([true, false])('POST /warnings, confirm %s', (confirm) => {
  test.each(of('warnings'))('$right: $text', async (c) => {
    const from = w.sent.length
    const { status } = await d.ask('/api/v1/warnings', { method: 'POST', body: { original: c.text, confirm } })
    await w.settle()
    // nothing is refused: sent as real over a drill is a contradiction, and asked
    expect(status).toBe(201)
    if (called(from)) expect(c.right).toContain('real')
    if (confirm && c.right[0] === 'real') expect(called(from), c.text).toBe(true)
    const got = await outcome(from)
    right(c.right.includes('drill') && got === 'doubt' ? 'drill' : got, c)
  })
})

/** What a county sends in full is asked by nobody at three in the morning. */
describe('what states a warning is not taken for talk', () => {
  test.each(of('stated'))('pasted bare it is a draft: $text', async (c) => {
    await w.says(w.officer(), p2p(w.officer()), c.text)
    expect(await newest(), c.text).toMatchObject({ state: 'draft', drill: false })
  })
  test.each(of('stated'))('POST /warnings with confirm calls: $text', async (c) => {
    const from = w.sent.length
    await d.ask('/api/v1/warnings', { method: 'POST', body: { original: c.text, confirm: true } })
    await w.settle()
    expect(called(from), c.text).toBe(true)
  })
  test.each(of('stated'))('CAP calls: $text', async (c) => {
    const from = w.sent.length
    await sendCap(c.text, 'Actual')
    expect(called(from), c.text).toBe(true)
  })
})

describe('the polled list', () => {
  let feed: FakeFeed
  beforeAll(async () => {
    feed = await startFeed()
  })
  afterAll(() => feed.stop())
  test.each(of('warnings').map((c, n) => ({ ...c, n })))('$right: $text', async (c) => {
    const from = w.sent.length
    feed.entries = [
      {
        identifier: `${w.roster.station.code.slice(0, 6)}41600000_202611240${String(10_000 + c.n)}`,
        headline: c.right[0] === 'speaks' ? c.text.slice(0, 24) : '青溪县气象台发布预警',
        description: c.text,
        sendTime: isoIn(w.clock.now(), 'Asia/Shanghai').slice(0, 19).replace('T', ' '),
      },
    ]
    await pollFeed({ ...w.deps, url: feed.url, areas: [], log: { warn() {} } })
    await w.settle()
    expect(called(from), c.text).toBe(false)
    const got = await outcome(from)
    // what is over is history to the list, and no draft
    right(c.right[0] === 'stale' && got === 'nothing' ? 'stale' : got, c)
  })
})

test.each(of('warnings').filter((c) => c.right[0] === 'speaks'))(
  'CAP whose words only speak of one calls nobody: $text',
  async (c) => {
    const from = w.sent.length
    await sendCap(c.text, 'Actual', c.text.slice(0, 24))
    expect(called(from), c.text).toBe(false)
    expect(await newest()).toMatchObject({ state: 'draft' })
  },
)

describe.each(['Actual', 'Exercise', 'Test'])('CAP as %s', (status) => {
  test.each(of('warnings').filter((c) => ['real', 'drill', 'doubt'].includes(c.right[0]!)))(
    '$right: $text',
    async (c) => {
      const from = w.sent.length
      const answer = await sendCap(c.text, status)
      const row = await newest()
      if (status === 'Actual') {
        if (c.right.length === 1) expect(called(from), c.text).toBe(c.right[0] === 'real')
        expect(answer.body.drill).toBe(false)
      } else if (called(from)) expect(row?.drill).toBe(true)
      // words that deny the status are a contradiction, and asked
      if (status === 'Exercise' && !row?.drill) {
        expect(row).toMatchObject({ state: 'draft' })
        expect(labels(from)).toContain('真实')
      }
    },
  )
})

const record = async (text: string) => (await w.rows('records', { text })).at(-1)
async function reported(c: { right: string[]; text: string }, n: number) {
  await w.says(w.person('grid_member', '石岭村', n % 6), w.groupOf('石岭村'), c.text)
  const row = await record(c.text)
  w.clock.forward(60)
  right(!row ? 'nothing' : row.state === 'unverified' ? 'doubt' : row.drill ? 'drill' : 'real', c)
}
describe('reported', () => {
  ownStation()
  test.each(of('reports').map((c, n) => ({ ...c, n })))('$right: $text', (c) => reported(c, c.n))
})

describe('to be aired', () => {
  test.each(of('broadcasts'))('$right: $text', (c) => {
    expect(drillOrReal(c.text).verdict, c.text).toBe(c.right[0])
  })
})

test('what is a drill by its words is never aired as real; what is real is', { timeout: 120_000 }, async () => {
  const { w, platform, close } = await dock('2018')
  const who = w.person('broadcaster')
  const aired = new Map<string, string[]>()
  for (const { text } of of('aired')) {
    const [from, before] = [w.sent.length, platform.of('EBM').length]
    await w.says(who, p2p(who), `广播 石岭村：${text}`)
    const asked = w.sent.slice(from).some((s) => s.message.card?.buttons?.some((b) => b.label === '同意播发'))
    if (asked) await w.presses(w.leader(), '同意播发')
    if (asked) await w.fastForward(1)
    const types = platform.of('EBM').slice(before)
    aired.set(
      text,
      types.map((h) => /<MsgType>(\d)/.exec(h.xml)![1]!),
    )
    await w.allOver()
  }
  await close()
  const wrong = of('aired').filter((c) => aired.get(c.text)!.includes('1') !== (c.right[0] === 'real'))
  expect(wrong.map((c) => c.text)).toEqual([])
})

describe('POST /drills', () => {
  test.each(of('drills'))('$right: $text', async (c) => {
    const from = w.sent.length
    await d.ask('/api/v1/drills', { method: 'POST', body: { original: c.text } })
    await w.settle()
    const got = await outcome(from)
    if (got === 'doubt') expect(called(from)).toBe(false)
    right(got, c)
  })
})

describe('reported while a drill runs', () => {
  ownStation()
  test.each(of('during').map((c, n) => ({ ...c, n })))('$right: $text', async (c) => {
    await w.says(w.officer(), p2p(w.officer()), '发布演练 今天开展山洪避险演练，请石岭村各网格员回复收到。')
    await w.presses(w.officer(), '确认发布')
    await reported(c, c.n)
  })
})

async function sendCap(text: string, status: string, headline?: string) {
  const answer = await d.ask('/api/v1/warnings/cap?confirm=true', {
    method: 'POST',
    body: cap(text, status, headline),
    headers: { 'content-type': 'application/cap+xml' },
  })
  await w.settle()
  return answer
}
const cap = (text: string, status: string, headline = '青溪县气象台发布暴雨红色预警信号') =>
  `<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>S-${Math.random().toString(36).slice(2)}</identifier><sender>qx@county.example</sender><sent>2026-11-24T09:55:00+08:00</sent><status>${status}</status><msgType>Alert</msgType><scope>Public</scope><info><language>zh-CN</language><category>Met</category><event>暴雨</event><urgency>Immediate</urgency><severity>Extreme</severity><certainty>Likely</certainty><senderName>青溪县气象台</senderName><headline>${headline}</headline><description>${text}</description><area><areaDesc>石岭村</areaDesc></area></info></alert>`
