/**
 * What passes between people and Anan, in no platform's words.
 * A channel turns its platform's events into `Inbound` and renders `Outbound` into its platform's own form.
 */
import { textWords } from './text-words.ts'

/** A chat as a channel knows it. `id` is the channel's own and means nothing elsewhere. */
export interface ChatRef {
  id: string
  kind: 'group' | 'p2p'
  name?: string
}

/** Who wrote, as the channel knows them: an account is bound to a person of the roster, or is a stranger's. */
export interface Sender {
  account: string
  name?: string
}

export interface Attachment {
  kind: 'image' | 'file' | 'audio' | 'video'
  /** The platform's key for fetching the bytes; links expire, so they are fetched at once and kept. */
  key: string
  name?: string
  durationMs?: number
}

/** A point as sent. The datum is kept beside it because GCJ-02 lies 50–500 m from WGS-84. */
export interface Location {
  lat: number
  lon: number
  datum: 'GCJ-02' | 'WGS-84'
  name?: string
}

interface EventBase {
  channel: string
  /** The channel's dedupe key: the message id for messages, the event id for everything else. */
  eventId: string
  /** When it happened by the platform's clock, ISO 8601. */
  at: string
}

export type FormValue = string | string[] | boolean

/** Someone wrote, or sent a photo, a place, a file. */
export interface MessageEvent extends EventBase {
  type: 'message'
  chat: ChatRef
  sender: Sender
  messageId: string
  /** Plain text with mentions written as `@name`; '' for a bare photo. */
  text: string
  attachments: Attachment[]
  location?: Location
  /** Names that are @-mentioned in the text, Anan's own left out: whom it is addressed to, and no part of what it tells. */
  mentioned?: string[]
  mentionsBot: boolean
  mentionsAll: boolean
  /** The message this one answers or quotes. */
  replyTo?: string
  /** The message whose thread it stands in, where that is another. */
  thread?: string
  /** What its sender or an officer, asked about it, said that it is, and the messages that it was said in; undefined for whatever just came in. */
  meant?: { as: string; messages: readonly string[] }
  /** A forwarded bundle or a kind Anan cannot read; named so that it is kept and never guessed at. */
  unread?: string
}

/** Someone pressed a button or sent a form on one of our cards. */
export interface PressEvent extends EventBase {
  type: 'press'
  chat: ChatRef
  sender: Sender
  /** The card's own message id on the platform. */
  messageId: string
  /** What the button does, as `noun.verb`; the names are in `domain/acts.ts`. */
  act: string
  data: Record<string, string>
  form?: Record<string, FormValue>
}

/** A message was taken back by its sender. */
interface RecallEvent extends EventBase {
  type: 'recall'
  chat: ChatRef
  messageId: string
}

/** Anan was added to or removed from a chat. */
interface MembershipEvent extends EventBase {
  type: 'joined' | 'left'
  chat: ChatRef
  sender?: Sender
}

/** Someone opened messages of ours; a read mark is not an answer. */
interface ReadEvent extends EventBase {
  type: 'read'
  sender: Sender
  messageIds: string[]
}

/** What a broadcast platform says has become of one broadcast in some area. */
export interface AirReport {
  /** The broadcast meant, as we numbered it. */
  of: Serial
  /** `unplayed`: the platform has it and has done nothing with it. */
  state: 'unplayed' | 'waiting' | 'playing' | 'played' | 'failed' | 'cancelled'
  note: string | null
  /** 12-digit area codes; empty = wherever it was to be heard. */
  areas: string[]
  /** Share of the area reached, 0 to 1. */
  coverage: number | null
  /** Platforms, adapters, transmitters and terminals called, as the platform counts them: `5,10,10,1000`. */
  reached: string | null
  /** Devices it told of one by one, and where they stand where their ids say so. */
  devices?: { name: string; area: string | null; state: AirReport['state'] }[]
  /** When the platform says it was so, ISO 8601. */
  at: string
}

/** A broadcast platform told something: that it is there, or what became of broadcasts. */
export interface AirEvent extends EventBase {
  type: 'air'
  reports: AirReport[]
  /** When it reached us, by our clock, ISO 8601; `at` is the platform's own. */
  heardAt?: string
}

export type Inbound = MessageEvent | PressEvent | RecallEvent | MembershipEvent | ReadEvent | AirEvent

/** Day and number of something we put out, `20261124-3`; platforms' ids are made from it. */
export type Serial = string

/**
 * What a broadcast platform is asked. Times are ISO 8601 in the station's zone. `packet` numbers the sending, so that a
 * repeat is known as one; `serial` numbers what is sent.
 */
