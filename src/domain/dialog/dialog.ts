/**
 * What a received event means and what follows: the one door from messages to facts.
 * Pure: everything it may look at is in the situation, everything it decides is in the changes.
 */

import type { MessageEvent } from '../kernel/message.ts'
import type { Happening } from '../kernel/noun.ts'
import type { Question } from '../kernel/question.ts'
import type { Reader } from '../kernel/reader.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { topicOf } from '../kernel/topic.ts'
import { ASKABLE, type Change, HELP, NOUNS, QUESTIONS, READERS, RECORDS, SPOKEN, TOPICS } from '../nouns.ts'
import { asksIn } from '../reading/asked.ts'
import { fragmentIn } from '../reading/fragment.ts'
import { isSmall } from '../reading/meant.ts'
import type { AnyIntent, Intent, Reading } from '../reading/reading.ts'
import { setAside } from '../record/aside.ts'
import { attach, isSensitive, joins, quietly, stateWords } from '../record/filing.ts'
import { COPIES, RECENT, SUBJECT, TAKEN_BACK } from '../record/needs.ts'
import { withoutCalls } from '../record/numbers.ts'
import { isOpen, type Rec } from '../record/record.ts'
import { isNoNews } from '../record/story.ts'
import { askUnsure, leftAside } from '../record/unsure.ts'
import { aboutNamed, aboutStory, aboutTheDead } from './about.ts'
import { answered, isAddressed, questionOf } from './ask.ts'
import { obeyCommand } from './command.ts'
import { askDoubt, settleReading } from './doubt.ts'
import { ownOpen } from './own.ts'
import { decidePress } from './press.ts'
import { recallRecord } from './withdraw.ts'
import { dialogWords } from './words.ts'

/** Decides one event. */
export function decide(s: Situation): Change[] {
  switch (s.event.type) {
    case 'message':
      return s.need(TAKEN_BACK) ? heard(s, s.event).flatMap(asTakenBack) : heard(s, s.event)
    case 'press':
      return decidePress(s)
    case 'joined':
      return [...happened(s, 'joined'), ...reply(s, { text: dialogWords.hello(HELP) })]
    case 'recall':
      return [...happened(s, 'recall'), ...recallRecord(s)]
    case 'read': // known to have been opened; no answer
      return [
        {
          type: 'message.read',
          channel: s.event.channel,
          account: s.account,
          messageIds: s.event.messageIds,
          at: new Date(s.event.at),
        },
      ]
    default:
      return happened(s, s.event.type)
  }
}

const happened = (s: Situation, type: Happening): Change[] =>
  NOUNS.flatMap((noun) => noun.happenings?.[type]?.decide(s) ?? [])

/** Of a message that was taken back before it was read, what it would have made is kept as withdrawn; nobody is told or waited for. */
const asTakenBack = (fact: Change): Change[] =>
  NOUNS.map((noun) => noun.takenBack?.(fact)).find((kept) => kept !== undefined) ?? []

function heard(s: Situation, event: MessageEvent): Change[] {
  const seen: Change[] =
    s.person || s.roster.accounts.has(`${event.channel} ${s.account}`)
      ? []
      : [{ type: 'account.seen', channel: event.channel, account: s.account, name: event.sender.name ?? null }]
  const told = withDrill(s)
  // whoever was asked has said what it is: no order, and no answer to anything
  if (event.meant) return readAs(placedFirst(told, event.text))
  return [...seen, ...(ordered(told) ?? understood(told, event))]
}

/** Of several messages read as one, the first that names a place says where. */
function placedFirst(s: Situation, text: string): Situation {
  const [first, ...more] = text.split('\n')
  if (!first || !more.length) return s
  const { village, place } = s.again({ text: first }).fields
  return village || place
    ? {
        ...s,
        reading: {
          ...s.reading!,
          fields: { ...s.reading!.fields, ...(village ? { village } : {}), ...(place ? { place } : {}) },
        },
      }
    : s
}

/** A taught word, and what is reported besides; its photos wait for whatever is told next. */
function ordered(s: Situation): Change[] | undefined {
  const reports = !!readerOf(s).reports && isSure(s)
  const order = obeyCommand(s, reports)
  if (!order) return undefined
  const changes = [...order.changes, ...(order.readOn && reports ? readAs(s) : [])]
  return changes.some((c) => c.type === 'attachment.received') ? changes : [...changes, ...attach(s, null)]
}

