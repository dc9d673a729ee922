/** Presses: the acts of all rooms, and who may. */

import { OFFICERS } from '../kernel/access.ts'
import type { MessageEvent, PressEvent } from '../kernel/message.ts'
import type { Presses } from '../kernel/press.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { words } from '../kernel/words.ts'
import { type Change, PRESSES } from '../nouns.ts'
import { inDoubt } from '../record/filing.ts'
import { mayPress, whoMay } from '../record/may.ts'
import { figureTakenBack } from '../record/mistaken.ts'
import { ALREADY_TOLD, LOOSE_ATTACHMENTS, SUBJECT } from '../record/needs.ts'
import { onRecord, tooLate } from '../record/press.ts'
import { isOpen } from '../record/record.ts'
import { recordWords } from '../record/words.ts'
import { change } from './about.ts'
import { judgeRecord as judgedRecord } from './doubt.ts'
import { confirmStranger, refuseStranger } from './strangers.ts'
import { dialogWords } from './words.ts'

const ACTS: Presses<Change> = {
  ...PRESSES,
  'record.judge': {
    roles: OFFICERS,
    ...onRecord((s, r, press) =>
      inDoubt(r) && (press.data.as === 'real' || press.data.as === 'drill')
        ? judgedRecord(s, r, press.data.as === 'drill')
        : tooLate(s, r),
    ),
  },
  'story.pick': {
    roles: [],
    needs: [SUBJECT, LOOSE_ATTACHMENTS, ALREADY_TOLD],
    run: picked,
  },
  'stranger.confirm': {
    roles: OFFICERS,
    ...onRecord((s, r) => (r.state === 'unverified' ? confirmStranger(s, r) : tooLate(s, r))),
  },
  'stranger.refuse': {
    roles: OFFICERS,
    ...onRecord((s, r) => (r.state === 'unverified' ? refuseStranger(s, r) : tooLate(s, r))),
  },
}

/** Whoever was asked says which of their stories it was: the words are read as said under that one. */
function picked(s: Situation, { data, chat }: PressEvent): Change[] {
  const record = s.need(SUBJECT)
  const { said, text, by } = data
  if (!record || !said || !text || by !== s.person?.id || s.need(ALREADY_TOLD) || !isOpen(record.state))
    return reply(s, { text: recordWords.alreadyDone })
  const { eventId, channel, at, sender } = s.event as PressEvent
  const event: MessageEvent = {
    ...{ type: 'message', channel, eventId, at, sender, chat, messageId: said, text },
    ...{ attachments: [], mentionsBot: false, mentionsAll: false },
  }
  const reading = s.again({ as: 'disaster_report', text })
  const figure = figureTakenBack([record], text)
  const more = figure && 'one' in figure ? figure.fields : {}
  return change({ ...s, event, reading, again: (how) => s.again({ text, ...how }) }, record, more)
}

/** The act that a press is of, if there is one. */
export const actOf = (press: PressEvent) => (Object.hasOwn(ACTS, press.act) ? ACTS[press.act] : undefined)

/** A press: known act, allowed person, then what it does. Strangers may press nothing. */
export function decidePress(s: Situation): Change[] {
  const press = s.event as PressEvent
  const act = actOf(press)
  if (!act) return reply(s, { text: recordWords.alreadyDone })
  const record = act.owner || act.reporter ? s.need(SUBJECT) : undefined
  if (!s.person || !mayPress(s.person, act, record))
    return reply(s, { text: s.person ? words.notAllowed(whoMay(act.roles)) : dialogWords.strangerPress })
  return act.run(s, press)
}
