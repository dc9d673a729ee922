/**
 * Holds the platform's long connection until told to stop. The SDK's client gives up for good on some answers and else waits
 * up to two minutes before it comes back; so it is used for one connection at a time and this supervisor makes the next.
 */
import type { Channel } from '#bots/channel.ts'
import type { App, Client } from './client.ts'
import type { Log } from './log.ts'
import { type ParseContext, parse } from './parse.ts'
import { replyTo } from './reply.ts'

type Listen = NonNullable<Channel['listen']>

export interface ListenTimes {
  /** First and longest wait before the next connection. */
  backoffMs: [first: number, most: number]
  /** Longest wait for the connection to stand. */
  handshakeMs: number
  /** Longest silence after a ping. */
  pongMs: number
}

const WATCH_MS = 250
/** A connection that stood this long was a good one: the waits begin anew. */
const GOOD_MS = 60_000
/** How long emits under way may finish, and be acknowledged, when the station stops. */
const LAST_ACKS_MS = 2_000

export function createListen(
  app: App,
  client: Client,
  contextOf: (body: unknown) => Promise<ParseContext>,
  log: Log,
  times: ListenTimes,
): Listen {
  return async function listen(emit, signal) {
    let waitMs = times.backoffMs[0]
    while (!signal.aborted) {
      const since = performance.now()
      const ended = await session(emit, signal).catch((error: Error) => error.name)
      if (signal.aborted) return
      if (performance.now() - since > GOOD_MS) waitMs = times.backoffMs[0]
      log.warn({ reason: ended, waitMs }, 'feishu: the long connection ended; coming back')
      await sleep(waitMs * (0.75 + Math.random() / 2), signal)
      waitMs = Math.min(waitMs * 2, times.backoffMs[1])
    }
  }

  /** One connection, from its making to its end; resolves with why it ended. */
  async function session(emit: Parameters<Listen>[0], signal: AbortSignal): Promise<string> {
    const sdk = await import('@larksuiteoapi/node-sdk')
    const underway = new Set<Promise<unknown>>()
    let failed: string | undefined
    let ready = false
    const ws = new sdk.WSClient({
      appId: app.appId,
      appSecret: app.appSecret,
      domain: app.baseUrl,
      httpInstance: client.http as never,
      logger: { error() {}, warn() {}, info() {}, debug() {}, trace() {} },
      autoReconnect: false,
      handshakeTimeoutMs: times.handshakeMs,
      wsConfig: { pingTimeout: times.pongMs / 1000 },
      onReady: () => {
        ready = true
        log.info({}, 'feishu: the long connection stands')
      },
      onError: (error: Error) => {
        failed = error.message
      },
    })
    // The SDK acknowledges when this resolves and reports a 500, which has the event pushed again, when it throws.
    const invoke = (body: unknown) => {
      const taken = take(body, emit)
      underway.add(taken)
      return taken.finally(() => underway.delete(taken))
    }
    try {
      await ws.start({ eventDispatcher: { invoke } as never })
      const started = performance.now()
      while (!signal.aborted) {
        await sleep(WATCH_MS, signal)
        if (failed) return failed
        const { state } = ws.getConnectionStatus()
        // An app id of the wrong form leaves the client idle without a word.
        if (state === 'idle' && !ready) return 'the app id is not accepted'
        if (ready && state !== 'connected') return 'the connection was lost'
        if (!ready && performance.now() - started > times.handshakeMs * 3) return 'the connection did not come up'
      }
      await lastAcks(underway)
      return 'stopped'
    } finally {
      ws.close({ force: true })
    }
  }

  async function take(body: unknown, emit: Parameters<Listen>[0]): Promise<unknown> {
    const events = parse(body, await contextOf(body))
    if (!events.length) return undefined
    const raw = JSON.stringify(body)
    await emit(events.map((event) => ({ event, raw })))
    return replyTo(events)
  }
}

/** Waits for what is under way, and a moment more: the SDK writes the acknowledgement only after the handler is done. */
async function lastAcks(underway: Set<Promise<unknown>>): Promise<void> {
  if (!underway.size) return
  await Promise.race([Promise.allSettled(underway), sleep(LAST_ACKS_MS)])
  await sleep(50)
}

/** Sleeps, or returns at once when the signal aborts. */
function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done, { once: true })
  })
}
