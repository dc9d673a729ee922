/**
 * The open platform behind one function: `call` makes one API call with a good token and gives its answer or a `Failure`.
 * The SDK, forty megabytes and a second of loading, is for the long connection alone: a call is an address and a body. Its
 * token keeping would be no help: it is shared by the whole process, fetches once per parallel call and keeps a token the
 * platform no longer takes.
 */
import { CODES, type Meaning, patienceOf } from './codes.ts'
import { createHttp } from './http.ts'
import { at } from './json.ts'

export interface App {
  appId: string
  appSecret: string
  baseUrl: string
  timeoutMs: number
}

/** A call that gave no data. `meaning` is undefined where only the status is known; status 0 is no answer at all. */
export class Failure extends Error {
  readonly code: string
  readonly meaning: Meaning | undefined
  readonly status: number
  /** How long the platform asks us to wait. */
  readonly afterMs: number
  /** The request cannot have been taken: it never left, or the platform answered that it was refused. */
  readonly untaken: boolean
  constructor(code: string, meaning: Meaning | undefined, status: number, afterMs: number, untaken: boolean) {
    super(`feishu ${code}`)
    this.code = code
    this.meaning = meaning
    this.status = status
    this.afterMs = afterMs
    this.untaken = untaken
  }
}

/** One call as the platform's reference names it: `/open-apis/…`, what goes into the address, what goes as JSON. */
export interface Ask {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH'
  path: string
  params?: Record<string, unknown>
  data?: unknown
  /** The answer is a file: `{ data: Readable, headers }`. */
  file?: boolean
}

/** Renewed this long before it ends, or at half its life where it is short. */
const RENEW_BEFORE_S = 300

const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

export function createClient({ appId, appSecret, baseUrl, timeoutMs }: App) {
  const http = createHttp(timeoutMs)
  let token: { value: string; until: number } | undefined
  let fetching: Promise<string> | undefined

  const request = ({ path, file, ...ask }: Ask, headers?: Record<string, string>) =>
    http.request({
      ...ask,
      url: baseUrl + path,
      headers,
      ...(file ? { responseType: 'stream', $return_headers: true } : {}),
    })

  /** A good token; however many ask at once, one is fetched. */
  function tokenOf(): Promise<string> | string {
    if (token && token.until > performance.now()) return token.value
    fetching ??= fetchToken().finally(() => {
      fetching = undefined
    })
    return fetching
  }

  async function fetchToken(): Promise<string> {
    const path = '/open-apis/auth/v3/tenant_access_token/internal'
    const got = await request({ method: 'POST', path, data: { app_id: appId, app_secret: appSecret } })
    const value = at(got, 'tenant_access_token')
    if (typeof value !== 'string' || !value) throw failureOf(got)
    const life = Number(at(got, 'expire')) || 7200
    token = { value, until: performance.now() + Math.max(life - RENEW_BEFORE_S, life / 2) * 1000 }
    return value
  }

  async function call(ask: Ask, retried = false): Promise<unknown> {
    const value = await Promise.resolve(tokenOf()).catch((error) => {
      const failed = asFailure(error)
      // Without a token nothing of ours was sent, and how the asking failed says nothing about the message.
      throw new Failure(failed.code, failed.meaning, 0, failed.afterMs, true)
    })
    try {
      const got = await request(ask, { authorization: `Bearer ${value}` })
      const code = at(got, 'code')
      if (code !== undefined && code !== 0) throw failureOf(got)
      return got
    } catch (error) {
      const failed = asFailure(error)
      if (failed.meaning !== 'token' || retried) throw failed
      if (token?.value === value) token = undefined
      return call(ask, true)
    }
  }

  return { call, http, close: () => http.close() }
}
export type Client = ReturnType<typeof createClient>

/** Whatever was thrown, as a `Failure`. */
function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  const status = Number(at(error, 'response', 'status')) || 0
  if (status) return failureOf(at(error, 'response', 'data'), status, at(error, 'response', 'headers'))
  const code = String(at(error, 'code') ?? at(error, 'cause', 'code') ?? (error as Error)?.name ?? 'error')
  return new Failure(code, undefined, 0, 2_000, NEVER_LEFT.has(code))
}

function failureOf(body: unknown, status = 200, headers?: unknown): Failure {
  const code = Number(at(body, 'code')) || 0
  const meaning = CODES.get(code) ?? (status === 429 ? 'wait' : undefined)
  const reset = Number(at(headers, 'x-ogw-ratelimit-reset'))
  const afterMs = reset > 0 ? reset * 1000 : patienceOf(code)
  // A known code, or a 4xx, is the platform's own word that it did not take the request.
  return new Failure(
    code ? String(code) : `http ${status}`,
    meaning,
    status,
    afterMs,
    meaning !== undefined || status < 500,
  )
}