/** What it means to the rooms that listen to it first, and what it was read as. */
function understood(s: Situation, event: MessageEvent): Change[] {
  // what only asks changes nothing, whatever its words would say if they told it
  const asks = asksIn(withoutCalls(event.text).trim())
  const named = asks ? undefined : (aboutNamed(s, event) ?? aboutTheDead(s, event))
  if (named) return named
  const rest = () =>
    repeated(s, event) ?? (asks ? readAs(s) : (aboutStory(s, event, () => readAs(s)) ?? readAs(goingOn(s))))
  const asked = s.reading?.intent === 'query' ? questionAsked(s) : undefined
  const means = {
    files: !!readerOf(s).files && isSure(s),
    asks: isSure(s) && !!asked && !asked.byPerson && isAddressed(s, event),
  }
  // whoever hears it and reads it on hands it to those behind
  const heardBy = NOUNS.flatMap(({ hears }) => hears ?? [])
  const from = (n: number): Change[] =>
    n < heardBy.length ? (heardBy[n]!.hear(s, () => from(n + 1), means) ?? from(n + 1)) : rest()
  return from(0)
}

/** What it was read as is sure enough to act on. */
const isSure = (s: Situation): boolean => !s.reading?.ask.length

const readerOf = (s: Situation): Reader<Change> => readerFor(s.reading?.intent ?? 'none')

function readAs(s: Situation): Change[] {
  const calm = s.reading?.calm
  // nobody is alarmed by what tells of no harm
  if (calm && isSure(s)) return readAs({ ...s, reading: { ...s.again({ as: calm }), drill: s.reading!.drill } })
  if (s.reading?.doubt) return askDoubt(s)
  // a stranger's is put before the officers as it is, unverified
  if (!isSure(s) && (s.person || !readerOf(s).files)) return askUnsure(s)
  const changes = readerOf(s).read(s)
  return [...changes, ...NOUNS.flatMap((noun) => noun.besides?.(s, changes) ?? [])]
}

function withDrill(s: Situation): Situation {
  if (!s.reading) return s
  const own = ownOpen(s)
  return { ...s, reading: settleReading(s, withOwn(s, s.reading, own), own) }
}

/** 通了半幅: what is not sure by itself may be sure after what its sender told. */
function withOwn(s: Situation, reading: Reading, own: Rec | undefined): Reading {
  if (isSure(s) || own?.kind !== 'disaster_report' || reading.intent !== own.kind) return reading
  const after = s.again({ before: own.kind })
  return after.intent === own.kind && !after.ask.length ? after : reading
}

/** The same words again, sent twice or copied by somebody: told so, joined to the first, and never counted twice. */
function repeated(s: Situation, event: MessageEvent): Change[] | undefined {
  const drill = s.reading?.drill ?? false
  const same = (r: Rec) => r.text === event.text && r.drill === drill && r.kind === s.reading?.intent
  const copies = readerOf(s).copied ? s.need(COPIES) : []
  const first = s.need(RECENT).find(same) ?? copies.find(same)
  if (!event.text || !first) return undefined
  return [
    ...attach(s, first.id),
    { type: 'record.joined', id: first.id, messageId: event.messageId, location: event.location },
    ...(first.fields.restricted ? [] : reply(s, { text: dialogWords.alreadyKept(first.no), drill })),
  ]
}

/** Words that mean nothing alone may go on with what the sender is telling: 3户, 两个人, 路也断了. */
function goingOn(s: Situation): Situation {
  if (s.reading?.intent !== 'none' || !s.person || isNoNews((s.event as MessageEvent).text)) return s
  const own = ownOpen(s)
  // a report is gone on with by what speaks of it, which is known by now; what is surely talk is no more of anything
  if (!own || own.kind === 'disaster_report' || (isSure(s) && !fragmentIn((s.event as MessageEvent).text))) return s
  const reading = s.again({ before: own.kind })
  // what would have to be looked up for it is not there, or it is not sure: it is no going on, but words of its own
  const bare = !reading.ask.length && readerFor(reading.intent).needs.every((n) => INTENTS.none.needs.includes(n))
  return bare ? { ...s, reading: { ...reading, drill: own.drill, doubt: false } } : s
}

