/** The open platform's API, as much of it as Anan calls, with the answers and error codes of the real one. */
import { randomBytes } from 'node:crypto'
import { cardFault } from './cards.ts'
import type { RouteName } from './faults.ts'
import type { SentMessage, Store } from './store.ts'
import type { Over } from './windows.ts'

export interface Call {
  path: string[]
  query: URLSearchParams
  // biome-ignore lint/suspicious/noExplicitAny: whatever the client sent
  body: Record<string, any>
  authorization: string
}

export interface Answer {
  status: number
  body: unknown
  headers?: Record<string, string>
}

export interface ApiDeps {
  store: Store
  app: { appId: string; appSecret: string; botOpenId: string }
  take(chat: string, now: number): Over | undefined
  tokenLifeS(): number
}

export interface Route {
  name: RouteName
  method: string
  /** Segments after /open-apis; `:` takes any. */
  path: string[]
  open?: boolean
  run(call: Call): Answer
}

const MAX_TEXT = 150 * 1024
const MAX_POST = 30 * 1024
const MAX_URGENT = 200

const good = (data: unknown): Answer => ({ status: 200, body: { code: 0, msg: 'success', data } })
export const bad = (code: number, msg: string, status = 400): Answer => ({
  status,
  body: { code, msg, error: { log_id: '20260101000000' } },
})

/** The answer to one call too many. */
const limited = ({ scope, limit, waitMs }: Over): Answer => ({
  ...bad(scope === 'app' ? 99991400 : 230020, 'request trigger frequency limit', 429),
  headers: {
    'x-ogw-ratelimit-limit': String(limit),
    'x-ogw-ratelimit-reset': String(Math.max(1, Math.ceil(waitMs / 1000))),
  },
})

