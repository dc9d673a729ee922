/** 002和001是一件事: two reports of one event, by an officer's word or press. */

import { isOfficer } from '../kernel/access.ts'
import { type Command, command } from '../kernel/command.ts'
import type { MessageEvent } from '../kernel/message.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { JOINED, ONE_EVENT } from '../reading/lexicon/same-event.ts'
import { anyOf } from '../reading/lexicon/words.ts'
import type { Change } from '../record/fact.ts'
import { SUBJECT } from '../record/needs.ts'
import { calledBy, callsIn } from '../record/numbers.ts'
import { mayMove, type Rec } from '../record/record.ts'
import { OPEN_REPORTS, UNJUDGED } from './needs.ts'
import { merge } from './report.ts'
import { reportWords } from './words.ts'

const ONE = new RegExp(anyOf(ONE_EVENT, JOINED))
const NOT_ONE = new RegExp(`(?:不|没|别)(?:把|都|跟|和)?[^，。！!]{0,4}?${anyOf(ONE_EVENT, JOINED)}|[?？吗]$|是不是`)
/** A 并到 B: the first goes into the second. */
const INTO = new RegExp(anyOf(JOINED))

/** Two reports of one event: one goes into the other. Undefined where one of them is over. */
export function mergedPair(s: Situation, one: Rec, other: Rec): Change[] | undefined {
  // what nobody has judged goes into what is known to be real
  const [from, into] = other.state === 'unverified' ? [other, one] : [one, other]
  const may = from.id !== into.id && from.drill === into.drill && into.state !== 'unverified'
  return may && mayMove(from.kind, from.state, 'merged') && mayMove(into.kind, into.state, 'merged')
    ? merge(s, from, into)
    : undefined
}

/** What nobody has taken over goes into what somebody has; else the later into the earlier. */
const ordered = (a: Rec, b: Rec): [Rec, Rec] => {
  const waits = (r: Rec) => Number(r.state === 'raised' || r.state === 'unverified')
  const later = waits(a) - waits(b) || a.receivedAt.getTime() - b.receivedAt.getTime()
  return later > 0 ? [a, b] : [b, a]
}

/** Whether an officer's whole message says so of two numbers, or of one and what they quote. */
const saysOne = (event: MessageEvent): boolean => {
  const calls = callsIn(event.text)
  const enough = calls.length === 2 || (calls.length === 1 && !!event.replyTo)
  return enough && event.text.length <= 80 && ONE.test(event.text) && !NOT_ONE.test(event.text)
}

export const oneEvent: Command<Change> = {
  ...command(
    (text, { person }) => (isOfficer(person) && callsIn(text).length ? text : undefined),
    [SUBJECT, OPEN_REPORTS, UNJUDGED],
    (s, text, event) => {
      if (!saysOne(event)) return undefined
      const all = [...s.need(OPEN_REPORTS), ...s.need(UNJUDGED)]
      const named = callsIn(text).map((call) => calledBy(all, call))
      const quoted = s.need(SUBJECT)
      // numbers of hazards are the hazards' own
      if (quoted?.kind === 'hazard_report') return undefined
      const [a, b] = named.length === 2 ? named : [all.find((r) => r.id === quoted?.id), named[0]]
      if (!a || !b) return reply(s, { text: reportWords.notToMerge })
      const [from, into] = INTO.test(text.split(/[，,。]/)[0]!) ? [a, b] : ordered(a, b)
      return mergedPair(s, from, into) ?? reply(s, { text: reportWords.notToMerge })
    },
  ),
}
