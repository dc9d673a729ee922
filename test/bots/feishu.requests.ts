/** Requests to the Feishu webhook: what the platform sends, and what it never would. */

import { FAKE_APP, type FakeFeishu } from '#test/fakes/feishu/index.ts'
import { encrypt, sealed, sign } from '#test/fakes/feishu/seal.ts'

const { encryptKey } = FAKE_APP
const HOUR = 3_600_000

export const request = (body: string | Uint8Array, headers: Record<string, string>) =>
  new Request('http://station/hooks/feishu', { method: 'POST', body: body as string, headers })

/** An event sealed as the platform seals it. */
export function requestOf(event: unknown, { key = encryptKey, at = Date.now() } = {}): Request {
  const { body, headers } = sealed(event, key, at)
  return request(body, headers)
}

/** A body of our own making under a right signature. */
export const signed = (body: string, at = Date.now()) => request(body, sign(body, encryptKey, at))

/** Everything that must be refused, with how. */
export function hostileRequests(fake: Pick<FakeFeishu, 'events'>) {
  const event = () => fake.events.text('假的', { chat: 'oc_group', from: 'ou_person' })
  const wrap = () => JSON.stringify({ encrypt: encrypt(JSON.stringify(event()), encryptKey) })
  const header = (change: object) => {
    const e = event()
    return { ...e, header: { ...e.header, ...change } }
  }
  const challenge = { type: 'url_verification', challenge: 'x', token: FAKE_APP.verificationToken }
  return {
    'no signature': { request: () => request(wrap(), {}), status: 401, reason: 'signature' },
    'a forged signature': {
      request: () => request(wrap(), { ...sign('other', encryptKey, Date.now()) }),
      status: 401,
      reason: 'signature',
    },
    'a signature of the wrong length': {
      request: () => request(wrap(), { ...sign('x', encryptKey, Date.now()), 'x-lark-signature': 'ab' }),
      status: 401,
      reason: 'signature',
    },
    'a body changed after signing': {
      request: () => {
        const { body, headers } = sealed(event(), encryptKey, Date.now())
        return request(`${body} `, headers)
      },
      status: 401,
      reason: 'signature',
    },
    'another key': { request: () => requestOf(event(), { key: 'somebody else’s' }), status: 401, reason: 'signature' },
    'an old one replayed': {
      request: () => requestOf(event(), { at: Date.now() - HOUR - 60_000 }),
      status: 401,
      reason: 'stale',
    },
    'one from the future': {
      request: () => requestOf(event(), { at: Date.now() + HOUR + 60_000 }),
      status: 401,
      reason: 'stale',
    },
    'a time that is no number': { request: () => requestOf(event(), { at: Number.NaN }), status: 401, reason: 'stale' },
    'a signed plaintext event': { request: () => signed(JSON.stringify(event())), status: 401, reason: 'plaintext' },
    'a wrong token inside': { request: () => requestOf(header({ token: 'forged' })), status: 401, reason: 'token' },
    'no token inside': { request: () => requestOf(header({ token: undefined })), status: 401, reason: 'token' },
    'another app': {
      request: () => requestOf(header({ app_id: 'cli_0000000000000000' })),
      status: 401,
      reason: 'token',
    },
    'a challenge with a wrong token': {
      request: () => requestOf({ ...challenge, token: 'forged' }),
      status: 401,
      reason: 'token',
    },
    'a plaintext challenge': {
      request: () => request(JSON.stringify(challenge), {}),
      status: 401,
      reason: 'plaintext',
    },
    'a truncated body': { request: () => request(wrap().slice(0, 60), {}), status: 400, reason: 'malformed' },
    'no JSON': { request: () => request('hello', {}), status: 400, reason: 'malformed' },
    'nothing at all': { request: () => request('', {}), status: 400, reason: 'malformed' },
    null: { request: () => request('null', {}), status: 400, reason: 'malformed' },
    'a body over 1 MiB': { request: () => request('x'.repeat(1024 * 1024 + 1), {}), status: 413, reason: 'oversized' },
    'a body over 1 MiB that does not tell its length': { request: endless, status: 413, reason: 'oversized' },
    'ciphertext that is none': {
      request: () => signed(JSON.stringify({ encrypt: '!!!' })),
      status: 401,
      reason: 'signature',
    },
    'an encrypted thing that is no JSON': {
      request: () => signed(JSON.stringify({ encrypt: encrypt('not json', encryptKey) })),
      status: 401,
      reason: 'signature',
    },
  }
}

/** A body that never ends, sent in chunks. */
function endless(): Request {
  const body = new ReadableStream({ pull: (c) => c.enqueue(new Uint8Array(65_536)) })
  return new Request('http://station/hooks/feishu', { method: 'POST', body, duplex: 'half' } as RequestInit)
}
