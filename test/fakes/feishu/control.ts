/** The control of a fake that runs as its own process: a small JSON API under `/_fake/`. */
import type { Answer } from './api.ts'
import type { FakeFeishu } from './index.ts'

// biome-ignore lint/suspicious/noExplicitAny: each handler names what it takes
type Body = Record<string, any>
type Handler = (body: Body, query: URLSearchParams) => unknown

/** `POST /_fake/push` and so on; every answer is JSON. */
export function createControl(fake: Omit<FakeFeishu, never>) {
  const handlers: Record<string, Handler> = {
    /** Counts of calls and messages. */
    stats: () => ({
      sent: fake.sent.length,
      counts: fake.counts(),
      owed: fake.owed(),
      connections: fake.socket.connections(),
      now: fake.nowMs(),
    }),
    /** Messages taken, from `?since=` on. */
    sent: (_, query) =>
      fake.sent.slice(Number(query.get('since') ?? 0), Number(query.get('until') ?? Number.POSITIVE_INFINITY)),
    /** Only times and targets, for counting thousands. */
    times: () => fake.sent.map((m) => [m.at, m.to, m.uuid]),
    /** `{event, how?}`; or `{type, args}` builds one of the known events first. */
    push: ({ event, how, type, args }) =>
      fake.push(event ?? (fake.events as unknown as Record<string, (...a: unknown[]) => unknown>)[type]!(...args), how),
    press: ({ messageId, which, by, form, how }) => fake.press(fake.store.byId.get(messageId)!, which, by, form, how),
    fault: (fault) => fake.fault(fault as never),
    gone: ({ target, code }) => fake.gone(target, code),
    limits: ({ limits }) => fake.limit(limits),
    webhook: ({ url }) => fake.webhookTo(url),
    advance: ({ ms }) => fake.advance(ms),
    user: ({ name, ...more }) => fake.addUser(name, more),
    chat: ({ name, members, id }) => fake.addChat(name, members, id),
    resource: ({ messageId, key, base64, type, name }) =>
      fake.addResource(messageId, key, Buffer.from(base64, 'base64'), type, name),
    drop: () => fake.socket.drop(),
    reset: () => fake.reset(),
  }
  return async (name: string, _method: string, query: URLSearchParams, body: Body): Promise<Answer> => {
    const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined
    if (!handler) return { status: 404, body: { error: `no such control; known: ${Object.keys(handlers).join(' ')}` } }
    try {
      return { status: 200, body: (await handler(body, query)) ?? {} }
    } catch (error) {
      return { status: 400, body: { error: String(error) } }
    }
  }
}