/** The question by its own words, else by what the reading found it to be about; undefined where nobody answers such. */
function questionAsked(s: Situation): Question | undefined {
  const said = questionOf((s.event as MessageEvent).text)
  const topic = topicOf(s.reading!)
  return said ? QUESTIONS[said] : topic && TOPICS.get(topic)
}

const PHOTOS = Object.values(RECORDS).flatMap(({ photo }) => photo ?? [])
/** What anything that is gone on with may look at. */
const GOING_ON = READERS.disaster_report.needs

/** The questions that a message which asks may turn out to be. */
const REACHED: ReadonlySet<Question> = new Set(
  Object.values<Question>(QUESTIONS).filter(({ about, topics }) => about?.length || topics?.length),
)

/** What follows from each thing that people mean: what the rooms read, and what is nobody's. */
const INTENTS: Record<Intent, Reader<Change>> = {
  ...READERS,
  // 收到 with no warning to answer is chat
  ack: { needs: [], read: () => [] },
  query: {
    needs: [...REACHED].flatMap((question) => question.needs),
    read: (s) => {
      // in a group others may know; whoever speaks to Anan would take silence for a fault
      if (!s.person || !isAddressed(s, s.event as MessageEvent)) return []
      const question = questionAsked(s)
      const answer = question ? answered(s, question) : []
      return answer.length ? answer : reply(s, { text: dialogWords.cannotAnswer(ASKABLE) })
    },
  },
  // it may go on with what the sender is telling
  none: { needs: [...PHOTOS.flatMap((p) => p.needs), ...GOING_ON], read: fragment },
}

/** What follows from an intent, of a room's own words or of those that the library tells apart. */
export const readerFor = (intent: AnyIntent): Reader<Change> =>
  Object.hasOwn(SPOKEN, intent) ? SPOKEN[intent]!.reader : INTENTS[intent as Intent]

/** Meant for the station: said to it alone, or addressed to it. */
const toUs = (event: MessageEvent) => event.chat.kind === 'p2p' || event.mentionsBot
/** A forwarded bundle, a name card, a to-do: nothing that its platform gives us words of. Stickers say nothing. */
const isUnread = (event: MessageEvent) => !!event.unread && event.unread !== 'sticker'

/**
 * Neither report nor question: a photo, a place or a few words that belong to what the sender is telling, or just chat.
 * Photos that come first wait for their words; chat is left alone.
 */
function fragment(s: Situation): Change[] {
  const event = s.event as MessageEvent
  const subject = s.need(SUBJECT)
  const record = subject ?? s.need(RECENT).find((r) => isOpen(r.state))
  if (event.text && isSensitive(s, event.text)) return quietly(s, event)
  // 同意, 辛苦了: said to people, and part of nothing
  if (event.chat.kind === 'group' && isSmall(event.text) && !event.attachments.length) return []
  if (record?.kind === 'unsure' && record.state === 'asked') return joins(s, record, null) // its photos wait for what it turns out to be
  // a voice in private is meant for the station; in a group people hear each other
  if (event.chat.kind === 'p2p' && !event.text && event.attachments.some((a) => a.kind === 'audio'))
    return setAside(s, 'voice', dialogWords.voice, record)
  if (
    !event.text &&
    toUs(event) &&
    (isUnread(event) || event.attachments.some((a) => a.kind === 'file' || a.kind === 'video'))
  )
    return setAside(s, isUnread(event) ? 'unread' : 'file', dialogWords.cannotOpen, record)
  // a quote with nothing but @安安
  if (!event.text && event.mentionsBot && !event.attachments.length && !event.location)
    return reply(s, { text: subject ? dialogWords.standsNow(subject.no, stateWords(subject)) : dialogWords.sayWhat })
  if (!event.attachments.length && !event.location) {
    const left = leftAside(s)
    return event.text && toUs(event) && s.person ? [...left, ...reply(s, { text: dialogWords.notUnderstood })] : left
  }
  const awaited = event.attachments.length
    ? PHOTOS.map(({ taken }) => taken(s, subject)).find((changes) => changes !== undefined)
    : undefined
  if (awaited) return awaited
  if (!record)
    return [
      ...attach(s, null),
      ...(event.chat.kind === 'p2p' && !event.text && s.person ? reply(s, { text: dialogWords.photoWaits }) : []),
    ]
  return joins(s, record, record.id)
}
