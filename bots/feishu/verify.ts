/**
 * Is this webhook request really the platform's, fresh, and whole? Judged over the raw bytes, before anything is believed.
 * The SDK's own dispatcher answers 200 to bad signatures, old replays and plaintext, and checks a re-serialised body.
 */
import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import type { Verdict } from '#bots/channel.ts'
import { at, text } from './json.ts'

type Refused = Extract<Verdict, { kind: 'refused' }>
export type Verified =
  | { kind: 'genuine'; event: unknown; raw: string }
  | { kind: 'challenge'; challenge: string }
  | Refused

export interface Keys {
  appId: string
  encryptKey: string
  verificationToken: string
}

/** Each delivery is signed when it is sent, re-pushes too; an hour forgives clocks and the inbox row stops replays inside it. */
const FRESH_MS = 3_600_000

const refused = (reason: Refused['reason'], status: Refused['status'] = 401): Refused => ({
  kind: 'refused',
  status,
  reason,
})

/** Prepares the keys once; the returned function judges one request. */
export function createVerifier({ appId, encryptKey, verificationToken }: Keys) {
  const aesKey = createHash('sha256').update(encryptKey).digest()

  return function verify(body: Uint8Array, headers: Headers, now: Date): Verified {
    const outer = parsed(new TextDecoder().decode(body))
    if (outer === undefined || typeof outer !== 'object' || outer === null) return refused('malformed', 400)
    const cipher = at(outer, 'encrypt')
    if (typeof cipher !== 'string') return refused('plaintext')

    const raw = decrypt(cipher, aesKey)
    const event = raw === undefined ? undefined : parsed(raw)
    // A body that our key does not open was not made by someone who knows the key.
    if (raw === undefined || event === undefined) return refused('signature')

    if (at(event, 'type') === 'url_verification') {
      if (!same(text(at(event, 'token')), verificationToken)) return refused('token')
      return { kind: 'challenge', challenge: text(at(event, 'challenge')) }
    }

    const stamp = headers.get('x-lark-request-timestamp') ?? ''
    const nonce = headers.get('x-lark-request-nonce') ?? ''
    const wanted = createHash('sha256').update(stamp).update(nonce).update(encryptKey).update(body).digest('hex')
    if (!same(headers.get('x-lark-signature') ?? '', wanted)) return refused('signature')
    // Written so that a stamp which is no number is stale too.
    if (!(Math.abs(now.getTime() - Number(stamp) * 1000) <= FRESH_MS)) return refused('stale')

    if (!same(text(at(event, 'header', 'token') ?? at(event, 'token')), verificationToken)) return refused('token')
    if (text(at(event, 'header', 'app_id') ?? appId) !== appId) return refused('token')
    return { kind: 'genuine', event, raw }
  }
}

/** AES-256-CBC under sha256(key); the first 16 bytes are the IV. Undefined where it does not open. */
export function decrypt(base64: string, aesKey: Buffer): string | undefined {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length < 32 || bytes.length % 16) return undefined
  try {
    const decipher = createDecipheriv('aes-256-cbc', aesKey, bytes.subarray(0, 16))
    return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

/** Equal in a time that does not tell how much is equal. */
function same(given: string, wanted: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(wanted)
  return a.length === b.length && timingSafeEqual(a, b)
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
