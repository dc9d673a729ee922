/**
 * The platform's events as Anan's own: decrypted JSON in, `Inbound` out. Pure and total: what it does not know gives nothing,
 * what it cannot read is named in `unread`, and nothing makes it throw.
 */
import type { FormValue, Inbound, Sender } from '#domain/kernel/message.ts'
import { cleaned } from '#domain/kernel/wellformed.ts'
import { contentOf } from './content.ts'
import { at, entries, fromJson, list, text } from './json.ts'

export interface ParseContext {
  /** Anan's own open_id; until it is known no mention counts as one of Anan. */
  bot?: string
  /** Stands in for a time the platform left out. */
  now: Date
}

type Parser = (event: unknown, body: unknown, base: Base) => Inbound[]
interface Base {
  channel: 'feishu'
  eventId: string
  at: string
  context: ParseContext
}

const PARSERS: Record<string, Parser> = {
  'im.message.receive_v1': message,
  'card.action.trigger': press,
  'im.message.recalled_v1': recall,
  'im.message.message_read_v1': read,
  'im.chat.member.bot.added_v1': membership('joined'),
  'im.chat.member.bot.deleted_v1': membership('left'),
  'im.chat.disbanded_v1': membership('left'),
  p2p_chat_create: (event, body, base) => membership('joined', 'p2p')(event, body, base),
}

/** One pushed event, of schema 2.0 or the older form; an event of no interest gives []. */
export function parse(body: unknown, context: ParseContext): Inbound[] {
  const type = text(at(body, 'header', 'event_type') ?? at(body, 'event', 'type'))
  const parser = Object.hasOwn(PARSERS, type) ? PARSERS[type] : undefined
  if (!parser) return []
  const eventId = text(at(body, 'header', 'event_id') ?? at(body, 'uuid'))
  const when = timeOf(at(body, 'header', 'create_time') ?? at(body, 'ts'), context.now)
  return cleaned(parser(at(body, 'event'), body, { channel: 'feishu', eventId, at: when, context })).filter(
    (e) => e.eventId,
  )
}

/** Whether the event mentions anyone, so that knowing Anan's own id matters. */
export const hasMentions = (body: unknown): boolean => list(at(body, 'event', 'message', 'mentions')).length > 0

function message(event: unknown, _body: unknown, { context, ...base }: Base): Inbound[] {
  const m = at(event, 'message')
  const sender = senderOf(at(event, 'sender', 'sender_id'))
  const messageId = text(at(m, 'message_id'))
  // Another bot's words are not a person's: answering them could go round for ever.
  if (at(event, 'sender', 'sender_type') !== 'user' || !sender || !messageId) return []
  // a message in a thread may bring only the message that the thread stands under
  const root = text(at(m, 'root_id'))
  const replyTo = text(at(m, 'parent_id')) || root
  return [
    {
      ...base,
      type: 'message',
      eventId: messageId,
      at: timeOf(at(m, 'create_time'), context.now),
      chat: { id: text(at(m, 'chat_id')), kind: at(m, 'chat_type') === 'p2p' ? 'p2p' : 'group' },
      sender,
      messageId,
      ...contentOf(text(at(m, 'message_type')), fromJson(at(m, 'content')), list(at(m, 'mentions')), context.bot),
      ...(replyTo ? { replyTo } : {}),
      ...(root && root !== replyTo ? { thread: root } : {}),
    },
  ]
}

function press(event: unknown, body: unknown, { context: _, ...base }: Base): Inbound[] {
  const sender = senderOf(at(event, 'operator'))
  // Printed samples put the context beside the event as often as inside it.
  const context = at(event, 'context') ?? at(body, 'context')
  if (!sender) return []
  const action = at(event, 'action')
  const value = at(action, 'value')
  const { act, ...data } = Object.fromEntries(
    entries(typeof value === 'string' ? fromJson(value) : value).map(([k, v]) => [
      k,
      typeof v === 'string' ? v : JSON.stringify(v),
    ]),
  )
  const form = formOf(action)
  return [
    {
      ...base,
      type: 'press',
      // The click does not tell what kind of chat it came from; answers go to the chat's id either way.
      chat: { id: text(at(context, 'open_chat_id')), kind: 'group' },
      sender,
      messageId: text(at(context, 'open_message_id')),
      act: act ?? '',
      data,
      ...(Object.keys(form).length ? { form } : {}),
    },
  ]
}

/** A form's values, or the one value of an input, a select or a date picker that stands alone. */
function formOf(action: unknown): Record<string, FormValue> {
  const sent = entries(at(action, 'form_value'))
  if (sent.length) return Object.fromEntries(sent.map(([k, v]) => [k, formValue(v)]))
  const alone = at(action, 'input_value') ?? at(action, 'option') ?? at(action, 'options') ?? at(action, 'checked')
  return alone === undefined
    ? {}
    : { [text(at(action, 'name')) || text(at(action, 'tag')) || 'value']: formValue(alone) }
}

/** Dates come as `2026-11-24 +0800`; the zone is the reader's own and only the date was asked for. */
function formValue(v: unknown): FormValue {
  if (typeof v === 'string') return v.replace(/^(\d{4}-\d{2}-\d{2}) [+-]\d{4}$/, '$1')
  if (typeof v === 'boolean') return v
  if (Array.isArray(v)) return v.map((x) => (typeof x === 'string' ? x : JSON.stringify(x)))
  return v === null || v === undefined ? '' : JSON.stringify(v)
}

function recall(event: unknown, _body: unknown, { context: _, ...base }: Base): Inbound[] {
  return [
    {
      ...base,
      type: 'recall',
      chat: { id: text(at(event, 'chat_id')), kind: 'group' },
      messageId: text(at(event, 'message_id')),
    },
  ]
}

function read(event: unknown, _body: unknown, { context, ...base }: Base): Inbound[] {
  const sender = senderOf(at(event, 'reader', 'reader_id'))
  if (!sender) return []
  const messageIds = list(at(event, 'message_id_list')).map(text).filter(Boolean)
  return [{ ...base, type: 'read', at: timeOf(at(event, 'reader', 'read_time'), context.now), sender, messageIds }]
}

function membership(type: 'joined' | 'left', kind: 'group' | 'p2p' = 'group'): Parser {
  return (event, _body, { context: _, ...base }) => {
    const sender = senderOf(at(event, 'operator_id') ?? at(event, 'operator'))
    const name = text(at(event, 'name'))
    return [
      {
        ...base,
        type,
        chat: { id: text(at(event, 'chat_id')), kind, ...(name ? { name } : {}) },
        ...(sender ? { sender } : {}),
      },
    ]
  }
}

/** open_id where there is one; a card click of the newer schema may bring only the others. */
function senderOf(ids: unknown): Sender | undefined {
  const account = text(at(ids, 'open_id')) || text(at(ids, 'user_id')) || text(at(ids, 'union_id'))
  return account ? { account } : undefined
}

/** The platform writes seconds, milliseconds or microseconds, as strings or numbers, by kind of event. */
function timeOf(value: unknown, now: Date): string {
  const n = Number(value)
  const ms = n > 1e14 ? n / 1000 : n > 1e11 ? n : n * 1000
  const date = ms > 0 ? new Date(ms) : now
  return (Number.isNaN(date.getTime()) ? now : date).toISOString()
}
