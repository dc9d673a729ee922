/** The platform's events as it pushes them, for tests to send. */
import { randomBytes } from 'node:crypto'

export interface Who {
  openId?: string
  unionId?: string
  userId?: string
}

export interface MessageOf {
  chat: string
  from: string | Who
  p2p?: boolean
  /** Names mentioned, in the order of `@_user_1`, `@_user_2` … in the text. */
  mentions?: { openId: string; name: string }[]
  messageId?: string
  eventId?: string
  at?: number
  replyTo?: string
  senderType?: string
}

export const id = (prefix: string) => prefix + randomBytes(16).toString('hex')

const idsOf = (who: string | Who) => {
  const { openId, unionId, userId } = typeof who === 'string' ? ({ openId: who } as Who) : who
  return {
    ...(openId ? { open_id: openId } : {}),
    ...(unionId ? { union_id: unionId } : {}),
    ...(userId ? { user_id: userId } : {}),
  }
}

/** Builders bound to one app; every one gives the decrypted body. */
export function createEvents(appId: string, verificationToken: string, nowMs: () => number) {
  const wrap = (event_type: string, event: object, { eventId, at }: { eventId?: string; at?: number } = {}) => ({
    schema: '2.0',
    header: {
      event_id: eventId ?? id(''),
      event_type,
      create_time: String(event_type === 'card.action.trigger' ? (at ?? nowMs()) * 1000 : (at ?? nowMs())),
      token: verificationToken,
      app_id: appId,
      tenant_key: 'tenant',
    },
    event,
  })

  /** A message of any type with its content object. */
  const message = (message_type: string, content: object, m: MessageOf) =>
    wrap(
      'im.message.receive_v1',
      {
        sender: { sender_id: idsOf(m.from), sender_type: m.senderType ?? 'user', tenant_key: 'tenant' },
        message: {
          message_id: m.messageId ?? id('om_'),
          ...(m.replyTo ? { root_id: m.replyTo, parent_id: m.replyTo } : {}),
          create_time: String(m.at ?? nowMs()),
          chat_id: m.chat,
          chat_type: m.p2p ? 'p2p' : 'group',
          message_type,
          content: JSON.stringify(content),
          ...(m.mentions?.length
            ? {
                mentions: m.mentions.map((x, i) => ({
                  key: `@_user_${i + 1}`,
                  id: { open_id: x.openId },
                  name: x.name,
                  tenant_key: 'tenant',
                })),
              }
            : {}),
        },
      },
      m,
    )

  return {
    wrap,
    message,
    text: (text: string, m: MessageOf) => message('text', { text }, m),
    image: (image_key: string, m: MessageOf) => message('image', { image_key }, m),
    location: (name: string, lat: number, lon: number, m: MessageOf) =>
      message('location', { name, latitude: String(lat), longitude: String(lon) }, m),
    /** A pressed button: `value` as the card had it, `form` where it was a form's submit. */
    press: (p: {
      chat: string
      by: string | Who
      messageId: string
      value: object
      form?: object
      name?: string
      eventId?: string
      at?: number
    }) =>
      wrap(
        'card.action.trigger',
        {
          operator: { tenant_key: 'tenant', ...idsOf(p.by) },
          token: id('c-'),
          action: {
            value: p.value,
            tag: 'button',
            timezone: 'Asia/Shanghai',
            ...(p.form ? { form_value: p.form } : {}),
            ...(p.name ? { name: p.name } : {}),
          },
          host: 'im_message',
          context: { open_message_id: p.messageId, open_chat_id: p.chat },
        },
        p,
      ),
    botAdded: (chat: string, name: string, by: string) =>
      wrap('im.chat.member.bot.added_v1', { chat_id: chat, name, operator_id: idsOf(by), external: false }),
    botDeleted: (chat: string, name: string, by: string) =>
      wrap('im.chat.member.bot.deleted_v1', { chat_id: chat, name, operator_id: idsOf(by), external: false }),
    recalled: (chat: string, messageId: string) =>
      wrap('im.message.recalled_v1', {
        message_id: messageId,
        chat_id: chat,
        recall_time: String(nowMs()),
        recall_type: 'message_owner',
      }),
    read: (by: string, messageIds: string[]) =>
      wrap('im.message.message_read_v1', {
        reader: { reader_id: idsOf(by), read_time: String(nowMs()), tenant_key: 'tenant' },
        message_id_list: messageIds,
      }),
  }
}
