import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFeishu } from '#bots/feishu/index.ts'
import { createVerifier, decrypt } from '#bots/feishu/verify.ts'
import { FAKE_APP, type FakeFeishu, startFakeFeishu } from '#test/fakes/feishu/index.ts'
import { encrypt, sign } from '#test/fakes/feishu/seal.ts'
import { hostileRequests, request, requestOf, signed } from './feishu.requests.ts'

const sample = (name: string) => JSON.parse(readFileSync(new URL(`payloads/${name}.json`, import.meta.url), 'utf8'))
const keyOf = (key: string) => createHash('sha256').update(key).digest()
const { encryptKey, verificationToken } = FAKE_APP

let fake: FakeFeishu
let hook: (r: Request, now?: Date) => Promise<unknown>
beforeAll(async () => {
  fake = await startFakeFeishu()
  const channel = createFeishu({ ...FAKE_APP, mode: 'webhook', baseUrl: fake.url, selfWaitMs: 10_000 })
  hook = (r, now = new Date()) => channel.webhook!(r, now)
})
afterAll(() => fake.close())

const IN = { chat: 'oc_1', from: 'ou_1' }

test('opens the platform’s own vector', () => {
  const { key, encrypt: cipher, plaintext } = sample('encrypted.official_vector')
  expect(decrypt(cipher, keyOf(key))).toBe(plaintext)
})

test.each(['encrypted.im.message.receive_v1', 'encrypted.card.action.trigger'])('%s is verified as sealed', (name) => {
  const { encrypt_key, headers, raw_body, decrypts_to } = sample(name)
  const inside = sample(decrypts_to.replace('.json', ''))
  const verify = createVerifier({
    appId: inside.header.app_id,
    encryptKey: encrypt_key,
    verificationToken: inside.header.token,
  })
  const at = new Date(Number(headers['X-Lark-Request-Timestamp']) * 1000)
  expect(verify(Buffer.from(raw_body), new Headers(headers), at)).toMatchObject({ kind: 'genuine', event: inside })
  expect(verify(Buffer.from(raw_body), new Headers(headers), new Date(at.getTime() + 4_000_000))).toMatchObject({
    reason: 'stale',
  })
})

test('the encrypted challenge sample is answered', () => {
  const { encrypt_key, raw_body } = sample('encrypted.url_verification')
  const { token, challenge } = sample('url_verification.plain')
  const verify = createVerifier({ appId: 'cli_x', encryptKey: encrypt_key, verificationToken: token })
  expect(verify(Buffer.from(raw_body), new Headers(), new Date())).toEqual({ kind: 'challenge', challenge })
})

test('a challenge that knows our token is answered at once and stores nothing', async () => {
  const body = JSON.stringify({
    encrypt: encrypt(
      JSON.stringify({ type: 'url_verification', challenge: 'abc', token: verificationToken }),
      encryptKey,
    ),
  })
  expect(await hook(request(body, {}))).toEqual({ kind: 'reply', reply: { challenge: 'abc' } })
})

test('a good event comes with the platform’s own words for it', async () => {
  const event = fake.events.text('走访12户', IN)
  const verdict = await hook(requestOf(event))
  expect(verdict).toMatchObject({
    kind: 'events',
    events: [{ event: { text: '走访12户' }, raw: JSON.stringify(event) }],
  })
})

test('a body written in another style is judged by its bytes, not by ours', async () => {
  const cipher = encrypt(JSON.stringify(fake.events.text('好', IN)), encryptKey)
  for (const body of [JSON.stringify({ encrypt: cipher }, null, 2), `{"encrypt":"${cipher.replaceAll('/', '\\/')}"}`]) {
    expect(await hook(signed(body))).toMatchObject({ kind: 'events', events: [{ event: { text: '好' } }] })
  }
})

test('a stamp within the hour passes, whichever clock is fast', async () => {
  for (const off of [-3_500_000, 3_500_000])
    expect(await hook(requestOf(fake.events.text('好', IN), { at: Date.now() + off }))).toMatchObject({
      kind: 'events',
    })
})

test('an event of no interest is genuine and gives nothing to keep', async () => {
  expect(await hook(requestOf(fake.events.wrap('im.message.reaction.created_v1', {})))).toEqual({
    kind: 'events',
    events: [],
  })
})

test('a press is answered with a word that it arrived', async () => {
  const press = fake.events.press({ chat: 'oc_1', by: 'ou_1', messageId: 'om_1', value: { act: 'warning.ack' } })
  expect(await hook(requestOf(press))).toMatchObject({
    kind: 'events',
    reply: { toast: { content: '已收到，正在处理' } },
  })
})

test('a mention is known as Anan’s own, also in the first message after the start', async () => {
  const event = fake.events.text('@_user_1 好', { ...IN, mentions: [{ openId: 'ou_anan', name: '安安' }] })
  expect(await hook(requestOf(event))).toMatchObject({ events: [{ event: { text: '好', mentionsBot: true } }] })
})

test('a platform that does not say who Anan is delays a message by its time and no longer', async () => {
  const other = await startFakeFeishu()
  other.fault({ on: 'bot', kind: 'hang' })
  const channel = createFeishu({ ...FAKE_APP, mode: 'webhook', baseUrl: other.url, selfWaitMs: 50 })
  const event = other.events.text('@_user_1 好', { ...IN, mentions: [{ openId: 'ou_anan', name: '安安' }] })
  expect(await channel.webhook!(requestOf(event), new Date())).toMatchObject({
    events: [{ event: { mentionsBot: false } }],
  })
  await other.close()
})

describe('refused', () => {
  const cases = hostileRequests({ events: undefined as never })
  test.each(Object.keys(cases))('%s', async (what) => {
    const { request, status, reason } = hostileRequests(fake)[what as keyof typeof cases]
    expect(await hook(request())).toEqual({ kind: 'refused', status, reason })
  })
})

test('a request without the keys can never be judged, so the channel is not made', () => {
  expect(() => createFeishu({ appId: 'cli_a', appSecret: 's', mode: 'webhook', baseUrl: 'http://x' })).toThrow(
    /encryptKey/,
  )
})

test('the fake seals as the verifier opens, by an independent count', () => {
  const body = '{"encrypt":"x"}'
  const h = sign(body, 'k', 1_700_000_000_000)
  expect(h['x-lark-signature']).toBe(
    createHash('sha256').update(`1700000000${h['x-lark-request-nonce']}k${body}`).digest('hex'),
  )
})
