/**
 * The only way out to Feishu: every result, good or bad, becomes an `Outcome`, and nothing is thrown.
 * The outbox row's id is the platform's `uuid`, which takes the same message once an hour however often it is sent.
 */
import type { Channel, Outcome } from '#bots/channel.ts'
import type { Address, Urgent } from '#domain/kernel/message.ts'
import { maskDeep } from '#domain/kernel/privacy.ts'
import { type Client, Failure } from './client.ts'
import { at, list, text } from './json.ts'
import type { Log } from './log.ts'
import type { Wire } from './render.ts'

type How = NonNullable<Parameters<Channel['send']>[3]>

/** Data loss prevention of the tenant: phone numbers and the like are not let through. */
const NO_NUMBERS = '230028'

/** Longest `uuid` the platform takes. */
const MAX_KEY = 50

const MESSAGES = '/open-apis/im/v1/messages'
/** Where one message is answered, changed, passed on and buzzed. */
const messageAt = (id: string) => `${MESSAGES}/${segment(id)}`

export function createSend(client: Client, log: Log) {
  async function send(to: Address, wire: unknown, key: string, how: How = {}): Promise<Outcome> {
    try {
      const message = wire as Wire
      const id = await first(to, message, key, how).catch((error) => {
        // a tenant that lets no whole numbers through gets the message with their middle hidden: a card must arrive
        if (!(error instanceof Failure) || error.code !== NO_NUMBERS) throw error
        const masked = JSON.stringify(maskDeep(JSON.parse(message.content)))
        if (masked === message.content) throw error
        log.warn({ reason: error.code }, 'feishu: sent without whole numbers')
        return first(to, { ...message, content: masked }, key, how)
      })
      for (const [i, next] of (message.after ?? []).entries()) await following(to, next, `${key}-${i + 1}`)
      if (message.forward && !how.edit) await passOn(to, message.forward, `${key}-f`)
      const unbuzzed = how.urgent?.accounts.length ? await buzz(id, how.urgent) : undefined
      return { kind: 'sent', id, ...(unbuzzed ? { unbuzzed } : {}) }
    } catch (error) {
      return outcomeOf(error)
    }
  }

  /** Changes the earlier message, or answers it, or says it anew where that one is no longer there. */
  async function first(to: Address, wire: Wire, key: string, { edit, replyTo }: How): Promise<string> {
    if (edit) {
      const done = await unlessGone(() => change(edit, wire))
      if (done) return edit
    }
    if (replyTo) {
      const id = await unlessGone(() => reply(replyTo, wire, key))
      if (id) return id
    }
    return create(to, wire, key)
  }

  async function create(to: Address, { msg_type, content }: Wire, key: string): Promise<string> {
    const receive_id = to.chat ?? to.account ?? ''
    const params = { receive_id_type: to.chat ? 'chat_id' : idTypeOf(receive_id) }
    const data = { receive_id, msg_type, content, uuid: keyOf(key) }
    return idOf(await client.call({ method: 'POST', path: MESSAGES, params, data }))
  }

  /** What cannot be passed on, taken back or too old, leaves the message that speaks of it standing. */
  async function passOn(to: Address, message_id: string, key: string): Promise<void> {
    const receive_id = to.chat ?? to.account ?? ''
    const params = { receive_id_type: to.chat ? 'chat_id' : idTypeOf(receive_id), uuid: keyOf(key) }
    await client
      .call({ method: 'POST', path: `${messageAt(message_id)}/forward`, params, data: { receive_id } })
      .catch((error) =>
        log.warn({ reason: error instanceof Failure ? error.code : 'error' }, 'feishu: a message was not passed on'),
      )
  }

  async function reply(message_id: string, { msg_type, content }: Wire, key: string): Promise<string> {
    const data = { msg_type, content, uuid: keyOf(key) }
    return idOf(await client.call({ method: 'POST', path: `${messageAt(message_id)}/reply`, data }))
  }

  async function change(message_id: string, { msg_type, content }: Wire): Promise<true> {
    const path = messageAt(message_id)
    await client.call(
      msg_type === 'interactive'
        ? { method: 'PATCH', path, data: { content } }
        : { method: 'PUT', path, data: { msg_type, content } },
    )
    return true
  }

  /** Once the first part is out, the whole may only be repeated while the key still guards it. */
  async function following(to: Address, wire: Wire, key: string): Promise<void> {
    await create(to, wire, key).catch((error) => {
      throw new Partly(error instanceof Failure ? error.code : 'error')
    })
  }

  /**
   * A buzz that fails costs only itself: the message is there. A call or SMS that is not given, its quota spent or its scope
   * missing, is a buzz in the app instead. @returns the code of what was asked for and not given.
   */
  async function buzz(message_id: string, { how, accounts }: Urgent): Promise<string | undefined> {
    let unbuzzed: string | undefined
    for (const user_id_type of ['open_id', 'user_id', 'union_id'] as const) {
      const user_id_list = accounts.filter((a) => idTypeOf(a) === user_id_type)
      if (!user_id_list.length) continue
      const give = (by: Urgent['how']) =>
        client
          .call({
            method: 'PATCH',
            path: `${messageAt(message_id)}/urgent_${by}`,
            params: { user_id_type },
            data: { user_id_list },
          })
          .then(
            (got) => (list(at(got, 'data', 'invalid_user_id_list')).length ? 'invalid_user' : undefined),
            (error) => (error instanceof Failure ? error.code : 'error'),
          )
      const code = await give(how)
      if (!code) continue
      unbuzzed = code
      log.warn({ reason: code, how }, 'feishu: a buzz was not given')
      if (how !== 'app') await give('app')
    }
    return unbuzzed
  }

  return send
}

