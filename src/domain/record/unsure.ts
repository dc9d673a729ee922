/**
 * Asking instead of guessing: a message that may mean one thing or another is kept, put before whoever wrote it with at most
 * three choices, and filed by one press, with everything that was said since. What may be an emergency waits for no press: the
 * officers on duty are shown it at once, as unverified. None of it counts anywhere until somebody says what it is.
 */

import { mayCall } from '../kernel/access.ts'
import type { Button, MessageEvent, Outbound } from '../kernel/message.ts'
import { type DecisionContext, officers, reach, reply, type Situation, say, tell } from '../kernel/situation.ts'
import { saidTime } from '../kernel/time.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { type AnyIntent, EMERGENCY } from '../reading/reading.ts'
import type { Change } from './fact.ts'
import {
  asSaid,
  attach,
  isSensitive,
  joins,
  numberPrefix,
  quietly,
  reporterWords,
  restrictedBy,
  writtenAt,
} from './filing.ts'
import { OWN_UNSURE, type Saying } from './needs.ts'
import { isOpen, type Rec } from './record.ts'
import { MAY_BE, recordWords } from './words.ts'

/** From this likelihood on the officers hear of it at once. */
export const SUSPECTED = 0.15

export const choicesOf = (record: Rec): AnyIntent[] => (record.fields.may_be ?? []) as AnyIntent[]
const isSuspected = (record: Rec) => record.fields.suspected === true

/** Keeps it and asks; over the sender's budget of the day it only stands in the officers' list. */
export function askUnsure(s: Situation): Change[] {
  const event = s.event as MessageEvent
  const { ask, likely, drill } = s.reading!
  const suspected = !drill && ask.some((i) => EMERGENCY.has(i) && (likely[i] ?? 0) >= SUSPECTED)
  // sensitive words are sent to nobody but whoever is on duty, not even back
  const sensitive = isSensitive(s, event.text)
  const asked = !!s.person && !sensitive && askedToday(s) < s.settings.asks_per_day
  const record = keptUnsure(s, asked ? 'asked' : 'left', { may_be: [...ask], ...(suspected ? { suspected } : {}) })
  return [
    { type: 'record.filed', record },
    // its photos wait for what it turns out to be
    ...attach(s, null),
    ...(sensitive ? quietly(s, event) : suspected ? toOfficers(s, record) : []),
    ...(asked ? toSender(s, record) : suspected && event.chat.kind === 'p2p' ? passedOn(s, record) : []),
  ]
}

/** Words of harm that were taken for talk: nobody is asked, and the officers' list has them. */
export function leftAside(s: Situation): Change[] {
  const likely = s.reading?.likely ?? {}
  const may = [...EMERGENCY].filter((i) => (likely[i] ?? 0) >= HEARD).sort((a, b) => likely[b]! - likely[a]!)
  return may.length ? [{ type: 'record.filed', record: keptUnsure(s, 'left', { may_be: may }) }] : []
}
/** Less than this is no sign of harm. */
const HEARD = 0.05

const askedToday = (s: Situation): number => s.need(OWN_UNSURE).filter((r) => r.fields.asked === true).length

function keptUnsure(s: Situation, state: 'asked' | 'left', fields: Rec['fields']): Rec {
  const event = s.event as MessageEvent
  const drill = s.reading!.drill
  return {
    id: s.newId(),
    no: s.newNo(numberPrefix('unsure', drill)),
    kind: 'unsure',
    drill,
    state,
    fields: {
      ...fields,
      ...(state === 'asked' ? { asked: true } : {}),
      ...(event.chat.kind === 'group' ? { in_group: true } : {}),
      ...restrictedBy(s, event.text),
    },
    villageCode: null,
    ...asSaid(s, event),
    occurredAt: null,
    reportedAt: writtenAt(s, event),
    photos: event.attachments.length,
  }
}

