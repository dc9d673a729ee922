import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Channel, Outcome } from '#bots/channel.ts'
import { CODES, type Meaning } from '#bots/feishu/codes.ts'
import { createFeishu } from '#bots/feishu/index.ts'
import { FAKE_APP, type FakeFeishu, startFakeFeishu } from '#test/fakes/feishu/index.ts'

let fake: FakeFeishu
let channel: Channel
const warned: string[] = []
const log = {
  info() {},
  warn: (facts: object, what: string) => void warned.push(JSON.stringify(facts) + what),
  error() {},
}
const make = (more = {}) =>
  createFeishu({ ...FAKE_APP, mode: 'webhook', baseUrl: fake.url, timeoutMs: 3_000, log, ...more })

beforeAll(async () => {
  fake = await startFakeFeishu({ limits: false })
  channel = make()
})
afterEach(() => {
  fake.reset()
  warned.length = 0
})
afterAll(() => fake.close())

let n = 0
const chat = { channel: 'feishu', chat: 'oc_1' }
const text = (words = '好') => channel.render({ text: words })
const card = (title = '题') => channel.render({ text: title, card: { title, tone: 'info', lines: ['行'] } })
const say = (to: object = chat, wire = text(), how = {}, key = `key-${n++}`) =>
  channel.send({ channel: 'feishu', ...to }, wire, key, how)
const idOf = (o: Outcome) => (o as { id: string }).id

describe('as the platform takes it', () => {
  test('to a chat, an open_id, a user_id and a union_id, each named as what it is', async () => {
    for (const to of [{ chat: 'oc_1' }, { account: 'ou_1' }, { account: 'e33g' }, { account: 'on_1' }])
      expect((await say(to)).kind).toBe('sent')
    expect(fake.sent.map((m) => m.to)).toEqual(['oc_1', 'ou_1', 'e33g', 'on_1'])
  })
  test('calls with ids in the path work on an address with a port', async () => {
    const first = idOf(await say(chat, card('一')))
    expect(await say(chat, card('二'), { edit: first })).toEqual({ kind: 'sent', id: first })
    const answer = idOf(
      await say(chat, text('答'), { replyTo: first, urgent: { how: 'app', accounts: ['ou_1', 'ou_2'] } }),
    )
    expect(fake.store.byId.get(answer)).toMatchObject({ replyTo: first, urgent: ['ou_1', 'ou_2'] })
    expect(fake.store.byId.get(first)!.edits).toHaveLength(1)
  })
  test('a tenant that lets no phone number through gets the card with its middle hidden, and its buttons as they were', async () => {
    fake.fault({ on: 'create', code: 230028 })
    const data = { id: '01a22372-a138-7123-8123-566660041e20' }
    const wire = channel.render({
      text: '灾情险情',
      card: {
        title: '灾情险情',
        tone: 'danger',
        lines: ['报告人 张三 13812345678'],
        buttons: [{ label: '接警', act: 'report.receive', data }],
      },
    })
    expect((await say(chat, wire)).kind).toBe('sent')
    const { content } = fake.sent.at(-1)!
    expect(content).toContain('138****5678')
    expect(content).not.toContain('13812345678')
    expect(content).toContain(data.id)
    // where the rule is about something else it stays refused
    fake.fault({ on: 'create', code: 230028, times: 2 })
    expect(await say(chat, wire)).toMatchObject({ kind: 'refused', code: '230028' })
  })
  test('a text may be changed in place too', async () => {
    const first = idOf(await say(chat, text('一')))
    expect(await say(chat, text('二'), { edit: first })).toEqual({ kind: 'sent', id: first })
    expect(fake.store.byId.get(first)!.content).toContain('二')
  })
  test('a reply carries its key: twice the same is one message', async () => {
    const first = idOf(await say())
    const reply = () => say(chat, text('答'), { replyTo: first }, 'reply-key')
    expect(await reply()).toEqual(await reply())
    expect(fake.sent).toHaveLength(2)
  })
  test('the key holds for an hour of the platform’s time and no longer', async () => {
    const again = () => say(chat, text(), {}, 'hour-key')
    await again()
    await fake.advance(3_500_000)
    await again()
    expect(fake.sent).toHaveLength(1)
    await fake.advance(200_000)
    await again()
    expect(fake.sent).toHaveLength(2)
  })
  test('somebody’s message follows the card that speaks of it, once and not at every change; a lost one costs only itself', async () => {
    const wire = (of: string) =>
      channel.render({
        ...{ text: '题', card: { title: '题', tone: 'info' as const, lines: ['行'] } },
        forwards: { channel: 'feishu', messageId: of },
      })
    const first = idOf(await say({ account: 'ou_1' }, wire('om_voice'), {}, 'voice-key'))
    await say({ account: 'ou_1' }, wire('om_voice'), {}, 'voice-key')
    expect(fake.sent.map((m) => [m.type, m.to])).toEqual([
      ['interactive', 'ou_1'],
      ['forwarded', 'ou_1'],
    ])
    expect(fake.sent[1]!.content).toContain('om_voice')
    await say({ account: 'ou_1' }, wire('om_voice'), { edit: first })
    expect(fake.sent).toHaveLength(2)
    fake.store.gone.set('om_old', 230011)
    expect((await say({ account: 'ou_1' }, wire('om_old'))).kind).toBe('sent')
    expect(warned.join()).toContain('not passed on')
    // another platform's message is nothing that can be passed on here
    await say({ account: 'ou_1' }, channel.render({ text: '好', forwards: { channel: 'web', messageId: 'x' } }))
    expect(fake.sent.filter((m) => m.type === 'forwarded')).toHaveLength(1)
  })
  test('a long original follows its card, once, also when the line was cut in between', async () => {
    const original = '水'.repeat(20_000)
    const wire = channel.render({
      text: '预警',
      card: { title: '预警', tone: 'red', lines: [], original: { text: original, source: '县' } },
    })
    const parts = 1 + (wire as { after: unknown[] }).after.length
    fake.fault({ on: 'create', delayMs: 1 })
    fake.fault({ on: 'create', kind: 'drop-after' })
    expect((await say(chat, wire, {}, 'long-key')).kind).toBe('unknown')
    expect((await say(chat, wire, {}, 'long-key')).kind).toBe('sent')
    expect(fake.sent).toHaveLength(parts)
  })
  test('a card the platform cannot build is refused for its content', async () => {
    const bad = { msg_type: 'interactive', content: JSON.stringify({ schema: '1.0' }) }
    expect(await say(chat, bad)).toEqual({ kind: 'refused', reason: 'content', code: '230099' })
  })
})

