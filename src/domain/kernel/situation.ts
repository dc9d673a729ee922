/** What decisions stand on, and how they speak to people. */

import type { Intent, Reading } from '../reading/reading.ts'
import type { Settings } from '../settings.ts'
import type { KernelFact, Owed } from './fact.ts'
import type { Heard } from './heard.ts'
import type { Address, Outbound } from './message.ts'
import type { Needing } from './need.ts'
import { onDuty, type Person, type Roster } from './roster.ts'

/** What every decision is given, whoever asks: a message, a clock, the API. */
export interface DecisionContext {
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

/** Everything that the decision of one event may look at; decisions ask for nothing else. */
export interface Situation extends DecisionContext, Heard, Needing {
  /** Reads the message again. */
  again(how: Rereading): Reading
}

export interface Rereading {
  /** It follows a record of this kind. */
  before?: Intent
  /** It is for this, whatever it looks like. */
  as?: Intent
  /** Other words than those of the event: a press that brings a message along. */
  text?: string
}

/** The account to use for a person: the first channel in order of preference. Undefined = nobody can reach them by chat. */
export function reach(roster: Roster, personId: string): Address | undefined {
  const first = roster.reach.get(personId)?.[0]
  return first && { channel: first.channel, account: first.account }
}

/** One message owed to a person, privately; [] when the person has no account. */
export function tell(
  g: DecisionContext,
  personId: string,
  message: Outbound,
  rest: Omit<Owed, 'id' | 'to' | 'message' | 'personId'>,
): KernelFact[] {
  const to = reach(g.roster, personId)
  return to ? [{ type: 'message.owed', owed: { id: g.newId(), to, personId, message, ...rest } }] : []
}

/** One message owed to a chat. */
export function say(
  g: DecisionContext,
  channel: string,
  chat: string,
  message: Outbound,
  rest: Omit<Owed, 'id' | 'to' | 'message'>,
): KernelFact {
  return { type: 'message.owed', owed: { id: g.newId(), to: { channel, chat }, message, ...rest } }
}

/** Answers where the event came from, threaded under it. */
export function reply(
  s: Situation,
  message: Outbound,
  rest: Partial<Omit<Owed, 'id' | 'to' | 'message'>> = {},
): KernelFact[] {
  const { event } = s
  if (!('chat' in event) || !event.chat) return []
  const replyTo = event.type === 'message' ? event.messageId : undefined
  return [say(s, event.channel, event.chat.id, message, { priority: 'reply', replyTo, ...rest })]
}

/** The duty officers now; where the sheet has a gap, every holder of the role, so that nothing falls through. */
export function officers(g: DecisionContext): Person[] {
  const now = onDuty(g.roster, g.now, 'officer').map((d) => d.person)
  return now.length ? dedupe(now) : withRole(g.roster, 'duty_officer')
}

/** The leader in charge now; in a gap, the holders of the role. */
export function leaders(g: DecisionContext): Person[] {
  const now = onDuty(g.roster, g.now, 'leader').map((d) => d.person)
  return now.length ? dedupe(now) : withRole(g.roster, 'duty_leader')
}

export const withRole = (roster: Roster, role: Person['roles'][number]['role']) =>
  [...roster.people.values()].filter((p) => p.active && p.roles.some((r) => r.role === role))

const dedupe = (people: Person[]) => [...new Map(people.map((p) => [p.id, p])).values()]
