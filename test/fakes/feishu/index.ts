/**
 * A faithful fake of the Feishu open platform over HTTP and WebSocket: tokens, messages, limits, faults, pushes.
 * `startFakeFeishu()` runs it in this process; `main.ts` runs it as its own, driven over `/_fake/*`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Answer, bad, createApi, type Route } from './api.ts'
import { createControl } from './control.ts'
import { createEvents, type Who } from './events.ts'
import { createFaults, type Fault, type RouteName } from './faults.ts'
import { type Attempt, createPusher, type PushOptions } from './push.ts'
import { createSocket } from './socket.ts'
import { buttonsOf, createStore, type SentMessage } from './store.ts'
import { createLimiter, type FakeLimits, PLATFORM_LIMITS } from './windows.ts'

export type { Fault } from './faults.ts'
export type { Attempt, PushOptions } from './push.ts'
export { buttonsOf, type SentMessage, wordsOf } from './store.ts'

export interface FakeOptions {
  port?: number
  /** The real limits unless said; `false` = none. */
  limits?: Partial<FakeLimits> | false
  appId?: string
  appSecret?: string
  encryptKey?: string
  verificationToken?: string
  /** Where webhooks are pushed to. */
  webhook?: string
  /** How many times faster than real time the platform's clock, and so its limits, run. */
  speed?: number
}

/** An app id the SDK's long connection accepts, with keys to match. */
export const FAKE_APP = {
  appId: 'cli_a1b2c3d4e5f60718',
  appSecret: 'fake-app-secret',
  encryptKey: 'fake-encrypt-key',
  verificationToken: 'fake-verification-token',
}

const NO_LIMITS: FakeLimits = { perSecond: Infinity, perMinute: Infinity, perChatPerSecond: Infinity }

export type FakeFeishu = Awaited<ReturnType<typeof startFakeFeishu>>

