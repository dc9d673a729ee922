/** Pushes events to a webhook and, where they are not taken within 3 s, again by the platform's ladder. */
import { Agent, request } from 'undici'
import { sealed } from './seal.ts'
import type { Socket } from './socket.ts'

/** Ms after each failed push until the next: 15 s, 5 min, 1 h, 6 h. */
const LADDER = [15_000, 300_000, 3_600_000, 21_600_000]
const ANSWER_WITHIN_MS = 3_000

export interface Attempt {
  ok: boolean
  status: number
  body: unknown
  ms: number
}

export interface PushOptions {
  by?: 'webhook' | 'ws'
  /** Whether an untaken push is tried again as the clock moves. */
  repush?: boolean
  url?: string
  /** Answers slower than this count as none. */
  timeoutMs?: number
  /** Fragments of one event, over the long connection. */
  parts?: number
}

interface Owed {
  event: unknown
  options: PushOptions
  step: number
  dueMs: number
}

export interface PushDeps {
  encryptKey: string
  nowMs(): number
  webhookUrl(): string
  socket: Socket
}

export function createPusher({ encryptKey, nowMs, webhookUrl, socket }: PushDeps) {
  const agent = new Agent({ connections: 128 })
  let owed: Owed[] = []

  /** Pushes once; what is not taken is owed again later. */
  async function push(event: unknown, options: PushOptions = {}, step = 0): Promise<Attempt> {
    const attempt = options.by === 'ws' ? await overSocket(event, options) : await overHttp(event, options)
    const wait = LADDER[step]
    // A card click is a question asked once: it is never pushed again.
    const once = (event as { header?: { event_type?: string } })?.header?.event_type === 'card.action.trigger'
    if (!attempt.ok && options.repush !== false && wait !== undefined && !once)
      owed.push({ event, options, step: step + 1, dueMs: nowMs() + wait })
    return attempt
  }

  async function overHttp(
    event: unknown,
    { url = webhookUrl(), timeoutMs = ANSWER_WITHIN_MS }: PushOptions,
  ): Promise<Attempt> {
    const since = Date.now()
    try {
      const { body, headers } = sealed(event, encryptKey, nowMs())
      const got = await request(url, {
        method: 'POST',
        body,
        headers,
        dispatcher: agent,
        signal: AbortSignal.timeout(timeoutMs),
      })
      const said = await got.body.text()
      return { ok: got.statusCode === 200, status: got.statusCode, body: read(said), ms: Date.now() - since }
    } catch {
      return { ok: false, status: 0, body: undefined, ms: Date.now() - since }
    }
  }

  async function overSocket(event: unknown, { timeoutMs = ANSWER_WITHIN_MS, parts }: PushOptions): Promise<Attempt> {
    const ack = await socket.push(event, { timeoutMs, ...(parts ? { parts } : {}) })
    return { ok: ack?.code === 200, status: ack?.code ?? 0, body: ack?.data, ms: ack?.ms ?? timeoutMs }
  }

  return {
    push,
    /** Events waiting to be pushed again. */
    owed: () => owed.length,
    /** Pushes again all that has become due, in order. */
    async due(): Promise<Attempt[]> {
      const now = owed.filter((o) => o.dueMs <= nowMs())
      owed = owed.filter((o) => o.dueMs > nowMs())
      const attempts: Attempt[] = []
      for (const o of now) attempts.push(await push(o.event, o.options, o.step))
      return attempts
    },
    close: () => agent.destroy(),
  }
}

function read(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
