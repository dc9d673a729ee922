/** A verb that was said of one hazard: at once where it is known which, else after the press that says it. */
import type { MessageEvent, PressEvent } from '../kernel/message.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { attach } from '../record/filing.ts'
import { SUBJECT } from '../record/needs.ts'
import type { Rec } from '../record/record.ts'
import { recordWords } from '../record/words.ts'
import { act } from './act.ts'
import type { Change } from './fact.ts'
import { marked } from './find.ts'
import { VERBS, type Verb } from './verbs.ts'

/** Sensitive words mark it first; what follows is told accordingly. */
export function acted(s: Situation, name: string, arg: string, named: Rec): Change[] {
  const verb = (VERBS as Record<string, Verb>)[name]!
  const { hazard, changes } = marked(s, named)
  return [...changes, ...withPhotos(s, hazard, act(s, verb, hazard, { arg, data: {}, form: {} }))]
}

/** What came with words that moved it shows how it was then. */
function withPhotos(s: Situation, hazard: Rec, changes: Change[]): Change[] {
  const moved = changes.some((c) => c.type === 'record.moved' && c.id === hazard.id)
  const kept = changes.some((c) => c.type === 'attachment.received' || c.type === 'record.joined')
  return moved && !kept ? [...changes, ...attach(s, hazard.id)] : changes
}

/** The words are taken as said of the one that was pressed. */
export function chosen(s: Situation, { data, chat }: PressEvent): Change[] {
  const hazard = s.need(SUBJECT)
  const { said, text, by, verb, arg = '' } = data
  if (hazard?.kind !== 'hazard_report' || !said || !text || !verb || !Object.hasOwn(VERBS, verb))
    return reply(s, { text: recordWords.alreadyDone })
  if (by !== s.person?.id || hazard.sourceMessageIds.includes(said)) return reply(s, { text: recordWords.alreadyDone })
  const { eventId, channel, at, sender } = s.event as PressEvent
  const event: MessageEvent = {
    ...{ type: 'message', channel, eventId, at, sender, chat, messageId: said, text },
    ...{ attachments: [], mentionsBot: false, mentionsAll: false },
  }
  const reading = s.again({ text })
  return acted({ ...s, event, reading, again: (how) => s.again({ text, ...how }) }, verb, arg, hazard)
}
