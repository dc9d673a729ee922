import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Received } from '#bots/channel.ts'
import { createFeishu } from '#bots/feishu/index.ts'
import { FAKE_APP, type FakeFeishu, startFakeFeishu } from '#test/fakes/feishu/index.ts'

const IN = { chat: 'oc_1', from: 'ou_1' }
const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms))
async function until(what: () => boolean, ms = 5_000) {
  for (const since = Date.now(); !what(); await sleep(10))
    if (Date.now() - since > ms) throw new Error('it did not come about')
}

let fake: FakeFeishu
let stop: AbortController
let listening: Promise<void> | undefined
let got: Received[]

beforeEach(async () => {
  fake = await startFakeFeishu()
  stop = new AbortController()
  got = []
})
afterEach(async () => {
  stop.abort()
  await listening
  await fake.close()
})

const keep = async (events: Received[]) => void got.push(...events)
function listen(emit: (events: Received[]) => Promise<void> = keep, more = {}) {
  const times = { backoffMs: [30, 120] as [number, number], handshakeMs: 1_000, pongMs: 300 }
  const channel = createFeishu({
    ...FAKE_APP,
    mode: 'ws',
    baseUrl: fake.url,
    listenTimes: times,
    timeoutMs: 3_000,
    ...more,
  })
  listening = channel.listen!(emit, stop.signal)
}
const connected = () => until(() => fake.socket.connections() === 1)
const push = (words: string, how = {}) => fake.push(fake.events.text(words, IN), { by: 'ws', ...how })

test('events come in whole, also in fragments, and are acknowledged', async () => {
  listen()
  await connected()
  expect(await push('到岗')).toMatchObject({ ok: true, status: 200 })
  expect(await push('长'.repeat(5_000), { parts: 4 })).toMatchObject({ ok: true })
  expect(got.map(({ event }) => (event as { text: string }).text.length)).toEqual([2, 5_000])
  expect(JSON.parse(got[0]!.raw).event.message.content).toBe('{"text":"到岗"}')
})

test('a press comes over the long connection too, and is answered', async () => {
  listen()
  await connected()
  const press = fake.events.press({
    chat: 'oc_1',
    by: 'ou_1',
    messageId: 'om_1',
    value: { act: 'warning.ack', id: '1' },
  })
  expect(await fake.push(press, { by: 'ws' })).toMatchObject({
    ok: true,
    body: { toast: { content: '已收到，正在处理' } },
  })
  expect(got[0]!.event).toMatchObject({ type: 'press', act: 'warning.ack', data: { id: '1' } })
})

test('what a card asks comes back as it was asked', async () => {
  listen()
  await connected()
  const channel = createFeishu({ ...FAKE_APP, mode: 'ws', baseUrl: fake.url })
  const form = {
    fields: [{ name: 'where', label: '地点', type: 'text' as const, value: '河东村' }],
    submit: { label: '提交', act: 'report.confirm', data: { draft: '7' } },
  }
  const card = {
    title: '请核对',
    tone: 'info' as const,
    lines: ['险情'],
    form,
    buttons: [{ label: '取消', act: 'report.cancel', data: { draft: '7' } }],
  }
  await channel.send({ channel: 'feishu', account: 'ou_1' }, channel.render({ text: '请核对', card }), 'k')
  const message = await fake.until((m) => m.to === 'ou_1')
  await fake.press(message, '提交', 'ou_1', { where: '河西村' }, { by: 'ws' })
  await fake.press(message, 'report.cancel', 'ou_1', undefined, { by: 'ws' })
  const chat = { id: fake.p2p('ou_1') }
  expect(got.map((r) => r.event)).toMatchObject([
    {
      type: 'press',
      act: 'report.confirm',
      data: { draft: '7' },
      form: { where: '河西村' },
      messageId: message.id,
      chat,
      sender: { account: 'ou_1' },
    },
    { type: 'press', act: 'report.cancel', data: { draft: '7' }, messageId: message.id },
  ])
  expect(got[1]!.event).not.toHaveProperty('form')
})