describe('what is no longer there', () => {
  test('a recalled card is said anew', async () => {
    const first = idOf(await say(chat, card()))
    fake.gone(first, 230011)
    const second = await say(chat, card('新'), { edit: first })
    expect(second.kind).toBe('sent')
    expect(idOf(second)).not.toBe(first)
  })
  test('a text that cannot become a card is left, and the card said anew', async () => {
    const first = idOf(await say())
    expect(idOf(await say(chat, card(), { edit: first }))).not.toBe(first)
  })
  test('an answer to a deleted message is said without it', async () => {
    const outcome = await say(chat, text(), { replyTo: 'om_deleted' })
    fake.gone('om_gone', 231003)
    expect((await say(chat, text(), { replyTo: 'om_gone' })).kind).toBe('sent')
    expect(outcome.kind).toBe('sent')
  })
  test('an id that is none never becomes part of an address', async () => {
    expect((await say(chat, text(), { replyTo: '../../auth' })).kind).toBe('sent')
    expect(fake.counts()).toMatchObject({ create: 1 })
    expect(fake.counts().reply).toBeUndefined()
  })
})

/** What each class of code must come to, at HTTP 400 and at HTTP 200 alike. */
const ENDS: Record<Meaning, object> = {
  wait: { kind: 'again', pause: true },
  later: { kind: 'again' },
  token: { kind: 'again' },
  gone: { kind: 'refused', reason: 'target' },
  target: { kind: 'refused', reason: 'target' },
  content: { kind: 'refused', reason: 'content' },
  config: { kind: 'refused', reason: 'config' },
}

describe('every code the platform is known to give', () => {
  const cases = [...CODES].flatMap(([code, meaning]) => [200, 400].map((status) => [code, meaning, status] as const))
  test.each(cases)('%i (%s) at HTTP %i', async (code, meaning, status) => {
    fake.fault({ on: 'create', code, status, times: meaning === 'token' ? 2 : 1 })
    const outcome = await say()
    expect(outcome).toMatchObject({ ...ENDS[meaning], code: String(code) })
    if (meaning !== 'wait') expect(outcome).not.toHaveProperty('pause')
    expect(fake.sent).toHaveLength(0)
  })
})

describe('limits', () => {
  test('the wait the platform asks for is passed on and holds the lane', async () => {
    fake.fault({ on: 'create', status: 429, code: 99991400, resetS: 52 })
    expect(await say()).toEqual({ kind: 'again', afterMs: 52_000, code: '99991400', pause: true })
  })
  test('a 429 without a code is one all the same', async () => {
    fake.fault({ on: 'create', status: 429, kind: 'garbage' })
    expect(await say()).toMatchObject({ kind: 'again', pause: true })
  })
  test('one chat’s limit holds up nobody else', async () => {
    fake.fault({ on: 'create', status: 429, code: 230020, resetS: 1 })
    expect(await say()).toEqual({ kind: 'again', afterMs: 1_000, code: '230020' })
  })
})

