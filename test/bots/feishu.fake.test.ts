/** The fake platform is itself held to the real one's rules: what it forgives, Anan would never learn. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cardFault } from '#test/fakes/feishu/cards.ts'
import { decodeFrame, encodeFrame } from '#test/fakes/feishu/frame.ts'
import { FAKE_APP, type FakeFeishu, startFakeFeishu } from '#test/fakes/feishu/index.ts'
import { createLimiter } from '#test/fakes/feishu/windows.ts'

let fake: FakeFeishu
beforeEach(async () => {
  fake = await startFakeFeishu()
})
afterEach(() => fake.close())

const post = (path: string, body: object, headers = {}) =>
  fetch(fake.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
async function token(secret = FAKE_APP.appSecret) {
  return (await (
    await post('/open-apis/auth/v3/tenant_access_token/internal', { app_id: FAKE_APP.appId, app_secret: secret })
  ).json()) as Record<string, string>
}
const message = (chat: string, more = {}) => ({ receive_id: chat, msg_type: 'text', content: '{"text":"x"}', ...more })
async function create(body: object, bearer: string) {
  const got = await post('/open-apis/im/v1/messages?receive_id_type=chat_id', body, {
    authorization: `Bearer ${bearer}`,
  })
  return {
    status: got.status,
    reset: got.headers.get('x-ogw-ratelimit-reset'),
    body: (await got.json()) as { code: number },
  }
}

describe('limits', () => {
  test('no second ever holds more than fifty, wherever it begins', () => {
    const take = createLimiter({ perSecond: 50, perMinute: 1000, perChatPerSecond: 5 })
    const taken: number[] = []
    for (let t = 0; t < 70_000; t += 7) if (!take(`oc_${t}`, t)) taken.push(t)
    for (const [i, t] of taken.entries()) {
      if (i >= 50) expect(t - taken[i - 50]!).toBeGreaterThanOrEqual(1000)
      if (i >= 1000) expect(t - taken[i - 1000]!).toBeGreaterThanOrEqual(60_000)
    }
    expect(taken.length).toBeGreaterThan(1000)
  })
  test('a sixth message to one chat within a second meets 429 and a time to wait', async () => {
    const { tenant_access_token: t } = await token()
    for (let i = 0; i < 5; i++) expect((await create(message('oc_1'), t!)).status).toBe(200)
    expect(await create(message('oc_1'), t!)).toMatchObject({ status: 429, reset: '1', body: { code: 230020 } })
    expect((await create(message('oc_2'), t!)).status).toBe(200)
    await fake.advance(1000)
    expect((await create(message('oc_1'), t!)).status).toBe(200)
  })
  test('over the app’s own limit it is 99991400', async () => {
    fake.limit({ perSecond: 2 })
    const { tenant_access_token: t } = await token()
    for (const chat of ['oc_1', 'oc_2']) await create(message(chat), t!)
    expect(await create(message('oc_3'), t!)).toMatchObject({ status: 429, body: { code: 99991400 } })
  })
})

test('tokens are wanted, end, and need the right secret', async () => {
  expect(await token('wrong')).toMatchObject({ code: 10014 })
  const { tenant_access_token: t } = await token()
  expect((await create(message('oc_1'), 'forged')).body.code).toBe(99991663)
  expect((await create(message('oc_1'), t!)).body.code).toBe(0)
  await fake.advance(7_200_000)
  expect((await create(message('oc_1'), t!)).body.code).toBe(99991663)
})

describe('pushes', () => {
  let answers: number[]
  let bodies: string[]
  let hook: ReturnType<typeof createServer>
  beforeEach(async () => {
    answers = []
    bodies = []
    hook = createServer((req, res) => {
      let body = ''
      req.on('data', (c) => (body += c))
      req.on('end', () => {
        bodies.push(body)
        res.writeHead(answers.shift() ?? 200).end('{}')
      })
    })
    await new Promise<void>((r) => hook.listen(0, '127.0.0.1', r))
    fake.webhookTo(`http://127.0.0.1:${(hook.address() as AddressInfo).port}/`)
  })
  afterEach(() => {
    hook.closeAllConnections()
    hook.close()
  })

  test('climb the ladder of 15 s, 5 min, 1 h and 6 h until they are taken', async () => {
    answers = [503, 401, 500, 200]
    expect((await fake.push(fake.events.text('a', { chat: 'oc_1', from: 'ou_1' }))).ok).toBe(false)
    expect(await fake.advance(14_000)).toEqual([])
    expect(await fake.advance(1_000)).toMatchObject([{ status: 401 }])
    expect(await fake.advance(300_000)).toMatchObject([{ status: 500 }])
    expect(await fake.advance(3_600_000)).toMatchObject([{ ok: true }])
    expect(fake.owed()).toBe(0)
    expect(bodies).toHaveLength(4)
  })
  test('end after the last rung', async () => {
    answers = [500, 500, 500, 500, 500]
    await fake.push(fake.events.text('a', { chat: 'oc_1', from: 'ou_1' }))
    for (const ms of [15_000, 300_000, 3_600_000, 21_600_000, 86_400_000]) await fake.advance(ms)
    expect(bodies).toHaveLength(5)
  })
  test('of card clicks are made once', async () => {
    answers = [500]
    await fake.push(fake.events.press({ chat: 'oc_1', by: 'ou_1', messageId: 'om_1', value: {} }))
    expect(fake.owed()).toBe(0)
  })
})

test('frames are what they were', () => {
  const frame = {
    seq: 300n,
    log: 2n ** 60n,
    service: 33554678,
    method: 1,
    headers: { type: 'event', message_id: '编号' },
    payload: Buffer.from('{"a":"好"}'),
  }
  expect(decodeFrame(encodeFrame(frame))).toEqual(frame)
})

describe('cards', () => {
  const form = (elements: object[]) => ({
    schema: '2.0',
    config: { update_multi: true },
    body: { elements: [{ tag: 'form', name: 'f', elements }] },
  })
  const submit = {
    tag: 'button',
    name: 's',
    text: { tag: 'plain_text', content: '提交' },
    form_action_type: 'submit',
    behaviors: [{ type: 'callback', value: {} }],
  }
  const BAD: Record<string, [card: object, fault: string]> = {
    'the old schema': [{ config: { update_multi: true }, elements: [] }, 'schema must be 2.0'],
    'not shared': [{ schema: '2.0', body: { elements: [] } }, 'update_multi must be true'],
    'a tag nobody knows': [
      { schema: '2.0', config: { update_multi: true }, body: { elements: [{ tag: 'action' }] } },
      'not support tag: action',
    ],
    'a form without a submit button': [form([{ tag: 'input', name: 'a' }]), 'form has no submit button'],
    'a submit button without a value': [form([{ ...submit, behaviors: [] }]), 'submit button needs a value'],
    'two of one name': [form([{ tag: 'input', name: 's' }, submit]), 'duplicate name: s'],
    'a field without a name': [form([{ tag: 'input' }, submit]), 'input in form needs a name'],
    'a form in a form': [form([{ tag: 'form', name: 'g', elements: [submit] }]), 'form must be at root'],
    'a choice of nothing': [form([{ tag: 'select_static', name: 'a', options: [] }, submit]), 'options empty'],
    'over 200 elements': [
      {
        schema: '2.0',
        config: { update_multi: true },
        body: { elements: Array(201).fill({ tag: 'hr' }) },
      },
      'element exceeds the limit',
    ],
  }
  test.each(Object.entries(BAD))('%s is refused', (_, [card, fault]) => {
    expect(cardFault(JSON.stringify(card))).toContain(fault)
  })
  test('a good one is not', () => {
    expect(cardFault(JSON.stringify(form([{ tag: 'input', name: 'a' }, submit])))).toBeUndefined()
  })
})

test('as its own process it is driven over /_fake', async () => {
  const control = async (name: string, body = {}) =>
    (await post(`/_fake/${name}`, body)).json() as Promise<Record<string, unknown>>
  await control('fault', { on: 'token', code: 10014 })
  expect(await token()).toMatchObject({ code: 10014 })
  const { tenant_access_token: t } = await token()
  await create(message('oc_1', { uuid: 'u1' }), t!)
  expect(await control('stats')).toMatchObject({ sent: 1, counts: { create: 1, token: 2 } })
  expect(await control('sent')).toMatchObject([{ to: 'oc_1', uuid: 'u1' }])
  await control('reset')
  expect(await control('stats')).toMatchObject({ sent: 0 })
})