test('is acknowledged only when it is safe: after a slow emit, and not after a failed one', async () => {
  let fail = false
  listen(async (events) => {
    await sleep(400)
    if (fail) throw new Error('the database is away')
    await keep(events)
  })
  await connected()
  const slow = await push('慢')
  expect(slow).toMatchObject({ ok: true })
  expect(slow.ms).toBeGreaterThanOrEqual(390)
  fail = true
  expect(await push('败')).toMatchObject({ ok: false, status: 500 })
  fail = false
  expect(await fake.advance(15_000)).toMatchObject([{ ok: true }])
  expect(got.map(({ event }) => (event as { text: string }).text)).toEqual(['慢', '败'])
})

test('what takes four seconds comes again, under the same id', async () => {
  let slow = true
  listen(async (events) => {
    await sleep(slow ? 4_000 : 0)
    await keep(events)
  })
  await connected()
  expect(await push('慢')).toMatchObject({ ok: false })
  slow = false
  expect(await fake.advance(15_000)).toMatchObject([{ ok: true }])
  await until(() => got.length === 2)
  expect(got[0]!.event.eventId).toBe(got[1]!.event.eventId)
  expect(fake.owed()).toBe(0)
}, 10_000)

describe('comes back', () => {
  test.each([514, 1, 1000040350, 1000040343])('after the endpoint’s code %i', async (code) => {
    fake.fault({ on: 'endpoint', code, times: 2 })
    listen()
    await connected()
    expect(await push('好')).toMatchObject({ ok: true })
  })
  test('after an endpoint that is down or hangs', async () => {
    fake.fault({ on: 'endpoint', status: 503 })
    fake.fault({ on: 'endpoint', kind: 'drop' })
    listen()
    await connected()
    expect(await push('好')).toMatchObject({ ok: true })
  })
  test('after a lost line, within a second or so', async () => {
    listen()
    await connected()
    const since = Date.now()
    fake.socket.drop()
    await until(() => fake.socket.connections() === 0)
    await connected()
    expect(Date.now() - since).toBeLessThan(10_000)
    expect(await push('好')).toMatchObject({ ok: true })
  })
  test('after a line that is up but silent', async () => {
    fake.socket.state.config = { ...fake.socket.state.config, PingInterval: 0.2 }
    fake.socket.state.answersPings = false
    listen(keep, { listenTimes: { backoffMs: [30, 120], handshakeMs: 1_000, pongMs: 100 } })
    await until(() => fake.counts().endpoint! >= 2)
    fake.socket.state.answersPings = true
    await connected()
    expect(await push('好')).toMatchObject({ ok: true })
  })
})

test('stops when told to, with what is under way acknowledged', async () => {
  listen(async (events) => {
    await sleep(300)
    await keep(events)
  })
  await connected()
  const pushed = push('最后')
  await sleep(50)
  stop.abort()
  expect(await pushed).toMatchObject({ ok: true })
  await listening
  await until(() => fake.socket.connections() === 0)
})

test('stops at once while it waits to come back', async () => {
  fake.fault({ on: 'endpoint', code: 514, times: 1000 })
  listen(keep, { listenTimes: { backoffMs: [60_000, 60_000] } })
  await until(() => (fake.counts().endpoint ?? 0) > 0)
  await sleep(400)
  const since = Date.now()
  stop.abort()
  await listening
  expect(Date.now() - since).toBeLessThan(5_000)
})

test('an app id of the wrong form is said and waited on, not thrown', async () => {
  const said: object[] = []
  const log = { info() {}, error() {}, warn: (facts: object) => void said.push(facts) }
  listen(keep, { appId: 'cli_short', log })
  await until(() => said.length > 0)
  expect(said[0]).toMatchObject({ reason: 'the app id is not accepted' })
})