describe('unclear ends', () => {
  const UNKNOWN = {
    hang: {},
    drop: {},
    'drop-after': {},
    'garbage 502': { status: 502, kind: 'garbage' },
    'a bare 500': { status: 500 },
  } as const
  test.each(Object.entries(UNKNOWN))('%s is unknown, and the same key makes it good', async (what, fault) => {
    fake.fault({ on: 'create', ...(Object.keys(fault).length ? fault : { kind: what as 'hang' }) })
    const key = `unclear-${what}`
    expect((await say(chat, text(), {}, key)).kind).toBe('unknown')
    expect((await say(chat, text(), {}, key)).kind).toBe('sent')
    expect(fake.sent).toHaveLength(1)
  })
  test('nobody at home was certainly not reached', async () => {
    const nobody = createFeishu({ ...FAKE_APP, mode: 'webhook', baseUrl: 'http://127.0.0.1:9' })
    expect(await nobody.send(chat, text(), 'k')).toMatchObject({ kind: 'again', code: 'ECONNREFUSED' })
  })
  test('an unheard-of code is tried again, an unheard-of 400 is not', async () => {
    fake.fault({ on: 'create', code: 7777777 })
    expect((await say()).kind).toBe('again')
    fake.fault({ on: 'create', code: 7777777, status: 400 })
    expect(await say()).toMatchObject({ kind: 'refused', reason: 'content' })
    fake.fault({ on: 'create', status: 403, kind: 'garbage' })
    expect(await say()).toMatchObject({ kind: 'refused', reason: 'config' })
  })
})

describe('the token', () => {
  test('is fetched once however many ask at first', async () => {
    channel = make()
    await Promise.all(Array.from({ length: 20 }, () => say()))
    expect(fake.counts().token).toBe(1)
  })
  test('is fetched anew, once, when the platform no longer takes it', async () => {
    fake.forgetTokens()
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => say()))
    expect(outcomes.every((o) => o.kind === 'sent')).toBe(true)
    expect(fake.counts().token).toBe(1)
  })
  test('with a short life is still kept for half of it', async () => {
    fake.tokenLife(120)
    channel = make()
    await say()
    await say()
    expect(fake.counts().token).toBe(1)
    fake.tokenLife(7200)
  })
  test('with a wrong secret is a fault of the set-up', async () => {
    const wrong = make({ appSecret: 'not-the-secret' })
    expect(await wrong.send(chat, text(), 'k')).toEqual({ kind: 'refused', reason: 'config', code: '10014' })
  })
})

describe('the buzz', () => {
  test('that fails costs only itself', async () => {
    fake.fault({ on: 'urgent', code: 230024, status: 400 })
    const outcome = await say(chat, text(), { urgent: { how: 'app', accounts: ['ou_1'] } })
    expect(outcome).toMatchObject({ kind: 'sent', unbuzzed: '230024' })
    expect(warned).toEqual([expect.stringContaining('230024')])
  })

  test('by phone or SMS is asked for as such', async () => {
    for (const how of ['phone', 'sms'] as const) {
      const id = idOf(await say(chat, text(), { urgent: { how, accounts: ['ou_1'] } }))
      expect(fake.store.byId.get(id)).toMatchObject({ urgent: ['ou_1'], buzzes: [how] })
    }
  })

  test('by phone that is refused, its quota spent, is a buzz in the app, and the refusal is told', async () => {
    fake.fault({ on: 'urgent', code: 230024, status: 400 })
    const outcome = await say(chat, text(), { urgent: { how: 'phone', accounts: ['ou_1'] } })
    expect(outcome).toMatchObject({ kind: 'sent', unbuzzed: '230024' })
    expect(fake.store.byId.get(idOf(outcome))).toMatchObject({ buzzes: ['app'] })
  })
})

test('secrets and words reach no log and no console', async () => {
  const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((m) =>
    vi.spyOn(console, m).mockImplementation(() => {}),
  )
  channel = make()
  fake.fault({ on: 'token', status: 500 })
  await say(chat, text('张三 13800000000'))
  fake.fault({ on: 'create', status: 500 })
  fake.fault({ on: 'urgent', status: 500 })
  await say(chat, text('张三 13800000000'))
  await say(chat, text('张三 13800000000'), { urgent: { how: 'app', accounts: ['ou_1'] } })
  const printed = JSON.stringify([warned, spies.flatMap((s) => s.mock.calls)])
  for (const spy of spies) spy.mockRestore()
  for (const secret of [FAKE_APP.appSecret, '13800000000', '张三', 'Bearer', 't-'])
    expect(printed).not.toContain(secret)
})

test('a proxy in the environment is not followed', async () => {
  vi.stubEnv('http_proxy', 'http://127.0.0.1:9')
  vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:9')
  channel = make()
  expect((await say()).kind).toBe('sent')
  vi.unstubAllEnvs()
})