export type AirOrder =
  | {
      ask: 'play'
      packet: Serial
      serial: Serial
      at: string
      sender: string
      title: string
      text: string
      /** 12-digit area codes. */
      areas: string[]
      from: string
      until: string
      /** Event code such as 11B03; null for daily notices. */
      event: string | null
      /** 1 red … 4 blue, 0 = no level. */
      severity: 0 | 1 | 2 | 3 | 4
      /** It relays a warning, of which an officer has confirmed that it is real or a drill. */
      relayed?: true
      /** A platform drill; never set for the real thing, and a drill without it is refused. */
      drillType?: 3
    }
  | { ask: 'stop'; packet: Serial; serial: Serial; of: Serial; at: string; sender: string }
  | { ask: 'state'; packet: Serial; of: Serial; at: string }
  | { ask: 'check'; at: string }

/** One line of a card: a sentence, or a label with its value. */
export type Line = string | { label: string; value: string }

export interface Button {
  label: string
  act: string
  data: Record<string, string>
  style?: 'primary' | 'danger'
  /** Asked before the press counts. */
  confirm?: string
}

export type Field =
  | { name: string; label: string; type: 'text'; value?: string; required?: boolean; multiline?: boolean }
  | {
      name: string
      label: string
      type: 'select'
      options: { label: string; value: string }[]
      value?: string
      required?: boolean
    }
  | { name: string; label: string; type: 'date'; value?: string; required?: boolean }

/** A form is sent by its one submit button. */
export interface Form {
  /** Where a channel has no forms its fields are shown numbered, to be changed by “2=1”. */
  echo?: true
  fields: Field[]
  submit: Button
}

export type Tone = 'info' | 'good' | 'warn' | 'danger' | 'blue' | 'yellow' | 'orange' | 'red'

export interface Card {
  title: string
  tone: Tone
  lines: Line[]
  /** Photos that are kept, by the SHA-256 of their bytes; shown where the channel has them at hand. */
  photos?: readonly { label: string; hash: string }[]
  /** Somebody else's words, shown unchanged and set apart from ours: the original text of a warning. */
  original?: { text: string; source: string }
  buttons?: Button[]
  form?: Form
  /** A page of ours that shows more, by its path; shown where the channel knows our pages' address. */
  link?: { label: string; path: string }
  note?: string
}

/** What Anan says. `text` alone is a plain message; a card's `text` is its one-line summary for notifications. */
export interface Outbound {
  text: string
  card?: Card
  /** Accounts to be really mentioned (@), on channels that can. */
  mentions?: string[]
  /** Somebody's own message that follows this one whole, where it goes out on the platform that has it: a voice to be heard. */
  forwards?: { channel: string; messageId: string }
  /** A drill's message: marked 【演练】 in every rendering. */
  drill?: boolean
  /** What a broadcast platform is asked; only such a platform takes it, and it takes nothing else. */
  air?: AirOrder
}

/** Where a message goes: into a chat, or to one account privately. */
export interface Address {
  channel: string
  chat?: string
  account?: string
}

/** A buzz (加急) once the message is there: in the app, by SMS or by a phone call, for these accounts. */
export interface Urgent {
  how: 'app' | 'sms' | 'phone'
  accounts: string[]
}

export const DRILL_MARK = '【演练】'

/** Puts the drill mark on everything a person could read alone: text and card title. Idempotent. */
export function markDrill(message: Outbound): Outbound {
  if (!message.drill) return message
  const mark = (s: string) => (s.startsWith(DRILL_MARK) ? s : DRILL_MARK + s)
  return {
    ...message,
    text: mark(message.text),
    ...(message.card ? { card: { ...message.card, title: mark(message.card.title) } } : {}),
  }
}

/** A card as plain text, for channels without cards: title, lines, the original set apart, then what can be answered. */
export function asText(message: Outbound): string {
  const { card } = message
  if (!card) return message.text
  const line = (l: Line) => (typeof l === 'string' ? l : `${l.label}：${l.value}`)
  return [
    card.title,
    ...card.lines.map(line),
    ...(card.original ? ['————', card.original.text, `（${card.original.source}）`, '————'] : []),
    ...(card.form?.echo ? numbered(card.form) : []),
    ...(card.buttons?.length ? [`可回复：${card.buttons.map((b) => b.label).join(' / ')}`] : []),
    ...(card.note ? [card.note] : []),
  ].join('\n')
}

/** 1 类型：滑坡崩塌 2 受伤（人）：0 …, with how to change one. */
function numbered(form: Form): string[] {
  const shown = form.fields.map((f, i) => `${i + 1} ${f.label}：${f.value ?? '—'}`)
  return [...shown, textWords.howToChange]
}

/** What is kept in order: one chat's events, or one account's where there is no chat. */
export const chatKeyOf = (event: Inbound): string =>
  `${event.channel} ${'chat' in event && event.chat ? event.chat.id : 'sender' in event && event.sender ? event.sender.account : ''}`

/** The account that an event came from; '' where it came from no person. */
export const accountOf = (event: Inbound): string => ('sender' in event && event.sender ? event.sender.account : '')

/** Platform message ids that an event points at; what it answers before what it stands under. */
export function refsOf(event: Inbound): string[] {
  if (event.type === 'message') return [event.replyTo, event.thread].filter((id) => id !== undefined)
  return event.type === 'recall' ? [event.messageId] : []
}