class Partly extends Failure {
  constructor(code: string) {
    super(code, undefined, 0, 0, false)
  }
}

const FINAL = new Set(['target', 'content', 'config'])

/** What a failed call means for the row. */
function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof Failure)) return { kind: 'unknown', code: 'error' }
  const { code, meaning, afterMs, untaken, status } = error
  if (meaning && FINAL.has(meaning))
    return { kind: 'refused', reason: meaning as 'target' | 'content' | 'config', code }
  if (meaning === 'gone') return { kind: 'refused', reason: 'target', code }
  if (meaning === 'token') return { kind: 'again', afterMs, code }
  if (meaning) return { kind: 'again', afterMs, code, ...(meaning === 'wait' ? { pause: true } : {}) }
  if (!untaken) return { kind: 'unknown', code }
  // A code nobody has told us of: not taken, so that a repeat is safe. Only a bare 4xx is final.
  return status < 400
    ? { kind: 'again', afterMs, code }
    : { kind: 'refused', reason: OURS.has(status) ? 'config' : 'content', code }
}

/** Statuses that speak of our set-up rather than of one message. */
const OURS = new Set([401, 403, 404, 405, 407])

/** Codes that end only the changing: the kind of message, or the time in which it may be changed. */
const NO_CHANGE = new Set(['230054', '230075'])

async function unlessGone<T>(run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof Failure && (error.meaning === 'gone' || NO_CHANGE.has(error.code))) return undefined
    throw error
  }
}

/** What kind of id an account is, by its prefix. */
const idTypeOf = (account: string): 'open_id' | 'union_id' | 'user_id' =>
  account.startsWith('ou_') ? 'open_id' : account.startsWith('on_') ? 'union_id' : 'user_id'

/** Part of an address; what is no id names nothing that is there. */
export function segment(id: string): string {
  if (/^[\w-]+$/.test(id)) return id
  throw new Failure('no such id', 'gone', 0, 0, true)
}

const keyOf = (key: string) => key.slice(-MAX_KEY)

function idOf(got: unknown): string {
  const id = text(at(got, 'data', 'message_id'))
  if (!id) throw new Failure('no message_id', undefined, 200, 0, false)
  return id
}
