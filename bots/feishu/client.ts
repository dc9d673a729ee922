/**
 * The SDK's client behind one function: `call` runs an API call with a good token and gives its data or a `Failure`.
 * The SDK is loaded with the first call, so that a station without Feishu never pays for it. Its own token keeping is left
 * out: that is shared by the whole process, fetches once per parallel call and keeps a token the platform no longer takes.
 */
import type * as lark from '@larksuiteoapi/node-sdk'
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

type Api = InstanceType<typeof lark.Client>
type Options = ReturnType<typeof lark.withTenantToken>

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

const silent = { error() {}, warn() {}, info() {}, debug() {}, trace() {} }

export function createClient({ appId, appSecret, baseUrl, timeoutMs }: App) {
  const http = createHttp(timeoutMs)
  let loading: Promise<{ sdk: typeof lark; api: Api }> | undefined
  let token: { value: string; until: number } | undefined
  let fetching: Promise<string> | undefined

  /** The SDK and a client of it, made once. Its logger is dumb: it would print bodies, and the secret when a token fails. */
  const load = () => {
    loading ??= import('@larksuiteoapi/node-sdk').then((sdk) => ({
      sdk,
      api: new sdk.Client({
        appId,
        appSecret,
        domain: baseUrl,
        disableTokenCache: true,
        httpInstance: http as unknown as lark.HttpInstance,
        logger: silent,
      }),
    }))
    return loading
  }

  /** A good token; however many ask at once, one is fetched. */
  function tokenOf(api: Api): Promise<string> | string {
    if (token && token.until > performance.now()) return token.value
    fetching ??= fetchToken(api).finally(() => {
      fetching = undefined
    })
    return fetching
  }

  async function fetchToken(api: Api): Promise<string> {
    const got: unknown = await api.auth.v3.tenantAccessToken.internal({
      data: { app_id: appId, app_secret: appSecret },
    })
    const value = at(got, 'tenant_access_token')
    if (typeof value !== 'string' || !value) throw failureOf(got)
    const life = Number(at(got, 'expire')) || 7200
    token = { value, until: performance.now() + Math.max(life - RENEW_BEFORE_S, life / 2) * 1000 }
    return value
  }

  async function call<T>(run: (api: Api, options: Options) => Promise<T>, retried = false): Promise<T> {
    const { sdk, api } = await load()
    const value = await Promise.resolve(tokenOf(api)).catch((error) => {
      const failed = asFailure(error)
      // Without a token nothing of ours was sent, and how the asking failed says nothing about the message.
      throw new Failure(failed.code, failed.meaning, 0, failed.afterMs, true)
    })
    try {
      const got = await run(api, sdk.withTenantToken(value))
      const code = at(got, 'code')
      if (code !== undefined && code !== 0) throw failureOf(got)
      return got
    } catch (error) {
      const failed = asFailure(error)
      if (failed.meaning !== 'token' || retried) throw failed
      if (token?.value === value) token = undefined
      return call(run, true)
    }
  }

  return { load, call, http, close: () => http.close() }
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
