/** What a message holds: each message type's `content` as plain text, attachments and a place. */
import type { Attachment, MessageEvent } from '#domain/kernel/message.ts'
import { at, list, text } from './json.ts'

type Content = Pick<
  MessageEvent,
  'text' | 'attachments' | 'location' | 'mentioned' | 'mentionsBot' | 'mentionsAll' | 'unread'
>
type Partly = Partial<Content>

const TYPES: Record<string, (content: unknown) => Partly> = {
  text: (c) => ({ text: text(at(c, 'text')) }),
  post,
  image: (c) => attached({ kind: 'image', key: text(at(c, 'image_key')) }),
  file: (c) => attached({ kind: 'file', key: text(at(c, 'file_key')), ...named(c) }),
  audio: (c) => attached({ kind: 'audio', key: text(at(c, 'file_key')), ...lasting(c) }),
  media: (c) => attached({ kind: 'video', key: text(at(c, 'file_key')), ...named(c), ...lasting(c) }),
  location,
}

/** Reads one message's content. Types Anan cannot read are named, with whatever came kept in the raw event. */
export function contentOf(type: string, content: unknown, mentions: unknown[], bot: string | undefined): Content {
  const read = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined
  const got: Partly = read && content !== undefined ? read(content) : { unread: type || 'unknown' }
  const { named, mentioned, mentionsBot } = resolved(got.text ?? '', mentions, bot)
  const mentionsAll = /@_all\b/.test(got.text ?? '') || mentions.some((m) => at(m, 'key') === '@_all')
  return { attachments: [], ...got, text: named, ...(mentioned.length ? { mentioned } : {}), mentionsBot, mentionsAll }
}

/** `@_user_1` becomes the name; Anan's own mention says who is meant and is no part of the words. */
function resolved(raw: string, mentions: unknown[], bot: string | undefined) {
  const byKey = new Map(mentions.map((m) => [text(at(m, 'key')), m]))
  const isBot = (m: unknown) => bot !== undefined && text(at(m, 'id', 'open_id') ?? at(m, 'id')) === bot
  const mentioned: string[] = []
  const named = raw.replace(/@_(?:user_\d+|all\b)/g, (key) => {
    const m = byKey.get(key)
    if (m && isBot(m)) return ''
    if (!m) return key === '@_all' ? '@所有人' : key
    const name = text(at(m, 'name')) || '某人'
    mentioned.push(name)
    return `@${name}`
  })
  return { named: named.trim(), mentioned, mentionsBot: mentions.some(isBot) }
}

const attached = (attachment: Attachment): Partly =>
  attachment.key ? { attachments: [attachment] } : { unread: attachment.kind }

const named = (c: unknown) => (text(at(c, 'file_name')) ? { name: text(at(c, 'file_name')) } : {})

const lasting = (c: unknown) => (Number(at(c, 'duration')) > 0 ? { durationMs: Number(at(c, 'duration')) } : {})

/** Coordinates are strings; the platform does not name their datum, and maps sold in China use GCJ-02. */
function location(c: unknown): Partly {
  const name = text(at(c, 'name'))
  const lat = Number.parseFloat(String(at(c, 'latitude')))
  const lon = Number.parseFloat(String(at(c, 'longitude')))
  if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) return { text: name, unread: 'location' }
  return { location: { lat, lon, datum: 'GCJ-02', ...(name ? { name } : {}) } }
}

/** A rich text: its words line by line, its pictures and films as attachments. */
function post(c: unknown): Partly {
  const attachments: Attachment[] = []
  const lines = list(at(c, 'content')).map((line) =>
    list(line)
      .map((node) => {
        const tag = at(node, 'tag')
        if (tag === 'img') attachments.push({ kind: 'image', key: text(at(node, 'image_key')) })
        if (tag === 'media') attachments.push({ kind: 'video', key: text(at(node, 'file_key')) })
        if (tag !== 'at') return text(at(node, 'text'))
        const who = text(at(node, 'user_id'))
        return who === 'all' ? '@_all' : who
      })
      .join(''),
  )
  const words = [text(at(c, 'title')), ...lines].filter((l) => l.trim()).join('\n')
  return { text: words, attachments: attachments.filter((a) => a.key) }
}