export function createApi({ store, app, take, tokenLifeS }: ApiDeps) {
  const tokens = new Map<string, number>()

  const token = ({ body }: Call): Answer => {
    if (body.app_id !== app.appId || body.app_secret !== app.appSecret) return bad(10014, 'app secret invalid', 200)
    const value = `t-${randomBytes(16).toString('hex')}`
    const expire = tokenLifeS()
    tokens.set(value, store.nowMs() + expire * 1000)
    return { status: 200, body: { code: 0, msg: 'ok', tenant_access_token: value, expire } }
  }

  const unauthorized = ({ authorization }: Call): Answer | undefined => {
    if (!authorization.startsWith('Bearer ')) return bad(99991661, 'Missing access token for authorization.')
    const until = tokens.get(authorization.slice(7))
    return until === undefined || until <= store.nowMs()
      ? bad(99991663, 'Invalid access token for authorization.')
      : undefined
  }

  /** What is wrong with a message's content, if anything. */
  function contentFault(type: string, content: unknown): Answer | undefined {
    if (typeof content !== 'string')
      return bad(230001, 'Your request contains an invalid request parameter, ext=content is not a string')
    if (type === 'interactive') {
      const fault = cardFault(content)
      return fault ? bad(230099, `Failed to create card content, ext=${fault}`) : undefined
    }
    if (Buffer.byteLength(content) > (type === 'text' ? MAX_TEXT : MAX_POST))
      return bad(230025, 'The length of the message content reaches its limit')
    try {
      const parsed = JSON.parse(content)
      if (type === 'text' && !(typeof parsed.text === 'string' && parsed.text)) return bad(230001, 'ext=text is empty')
    } catch {
      return bad(230001, 'ext=content is not JSON')
    }
    return undefined
  }

  function accept(chat: string, to: string, { body }: Call, replyTo?: string): Answer {
    const uuid = body.uuid === undefined ? undefined : String(body.uuid)
    if (uuid && uuid.length > 50) return bad(230001, 'ext=uuid is too long')
    const fault = contentFault(String(body.msg_type), body.content)
    if (fault) return fault
    const over = take(chat, store.nowMs())
    if (over) return limited(over)
    const before = store.already(uuid)
    if (before) return good(dataOf(before))
    return good(
      dataOf(
        store.take({
          chat,
          to,
          type: String(body.msg_type),
          content: body.content,
          ...(uuid ? { uuid } : {}),
          ...(replyTo ? { replyTo } : {}),
        }),
      ),
    )
  }

  const dataOf = (m: SentMessage) => ({
    message_id: m.id,
    ...(m.replyTo ? { root_id: m.replyTo, parent_id: m.replyTo } : {}),
    msg_type: m.type,
    create_time: String(m.at),
    update_time: String(m.at),
    deleted: false,
    updated: m.edits.length > 0,
    chat_id: m.chat,
    sender: { id: app.appId, id_type: 'app_id', sender_type: 'app', tenant_key: 'tenant' },
    body: { content: m.content },
  })

  function create(call: Call): Answer {
    const to = String(call.body.receive_id ?? '')
    const type = call.query.get('receive_id_type')
    const code = store.gone.get(to)
    if (code) return bad(code, 'target gone')
    if (type === 'chat_id' ? !to.startsWith('oc_') : !to) return bad(230034, 'The receive_id is invalid')
    return accept(type === 'chat_id' ? to : `oc_p2p_${to}`, to, call)
  }

  function reply(call: Call): Answer {
    const parent = call.path[3]!
    const code = store.gone.get(parent)
    if (code) return bad(code, 'message gone')
    const chat = store.byId.get(parent)?.chat ?? store.written.get(parent) ?? 'oc_unknown'
    return accept(chat, chat, call, parent)
  }

  /** Somebody's message passed on whole: it arrives as a message of its own. */
  function forward(call: Call): Answer {
    const to = String(call.body.receive_id ?? '')
    const of = call.path[3]!
    const code = store.gone.get(of) ?? store.gone.get(to)
    if (code) return bad(code, 'message gone')
    const uuid = call.query.get('uuid') ?? undefined
    const chat = call.query.get('receive_id_type') === 'chat_id' ? to : `oc_p2p_${to}`
    const before = store.already(uuid)
    if (before) return good(dataOf(before))
    const content = JSON.stringify({ text: `forwarded ${of}` })
    return good(dataOf(store.take({ chat, to, type: 'forwarded', content, ...(uuid ? { uuid } : {}) })))
  }

  const edit =
    (asCard: boolean) =>
    (call: Call): Answer => {
      const message = store.byId.get(call.path[3]!)
      const code = store.gone.get(call.path[3]!)
      if (code) return bad(code, 'message gone')
      if (!message) return bad(231003, 'The message is not found')
      if ((message.type === 'interactive') !== asCard) return bad(230054, 'This type of message is unavailable')
      const fault = contentFault(message.type, call.body.content)
      if (fault) return fault
      const over = take(message.chat, store.nowMs())
      if (over) return limited(over)
      message.edits.push({ content: call.body.content, at: store.nowMs() })
      message.content = call.body.content
      return asCard ? good({}) : good(dataOf(message))
    }

  const urgent =
    (how: 'app' | 'sms' | 'phone') =>
    (call: Call): Answer => {
      const message = store.byId.get(call.path[3]!)
      if (!message) return bad(230012, 'The bot is not the sender')
      const ids: unknown[] = Array.isArray(call.body.user_id_list) ? call.body.user_id_list : []
      if (!ids.length || ids.length > MAX_URGENT) return bad(230001, 'ext=user_id_list')
      const invalid = ids.map(String).filter((x) => store.gone.has(x))
      message.urgent.push(...ids.map(String).filter((x) => !store.gone.has(x)))
      message.buzzes.push(how)
      return good({ invalid_user_id_list: invalid })
    }

  function resource(call: Call): Answer {
    const found = store.resources.get(`${call.path[3]}/${call.path[5]}`)
    if (!found) return bad(234003, 'File not in message')
    const name = found.name
      ? `; filename="${encodeURIComponent(found.name)}"; filename*=UTF-8''${encodeURIComponent(found.name)}`
      : ''
    return {
      status: 200,
      body: found.bytes,
      headers: { 'content-type': found.type, 'content-disposition': `attachment${name}` },
    }
  }

  function members(call: Call): Answer {
    const chat = store.chats.get(call.path[3]!)
    if (!chat) return bad(232006, 'Your request specifies a chat which has already been dissolved')
    const size = Math.min(100, Number(call.query.get('page_size') ?? 20))
    const from = Number(call.query.get('page_token') ?? 0)
    const items = chat.members.slice(from, from + size).map((openId) => ({
      member_id_type: 'open_id',
      member_id: openId,
      name: store.users.get(openId)?.name ?? '',
      tenant_key: 'tenant',
    }))
    const has_more = from + size < chat.members.length
    return good({ items, has_more, page_token: has_more ? String(from + size) : '', member_total: chat.members.length })
  }

  function accounts(call: Call): Answer {
    const mobiles: string[] = call.body.mobiles ?? []
    if (mobiles.length > 50) return bad(40011, 'too many mobiles')
    const byMobile = new Map([...store.users.values()].map((u) => [u.mobile, u]))
    return good({
      user_list: mobiles.map((mobile) => ({
        mobile,
        ...(byMobile.get(mobile) ? { user_id: byMobile.get(mobile)!.openId } : {}),
      })),
    })
  }

  const image = (): Answer => {
    store.images += 1
    return good({ image_key: `img_v3_${store.images}` })
  }

  const MESSAGE = ['im', 'v1', 'messages']
  const routes: Route[] = [
    { name: 'create', method: 'POST', path: MESSAGE, run: create },
    { name: 'reply', method: 'POST', path: [...MESSAGE, ':', 'reply'], run: reply },
    { name: 'forward', method: 'POST', path: [...MESSAGE, ':', 'forward'], run: forward },
    { name: 'patch', method: 'PATCH', path: [...MESSAGE, ':'], run: edit(true) },
    { name: 'update', method: 'PUT', path: [...MESSAGE, ':'], run: edit(false) },
    { name: 'urgent', method: 'PATCH', path: [...MESSAGE, ':', 'urgent_app'], run: urgent('app') },
    { name: 'urgent', method: 'PATCH', path: [...MESSAGE, ':', 'urgent_sms'], run: urgent('sms') },
    { name: 'urgent', method: 'PATCH', path: [...MESSAGE, ':', 'urgent_phone'], run: urgent('phone') },
    { name: 'resource', method: 'GET', path: [...MESSAGE, ':', 'resources', ':'], run: resource },
    { name: 'image', method: 'POST', path: ['im', 'v1', 'images'], run: image },
    { name: 'members', method: 'GET', path: ['im', 'v1', 'chats', ':', 'members'], run: members },
    { name: 'accounts', method: 'POST', path: ['contact', 'v3', 'users', 'batch_get_id'], run: accounts },
    {
      name: 'bot',
      method: 'GET',
      path: ['bot', 'v3', 'info'],
      run: () => ({
        status: 200,
        body: { code: 0, msg: 'ok', bot: { activate_status: 2, app_name: '安安', open_id: app.botOpenId } },
      }),
    },
    { name: 'token', method: 'POST', path: ['auth', 'v3', 'tenant_access_token', 'internal'], open: true, run: token },
  ]
  return { routes, unauthorized, forgetTokens: () => tokens.clear() }
}
