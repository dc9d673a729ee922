/** Feishu (飞书) as a channel: webhook or long connection in, the open platform's API out. */
import type { Channel, Limits, Verdict } from '#bots/channel.ts'
import { bodyOf } from './body.ts'
import { createClient } from './client.ts'
import { createListen, type ListenTimes } from './listen.ts'
import { type Log, silence } from './log.ts'
import { createAccounts, createMembers, createSelf } from './look.ts'
import { createMedia } from './media.ts'
import { hasMentions, type ParseContext, parse } from './parse.ts'
import { render } from './render.ts'
import { replyTo } from './reply.ts'
import { createSend } from './send.ts'
import { createVerifier } from './verify.ts'

export interface FeishuSettings {
  appId: string
  appSecret: string
  encryptKey?: string
  verificationToken?: string
  mode: 'webhook' | 'ws'
  /** `https://open.feishu.cn`, or where a test's own platform listens. */
  baseUrl: string
  /** Where people open our own pages; cards link to them only where it is known. */
  pages?: string
  log?: Log
  limits?: Partial<Limits>
  /** How long an event may wait to learn who Anan is; the platform wants its answer in 3 s. */
  selfWaitMs?: number
  /** Longest wait for any one call. */
  timeoutMs?: number
  listenTimes?: Partial<ListenTimes>
}

/** The platform's figures; most of its IM calls share them, and 5 a second a chat counts every bot in the chat together. */
const FEISHU_LIMITS: Limits = {
  perSecond: 50,
  perMinute: 1000,
  perChatPerSecond: 5,
  textLength: 8_000,
  idempotencyMs: 3_600_000,
  edits: true,
}

const MAX_BODY = 1024 * 1024
const SELF_WAIT_MS = 1_000

const LISTEN_TIMES: ListenTimes = { backoffMs: [1_000, 60_000], handshakeMs: 10_000, pongMs: 10_000 }

/** Makes the channel; opens no connection yet. Throws where webhook mode lacks a key: it could verify nothing. */
export function createFeishu(settings: FeishuSettings): Channel {
  const { mode, encryptKey = '', verificationToken = '', log = silence, selfWaitMs = SELF_WAIT_MS } = settings
  if (mode === 'webhook' && !(encryptKey && verificationToken)) {
    throw new Error('feishu: webhook mode needs both encryptKey and verificationToken')
  }
  const app = {
    appId: settings.appId,
    appSecret: settings.appSecret,
    baseUrl: settings.baseUrl.replace(/(?<!\/)\/{1,9}$/, ''),
    timeoutMs: settings.timeoutMs ?? 8_000,
  }
  const limits = { ...FEISHU_LIMITS, ...settings.limits }
  const client = createClient(app)
  const self = createSelf(client)

  async function contextOf(body: unknown, now: Date): Promise<ParseContext> {
    const bot = hasMentions(body) ? await self(selfWaitMs) : undefined
    return { now, ...(bot ? { bot } : {}) }
  }

  const verify = createVerifier({ appId: app.appId, encryptKey, verificationToken })
  async function webhook(request: Request, now: Date): Promise<Verdict> {
    const body = await bodyOf(request, MAX_BODY)
    if (!body) return { kind: 'refused', status: 413, reason: 'oversized' }
    const judged = verify(body, request.headers, now)
    if (judged.kind === 'refused') return judged
    if (judged.kind === 'challenge') return { kind: 'reply', reply: { challenge: judged.challenge } }
    const events = parse(judged.event, await contextOf(judged.event, now))
    const reply = replyTo(events)
    return { kind: 'events', events: events.map((event) => ({ event, raw: judged.raw })), ...(reply ? { reply } : {}) }
  }

  const times = { ...LISTEN_TIMES, ...settings.listenTimes }
  return {
    name: 'feishu',
    limits,
    render: (message) => render(message, limits.textLength, settings.pages),
    send: createSend(client, log),
    // Events may come one way and card clicks the other: whatever can be verified is served.
    ...(encryptKey && verificationToken ? { webhook } : {}),
    ...(mode === 'ws' ? { listen: createListen(app, client, (body) => contextOf(body, new Date()), log, times) } : {}),
    look: { media: createMedia(client), accounts: createAccounts(client), members: createMembers(client) },
  }
}
