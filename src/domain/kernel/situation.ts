/** Everything one decision may look at, loaded beforehand. Decisions ask for nothing else. */
import type { BroadcastSight } from '../broadcast/broadcast.ts'
import type { Reading } from '../reading/read.ts'
import type { Rec, RecordKind } from '../record/record.ts'
import type { Returning } from '../returning.ts'
import type { Standing } from '../warning/after.ts'
import type { Obligation, Sending, Warning } from '../warning/warning.ts'
import type { Change, Owed } from './fact.ts'
import type { Address, Inbound, Outbound, Serial } from './message.ts'
import { type ChatBinding, onDuty, type Person, type Roster } from './roster.ts'
import type { Settings } from './settings.ts'

/** What every decision is given, whoever asks: a message, a clock, the API. */
export interface Ground {
  now: Date
  /** IANA zone of the station; days and times of day are counted there. */
  tz: string
  roster: Roster
  settings: Settings
  /** Channels that are on. */
  channels: readonly string[]
  newId(): string
  /** The next readable number of a prefix today: newNo('YH') → YH-20261124-003. */
  newNo(prefix: string): string
  /** SHA-256 of a text, hex. */
  hashOf(text: string): string
}

export interface WarningState {
  warning: Warning
  obligations: Obligation[]
  /** What was sent of it so far; loaded where it may end. */
  sent?: Sending[]
  /** Who is recorded as trapped, missing or moved; loaded where it may end. */
  standing?: readonly Standing[]
}

/** A code that can be used: not spent, not void, not too old. */
export interface LiveCode {
  id: string
  hash: string
  personId: string
  /** Wrong codes that anybody tried since it was made. */
  wrong: number
}

/** What is known when a code is tried. */
export interface CodeTry {
  /** Wrong codes of this account and of its person's others within the span. */
  wrong: number
  live: readonly LiveCode[]
}

export interface Situation extends Ground {
  event: Inbound
  reading?: Reading
  /** The sender, when bound to a person of the roster. */
  person?: Person
  account: string
  chat?: ChatBinding
  /** The sender's own records in this chat within the joining time, newest first. */
  recent: Rec[]
  /** Open disaster reports of the last hours, whoever sent them: one of them may be the same event. Of days for whoever asks for them. */
  near: Rec[]
  /** Strangers' disaster reports of days, and those in doubt, that nobody has judged, the oldest first; loaded for whoever asks for reports. */
  unjudged?: readonly Rec[]
  /** Records of the last day with these very words, whoever sent them, the oldest first. */
  copies: Rec[]
  /** Reads the message again as one that follows a record of this kind. */
  again(before: RecordKind): Reading
  /** The record that the quoted, pressed or recalled message belongs to, or that a number in the text names. */
  subject?: Rec
  /** The warning that the quoted or pressed message speaks of. */
  subjectWarning?: WarningState
  /** Obligations of the sender in open warnings, answered or not, newest warning first; `owes` are those still unanswered. */
  asked: { obligation: Obligation; warning: Warning }[]
  owes: { obligation: Obligation; warning: Warning }[]
  /** When each of several open warnings was last shown to the sender or in this chat, by id. */
  shown: ReadonlyMap<string, Date>
  /** What took the place of the quoted or pressed warning, where that is over. */
  successor?: Warning
  /** Check-ins and check-outs of the running shift: in this chat, and the sender's own anywhere. */
  checks: Rec[]
  /** Check-ins of the last day by or of whoever is on duty now, wherever they were said. */
  onShift: Rec[]
  /** Open hazards: the sender's own, or all of them for an officer's question. */
  hazards: Rec[]
  /** Records that words said alone (接警, 复查通过) may be meant for; loaded where a message says such words. */
  actable?: readonly Rec[]
  /** Open warnings with their obligations, newest first; loaded for questions about who has not answered. */
  openWarnings: WarningState[]
  /** Warnings of the last day and all open ones, newest first; loaded where one is drafted or issued. */
  recentWarnings: WarningState[]
  /** Broadcasts that are not over, the pressed one and those reported on; loaded where one is asked for, pressed or reported. */
  broadcasts: BroadcastSight[]
  /** Warnings that the recalled message drafted, as drafts still or in force. */
  recalledWarnings: Warning[]
  /** Numbers under our name that a platform reported on now for the first time, and that were never given out here. */
  strangeSerials: Serial[]
  /** Loaded where a message asks whether people may go back. */
  returning?: Returning
  /** The message was taken back before it was read. */
  takenBack?: boolean
  /** Photos of the sender in this chat within the joining time that belong to no record yet. */
  looseAttachments: string[]
  /** The sender's web sign-ins, the newest first; loaded where they ask for their accounts or end them. */
  sessions: { id: string; agent: string | null; seenAt: Date }[]
  /** What is known of a code in the text. */
  codes?: CodeTry
}

/** The account to use for a person: the first channel in order of preference. Undefined = nobody can reach them by chat. */
export function reach(roster: Roster, personId: string): Address | undefined {
  const first = roster.reach.get(personId)?.[0]
  return first && { channel: first.channel, account: first.account }
}

/** One message owed to a person, privately; [] when the person has no account. */
export function tell(
  g: Ground,
  personId: string,
  message: Outbound,
  rest: Omit<Owed, 'id' | 'to' | 'message' | 'personId'>,
): Change[] {
  const to = reach(g.roster, personId)
  return to ? [{ type: 'message.owed', owed: { id: g.newId(), to, personId, message, ...rest } }] : []
}

/** One message owed to a chat. */
export function say(
  g: Ground,
  channel: string,
  chat: string,
  message: Outbound,
  rest: Omit<Owed, 'id' | 'to' | 'message'>,
): Change {
  return { type: 'message.owed', owed: { id: g.newId(), to: { channel, chat }, message, ...rest } }
}

/** Answers where the event came from, threaded under it. */
export function reply(
  s: Situation,
  message: Outbound,
  rest: Partial<Omit<Owed, 'id' | 'to' | 'message'>> = {},
): Change[] {
  const { event } = s
  if (!('chat' in event) || !event.chat) return []
  const replyTo = event.type === 'message' ? event.messageId : undefined
  return [say(s, event.channel, event.chat.id, message, { priority: 'reply', replyTo, ...rest })]
}

/** The duty officers now; where the sheet has a gap, every holder of the role, so that nothing falls through. */
export function officers(g: Ground): Person[] {
  const now = onDuty(g.roster, g.now, 'officer').map((d) => d.person)
  return now.length ? dedupe(now) : withRole(g.roster, 'duty_officer')
}

/** The leader in charge now; in a gap, the holders of the role. */
export function leaders(g: Ground): Person[] {
  const now = onDuty(g.roster, g.now, 'leader').map((d) => d.person)
  return now.length ? dedupe(now) : withRole(g.roster, 'duty_leader')
}

export const withRole = (roster: Roster, role: Person['roles'][number]['role']) =>
  [...roster.people.values()].filter((p) => p.active && p.roles.some((r) => r.role === role))

const dedupe = (people: Person[]) => [...new Map(people.map((p) => [p.id, p])).values()]