/** Starts the platform on a port of its own. */
export async function startFakeFeishu(options: FakeOptions = {}) {
  const app = {
    appId: options.appId ?? FAKE_APP.appId,
    appSecret: options.appSecret ?? FAKE_APP.appSecret,
    encryptKey: options.encryptKey ?? FAKE_APP.encryptKey,
    verificationToken: options.verificationToken ?? FAKE_APP.verificationToken,
    botOpenId: 'ou_anan',
  }
  const store = createStore(options.speed)
  const faults = createFaults()
  const socket = createSocket()
  const events = createEvents(app.appId, app.verificationToken, store.nowMs)
  let webhook = options.webhook ?? ''
  let tokenLifeS = 7200
  const limiterOf = (limits: FakeOptions['limits']) =>
    createLimiter(limits === false ? NO_LIMITS : { ...PLATFORM_LIMITS, ...limits })
  let limiter = limiterOf(options.limits)
  const pusher = createPusher({ encryptKey: app.encryptKey, nowMs: store.nowMs, webhookUrl: () => webhook, socket })
  const api = createApi({ store, app, take: (chat, now) => limiter(chat, now), tokenLifeS: () => tokenLifeS })

  const endpoint: Route = {
    name: 'endpoint',
    method: 'POST',
    path: [],
    open: true,
    run: ({ body }) =>
      body.AppID === app.appId && body.AppSecret === app.appSecret
        ? {
            status: 200,
            body: {
              code: 0,
              msg: '',
              data: {
                URL: `${url.replace('http', 'ws')}/ws?device_id=1&service_id=1&ticket=t`,
                ClientConfig: socket.state.config,
              },
            },
          }
        : { status: 200, body: { code: 514, msg: 'app secret invalid', data: {} } },
  }

  const server = createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (c: Buffer) => chunks.push(c))
    req.on('end', () => void handle(req, res, chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)))
  })
  server.on('upgrade', socket.upgrade)
  server.keepAliveTimeout = 60_000

  async function handle(req: IncomingMessage, res: ServerResponse, raw: Buffer): Promise<void> {
    const { pathname, searchParams } = new URL(req.url ?? '/', 'http://fake')
    const body = bodyOf(raw)
    if (pathname.startsWith('/_fake/'))
      return answer(res, await control(pathname.slice(7), req.method ?? 'GET', searchParams, body))
    const path = pathname.split('/').slice(2)
    const route =
      pathname === '/callback/ws/endpoint'
        ? endpoint
        : api.routes.find((r) => r.method === req.method && matches(r.path, path))
    if (!route) return answer(res, bad(404, 'not found', 404))
    const fault = faults.take(route.name)
    if (fault?.kind === 'hang') return
    if (fault?.kind === 'drop') return void req.socket.destroy()
    if (fault?.delayMs) await new Promise((r) => setTimeout(r, fault.delayMs))
    const call = { path, query: searchParams, body, authorization: req.headers.authorization ?? '' }
    const got = faulty(fault) ?? (route.open ? undefined : api.unauthorized(call)) ?? route.run(call)
    note(route.name, got)
    if (fault?.kind === 'hang-after') return
    if (fault?.kind === 'drop-after') return void req.socket.destroy()
    if (fault?.kind === 'garbage') return void res.writeHead(fault.status ?? 200).end('<html>oops')
    answer(res, got)
  }

  function note(route: RouteName, { status, body }: Answer): void {
    const code = Number((body as { code?: number })?.code ?? 0)
    store.counts[route] = (store.counts[route] ?? 0) + 1
    if (status === 429) store.counts['429'] = (store.counts['429'] ?? 0) + 1
    if (store.calls.length < 100_000) store.calls.push({ route, at: store.nowMs(), status, code })
  }

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const fake = {
    url,
    app,
    store,
    events,
    socket,
    /** Every message taken, in order. */
    sent: store.sent,
    /** The chat a person has with Anan alone. */
    p2p: (openId: string) => `oc_p2p_${openId}`,
    /** The first message like this, waiting for it. */
    until: async (like: (m: SentMessage) => boolean, withinMs = 3_000): Promise<SentMessage> => {
      for (const since = Date.now(); ; await new Promise((r) => setTimeout(r, 5))) {
        const found = store.sent.find(like)
        if (found) return found
        if (Date.now() - since > withinMs)
          throw new Error(`no such message within ${withinMs} ms; ${store.sent.length} were sent`)
      }
    },
    /** How many calls of each route, and of 429 answers. */
    counts: () => store.counts,
    nowMs: store.nowMs,
    addUser: store.user,
    addChat: store.chat,
    addResource: store.resource,
    /** From now on this chat, account or message is refused with that code. */
    gone: (target: string, code: number) => void store.gone.set(target, code),
    fault: (fault: Fault) => faults.add(fault),
    clearFaults: faults.clear,
    /** Makes every token invalid at once. */
    forgetTokens: api.forgetTokens,
    tokenLife: (seconds: number) => {
      tokenLifeS = seconds
    },
    limit: (limits: FakeOptions['limits']) => {
      limiter = limiterOf(limits)
    },
    webhookTo: (to: string) => {
      webhook = to
    },
    /** Pushes an event to the webhook, or over the long connection. */
    push: (event: unknown, how?: PushOptions) => {
      const written = (event as { event?: { message?: { message_id?: string; chat_id?: string } } })?.event?.message
      if (written?.message_id && written.chat_id) store.written.set(written.message_id, written.chat_id)
      return pusher.push(event, how)
    },
    owed: pusher.owed,
    /** Moves the platform's clock and pushes again what has become due. */
    advance: (ms: number): Promise<Attempt[]> => {
      store.move(ms)
      return pusher.due()
    },
    /** Somebody presses the button with that act, or label, on a card Anan sent. */
    press: (message: SentMessage, which: string, by: string | Who, form?: object, how?: PushOptions) => {
      const button = buttonsOf(message).find((b) => b.value?.act === which || b.label === which)
      if (!button) throw new Error(`no button ${which}`)
      return pusher.push(
        events.press({
          chat: message.chat,
          by,
          messageId: message.id,
          value: button.value,
          ...(form ? { form } : {}),
          ...(button.name ? { name: button.name } : {}),
        }),
        how,
      )
    },
    reset: () => {
      store.forget()
      faults.clear()
    },
    close: async (): Promise<void> => {
      socket.close()
      await pusher.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  const control = createControl(fake)
  return fake
}

/** The JSON of a request; {} for uploads, which the fake does not look into. */
function bodyOf(raw: Buffer): Record<string, unknown> {
  try {
    return raw.length ? (JSON.parse(raw.toString()) as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

const matches = (pattern: string[], path: string[]) =>
  pattern.length === path.length && pattern.every((p, i) => p === ':' || p === path[i])

/** The scripted answer, where the fault gives one. */
function faulty(fault: Fault | undefined): Answer | undefined {
  if (!fault || (fault.status === undefined && fault.code === undefined)) return undefined
  const reset = fault.resetS ?? (fault.status === 429 ? 1 : undefined)
  return {
    ...bad(fault.code ?? 0, fault.msg ?? 'scripted fault', fault.status ?? 200),
    ...(reset === undefined ? {} : { headers: { 'x-ogw-ratelimit-reset': String(reset) } }),
  }
}

function answer(res: ServerResponse, { status, body, headers }: Answer): void {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body))
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.length,
    ...headers,
  })
  res.end(bytes)
}