/** Words that were passed over, as a record of what they may be: an officer has said so. */
export const fromSaying = (s: Situation, said: Saying, as: AnyIntent): Rec => ({
  id: s.newId(),
  no: s.newNo(numberPrefix('unsure', false)),
  kind: 'unsure',
  drill: false,
  state: 'left',
  fields: { may_be: [as], ...(said.inGroup ? { in_group: true } : {}), ...restrictedBy(s, said.text) },
  villageCode: null,
  ...{ reporterId: said.personId, channel: said.channel, account: said.account, chat: said.chat },
  ...{ text: said.text, sourceMessageIds: [said.messageId] },
  ...{ ownerId: null, dueOn: null, lat: null, lon: null, datum: null, occurredAt: null },
  reportedAt: said.at,
  receivedAt: s.now,
  updatedAt: s.now,
  version: 1,
})

const aboutOf = (record: Rec) => ({ kind: 'record', id: record.id }) as const
const slotOf = (record: Rec) => `record:${record.id}`

/** The question, where it disturbs least: privately, in the chat only where there is no other way. */
function toSender(s: Situation, record: Rec): Change[] {
  const event = s.event as MessageEvent
  const rest = { about: aboutOf(record), slot: slotOf(record) }
  const card = askMessage(s, record)
  return event.chat.kind === 'group' && s.person && reach(s.roster, s.person.id)
    ? tell(s, s.person.id, card, { priority: 'reply', ...rest })
    : reply(s, card, rest)
}

const passedOn = (s: Situation, record: Rec): Change[] =>
  reply(s, { text: recordWords.suspectPassedOn(record.no, s.settings.duty_room.phone) }, { about: aboutOf(record) })

/** 是险情 · 是隐患 · 不用记. */
const choiceButtons = (record: Rec): Button[] =>
  choicesOf(record).map((as, i) => ({
    label: recordWords.itIs(MAY_BE[as] ?? as),
    act: 'unsure.as',
    data: { id: record.id, as },
    ...(i ? {} : { style: 'primary' as const }),
  }))
const dropButton = (record: Rec, label: string): Button => ({ label, act: 'unsure.drop', data: { id: record.id } })

function askMessage(g: DecisionContext, record: Rec): Outbound {
  return cardMessage(
    {
      title: isOpen(record.state) ? recordWords.whatIsIt : settledWords(record),
      tone: 'info',
      lines: isSuspected(record) && isOpen(record.state) ? [recordWords.officersKnow] : [],
      original: { text: record.text.slice(0, 800), source: '原话' },
      buttons: isOpen(record.state) ? [...choiceButtons(record), dropButton(record, '不用记')] : [],
      ...(isOpen(record.state)
        ? {
            note: recordWords.chooseInWords(
              MAY_BE[choicesOf(record)[0] ?? 'disaster_report']!,
              g.settings.duty_room.phone,
            ),
          }
        : {}),
    },
    record.drill,
  )
}

/** What an officer is shown of what may be an emergency, with the number to call. */
function suspectMessage(g: DecisionContext, record: Rec, phones: boolean): Outbound {
  const open = isOpen(record.state)
  const phone = phones && record.reporterId ? g.roster.people.get(record.reporterId)?.phone : undefined
  return cardMessage(
    {
      title: open ? recordWords.suspected(record.no) : settledWords(record),
      tone: open ? 'danger' : 'info',
      lines: known([
        ['来自', [reporterWords(g, record), phone].filter(Boolean).join(' ')],
        ['群', record.fields.in_group ? chatName(g, record) : undefined],
        ['写于', saidTime(record.reportedAt, g.tz)],
      ]),
      original: { text: record.text.slice(0, 800), source: '原话' },
      buttons: open ? [...choiceButtons(record), dropButton(record, '不是')] : [],
      ...(open ? { note: recordWords.uncountedTillConfirmed } : {}),
    },
    record.drill,
  )
}

const chatName = ({ roster }: DecisionContext, { channel, chat }: Rec) =>
  roster.chats.find((c) => c.channel === channel && c.chat === chat)?.name

const settledWords = (record: Rec): string =>
  record.state === 'closed'
    ? recordWords.settledAs(record.no, MAY_BE[record.fields.as as AnyIntent] ?? '')
    : recordWords.settledAsNothing(record.no)

