/** ZQ-20261124-003 and nothing else: an officer is shown its card in private, everybody else is told how it stands. */

import { isOfficer, mayCall } from '../kernel/access.ts'
import type { KernelFact } from '../kernel/fact.ts'
import type { MessageEvent } from '../kernel/message.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { type Change, RECORDS } from '../nouns.ts'
import { standing } from '../record/ask.ts'
import { SUBJECT } from '../record/needs.ts'
import { callsIn, withoutCalls } from '../record/numbers.ts'
import { isToldOf, type Rec } from '../record/record.ts'
import { unsureMessage } from '../record/unsure.ts'
import { recordWords } from '../record/words.ts'

/** The one number that a whole message is; no end of one, which may be anything. */
export function bareNumber(text: string): string | undefined {
  const [call, ...more] = callsIn(text)
  const rest = withoutCalls(text).replace(/@?安安|[\s，,。.！!?？：:]+/g, '')
  return call?.includes('-') && !more.length && !rest ? call : undefined
}

/** Undefined where no record has the number: it may be of something else, as a warning's is. */
export function shownByNumber(s: Situation, _no: string, event: MessageEvent): Change[] | undefined {
  const record = s.need(SUBJECT)
  if (!record || !s.person) return undefined
  const about = { kind: 'record', id: record.id } as const
  const officer = isOfficer(s.person) && event.chat.kind === 'p2p'
  const card = officer ? RECORDS[record.kind].card?.(s, record, s.person) : undefined
  if (card) return [...reply(s, card, { about }), ...phonesShown(s, record)]
  if (record.kind === 'unsure' && officer) return reply(s, unsureMessage(s, record), { about })
  const text = isToldOf(record) ? standing(s, record) : recordWords.handledApart(record.no)
  return reply(s, { text, drill: record.drill }, { about })
}

const phonesShown = (s: Situation, record: Rec): KernelFact[] =>
  s.person && mayCall(s.roster, s.person, s.now)
    ? [{ type: 'phones.shown', what: `card ${record.no}`, subject: { id: s.person.id, drill: record.drill } }]
    : []
