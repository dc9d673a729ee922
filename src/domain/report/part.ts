/**
 * 不是同一起, 这是另一起: words that joined a report and are of another event leave it, with the figures that they brought, and
 * make a report of their own, with number and alarm. A report that went into another whole stands again.
 */

import { type Command, command } from '../kernel/command.ts'
import { personOf } from '../kernel/roster.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { aboutOf } from '../reading/about.ts'
import { apartIn } from '../reading/apart.ts'
import { partedFrom } from '../record/after.ts'
import { joined as joinedNow, partButton, sayBesides } from '../record/besides.ts'
import type { Change, ChangeOf } from '../record/fact.ts'
import { draft } from '../record/filing.ts'
import { mayChange } from '../record/may.ts'
import { JOINED_WORDS, type JoinedWords, LOOSE_ATTACHMENTS, ON_SHIFT, RECENT, SUBJECT } from '../record/needs.ts'
import { isOpen, type Rec } from '../record/record.ts'
import { accountOf, type Entry, fieldsAfter, PEOPLE } from '../record/toll.ts'
import { firstDeadline } from '../record/wait.ts'
import { recordWords } from '../record/words.ts'
import { filed, keepApart, raise, raiseChanged } from './report.ts'
import { reportWords } from './words.ts'

export const PART_NEEDS = [SUBJECT, JOINED_WORDS, LOOSE_ATTACHMENTS, ON_SHIFT] as const

/** Whoever said it, whoever may change the report that it joined. Of anybody else it is put before them. */
function part(s: Situation, joined: JoinedWords): Change[] {
  const { record, event } = joined
  const byThem = personOf(s.roster, event.channel, event.sender.account)?.id === s.person?.id
  if (!byThem && !mayChange(s.person, record)) return askApart(s, joined)
  if (!isOpen(record.state)) return reply(s, { text: reportWords.notToPart(record.no), drill: record.drill })
  return joined.merged ? standsAgain(s, joined, joined.merged) : ofItsOwn(s, joined)
}

function askApart(s: Situation, { record, event }: JoinedWords): Change[] {
  const told = s.event.type === 'message' ? joinedNow(s, record) : { changes: [], after: record }
  return [
    ...told.changes,
    ...(s.event.type === 'message'
      ? sayBesides(s, told.after, reportWords.saidApart, true, [partButton(record, event.messageId)])
      : []),
    ...reply(s, { text: recordWords.addedTold(record.no), drill: record.drill }),
  ]
}

/** The first report without the words: what they changed stands as before, unless it was changed since. */
function leaves({ record, event, text, fields, was }: JoinedWords, into: Rec): ChangeOf<'record.parted'> {
  const same = (key: string) => JSON.stringify(record.fields[key] ?? null) === JSON.stringify(fields[key])
  const people = peopleWithout(record, fields, was)
  const back = Object.keys(fields).filter((key) => same(key) && !(people && isOfPeople(key)))
  return {
    type: 'record.parted',
    id: record.id,
    messageId: event.messageId,
    text,
    fields: {
      ...Object.fromEntries(back.map((key) => [key, was[key] ?? null])),
      ...people,
    },
    into: into.id,
  }
}

const isOfPeople = (key: string): boolean => key === 'toll' || PEOPLE.some((of) => key === of || key === aboutOf(of))

/** The account of people as if the words had never been said; undefined where they brought nothing to it. */
function peopleWithout(
  record: Rec,
  fields: JoinedWords['fields'],
  was: JoinedWords['was'],
): Record<string, unknown> | undefined {
  const entries = (of: unknown) => (Array.isArray(of) ? (of as Entry[]) : [])
  const before = new Set(entries(was.toll).map((e) => JSON.stringify(e)))
  const brought = new Set(
    entries(fields.toll)
      .filter((e) => e.at)
      .map((e) => JSON.stringify(e))
      .filter((e) => !before.has(e)),
  )
  if (!brought.size) return undefined
  const left = accountOf(record.fields).filter((e) => !brought.has(JSON.stringify(e)))
  return fieldsAfter(record.fields, left)
}

/** The words as a report of their own, by whoever said them and in their chat, as if nothing had been told before. */
function ofItsOwn(s: Situation, joined: JoinedWords): Change[] {
  const { record, event } = joined
  const person = personOf(s.roster, event.channel, event.sender.account)
  const chat = s.roster.chats.find((c) => c.channel === event.channel && c.chat === event.chat.id)
  const reading = { ...s.again({ as: 'disaster_report', text: event.text }), drill: record.drill, doubt: false }
  const { correction: _, false_alarm: __, ...fields } = reading.fields
  const theirs: Situation = { ...s, event, account: event.sender.account, person, chat, reading }
  const own: Rec = { ...draft(theirs, 'disaster_report', fields, record.drill), photos: event.attachments.length }
  const parted = leaves(joined, own)
  const elsewhere = !('chat' in s.event) || s.event.chat?.id !== event.chat.id
  return [
    { type: 'record.filed', record: own },
    parted,
    ...raiseChanged(s, record, partedFrom(record, parted)),
    ...filed(theirs, own),
    ...(elsewhere ? reply(s, { text: reportWords.parted(record.no, own.no), drill: record.drill }) : []),
  ]
}

function standsAgain(s: Situation, joined: JoinedWords, merged: Rec): Change[] {
  const { record } = joined
  const parted = leaves(joined, merged)
  const { same_as: _, ...fields } = merged.fields
  const after: Rec = { ...merged, state: 'raised', fields, version: merged.version + 1 }
  return [
    parted,
    ...(merged.fields.same_as ? ([amendmentOfNone(merged)] as const) : []),
    { type: 'record.moved', id: merged.id, from: 'merged', to: 'raised', note: record.no },
    ...firstDeadline(s, after),
    ...raise(s, after),
    ...raiseChanged(s, record, partedFrom(record, parted)),
    ...reply(s, { text: reportWords.parted(record.no, merged.no), drill: record.drill }),
  ]
}
const amendmentOfNone = (r: Rec): ChangeOf<'record.amended'> => ({
  type: 'record.amended',
  id: r.id,
  fields: { same_as: null },
  was: { same_as: r.fields.same_as },
  text: '',
  messageId: r.sourceMessageIds[0] ?? '',
})

/** The whole message says so, of what it quotes or names, else of what its sender said last. */
export const saidApart: Command<Change> = command(
  (text, { person }) => (person && apartIn(text) === 'bare' ? text : undefined),
  PART_NEEDS,
  (s) => {
    const joined = s.need(JOINED_WORDS)
    if (joined) return part(s, joined)
    // what was only taken for the same
    const asked = [s.need(SUBJECT), ...s.need(RECENT)].find((r) => r?.kind === 'disaster_report' && r.fields.same_as)
    return asked && isOpen(asked.state) && mayChange(s.person, asked) ? keepApart(s, asked) : undefined
  },
)

/** Pressed below the answer to the words. */
export const pressedApart = (s: Situation): Change[] => {
  const joined = s.need(JOINED_WORDS)
  return joined ? part(s, joined) : reply(s, { text: recordWords.alreadyDone })
}