function toOfficers(g: DecisionContext, record: Rec, priority: 'alert' | 'reply' = 'alert'): Change[] {
  return officers(g).flatMap((p): Change[] => {
    const phones = mayCall(g.roster, p, g.now)
    const told = tell(g, p.id, suspectMessage(g, record, phones), {
      priority,
      slot: slotOf(record),
      about: aboutOf(record),
    })
    const shown = phones && record.reporterId && g.roster.people.get(record.reporterId)?.phone && priority === 'alert'
    return shown && told.length
      ? [...told, { type: 'phones.shown', what: `card ${record.no}`, subject: { id: p.id, drill: record.drill } }]
      : told
  })
}

/** Its own card, to whoever opens it from the list. */
export const unsureMessage = (s: Situation, record: Rec): Outbound =>
  suspectMessage(s, record, !!s.person && mayCall(s.roster, s.person, s.now))

/** 不对，是1米5: a few words to what waits undecided wait with it. */
export function addToUnsure(s: Situation, record: Rec): Change[] {
  const { text } = s.event as MessageEvent
  const after: Rec = { ...record, text: `${record.text}\n${text}`, version: record.version + 1 }
  return [
    ...joins(s, record, null),
    ...cardsFollow(s, after),
    ...reply(s, { text: recordWords.reportJoined(record.no), drill: record.drill }),
  ]
}

/** The cards that people hold say what has become of it. */
function cardsFollow(s: DecisionContext, after: Rec): Change[] {
  const rest = { priority: 'reply', slot: slotOf(after), about: aboutOf(after) } as const
  const asked = after.fields.asked === true && !!after.reporterId
  return [
    ...(isSuspected(after) && !(isOpen(after.state) && after.fields.second) ? toOfficers(s, after, 'reply') : []),
    ...(asked ? askedCard(s, after, rest) : []),
  ]
}

const askedCard = (g: DecisionContext, record: Rec, rest: Parameters<typeof tell>[3]): Change[] =>
  record.fields.in_group
    ? tell(g, record.reporterId!, askMessage(g, record), rest)
    : [say(g, record.channel, record.chat!, askMessage(g, record), rest)]

/** The second reader's guess: one more choice on the cards; what it takes for an emergency the officers are shown. */
export function seconded(g: DecisionContext, record: Rec | undefined, intent: AnyIntent): Change[] {
  if (record?.kind !== 'unsure' || !isOpen(record.state)) return []
  const had = choicesOf(record)
  const mayBe = had.includes(intent) ? had : [...had.slice(0, MOST_CHOICES - 1), intent]
  const raised = EMERGENCY.has(intent) && !record.drill && !isSuspected(record)
  const fields = { may_be: mayBe, second: intent, ...(raised ? { suspected: true } : {}) }
  const after: Rec = { ...record, fields: { ...record.fields, ...fields }, version: record.version + 1 }
  const was = { may_be: had }
  return [
    { type: 'record.amended', id: record.id, fields, was, text: '', messageId: record.sourceMessageIds[0]! },
    ...(raised ? toOfficers(g, after) : []),
    ...(mayBe === had && !raised ? [] : cardsFollow(g, after)),
  ]
}
const MOST_CHOICES = 3

/** Somebody says what it is: its words are read anew as that, in their own chat, as if just said. */
export function settleAs(s: Situation, record: Rec, as: AnyIntent): Change[] {
  const after: Rec = { ...record, state: 'closed', fields: { ...record.fields, as }, version: record.version + 1 }
  return [
    { type: 'record.moved', id: record.id, from: record.state, to: 'closed', note: as },
    {
      type: 'message.meant',
      id: record.id,
      inboxId: s.newId(),
      drill: record.drill,
      as,
      channel: record.channel,
      chat: record.chat!,
      messages: record.sourceMessageIds,
      text: record.text,
    },
    ...cardsFollow(s, after),
    ...reply(s, { text: recordWords.takenAs(MAY_BE[as] ?? as), drill: record.drill }),
  ]
}

/** Somebody says that it is nothing to keep. */
export function settleAsNothing(s: Situation, record: Rec): Change[] {
  const after: Rec = { ...record, state: 'refused', version: record.version + 1 }
  return [
    { type: 'record.moved', id: record.id, from: record.state, to: 'refused', note: s.person?.name },
    ...cardsFollow(s, after),
    ...reply(s, { text: recordWords.notKept, drill: record.drill }),
  ]
}
