/** 延期: asked for with a day, or with a reason alone; an officer who has no part in it agrees, or refuses with a reason. */
import type { Heard } from '../kernel/heard.ts'
import type { MessageEvent } from '../kernel/message.ts'
import type { Hearing } from '../kernel/noun.ts'
import { reply, type Situation, tell } from '../kernel/situation.ts'
import { addDays, dayOf, isTerm, saidDay } from '../kernel/time.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { NOT_UNDERSTOOD } from '../reading/reading.ts'
import { setAside } from '../record/aside.ts'
import { amendment } from '../record/confirm.ts'
import { answerReporter, assign, attach, isSensitive, stateWords } from '../record/filing.ts'
import { SUBJECT } from '../record/needs.ts'
import { isOpen, type Rec, type RecordState } from '../record/record.ts'
import { recordWords } from '../record/words.ts'
import type { Change } from './fact.ts'
import { askForNumber, marked, theHazardsMeant } from './find.ts'
import { answered } from './move.ts'
import { MEANT } from './needs.ts'
import { checkersOf } from './people.ts'
import { bareOf, theHazardNamed } from './pointing.ts'
import { progressIn } from './progress.ts'
import { askWhich } from './which.ts'
import { hazardWords } from './words.ts'

/** A request that nobody has decided. */
export interface Requested {
  until: string
  reason?: string
  by: string
}
export const requested = ({ fields }: Rec): Requested | undefined => fields.extension as Requested | undefined

const MAY_ASK: ReadonlySet<RecordState> = new Set<RecordState>(['suspected', 'registered', 'rectifying', 'recheck'])

/** 申请延期: kept with the hazard and put before an officer. */
export function askExtension(s: Situation): Change[] {
  if (!s.person) return setAside(s, 'stranger', recordWords.strangerAside, theHazardNamed(s))
  const [meant, ...more] = theHazardsMeant(s, (h) => MAY_ASK.has(h.state))
  if (!meant) return askForNumber(s)
  if (more.length) return askWhich(s, 'hazard.ask_term', '', [meant, ...more])
  return askOf(s, meant)
}

/** Of one that is known. */
export function askOf(s: Situation, meant: Rec): Change[] {
  if (!MAY_ASK.has(meant.state))
    return reply(s, { text: hazardWords.standsAlready(meant.no, stateWords(meant)), drill: meant.drill })
  const { hazard, changes } = marked(s, meant)
  const { new_deadline, extend_days, reason } = readAsTerm(s) as {
    new_deadline?: string
    extend_days?: number
    reason?: string
  }
  const until =
    new_deadline?.slice(0, 10) ?? (extend_days && hazard.dueOn ? addDays(hazard.dueOn, extend_days) : undefined)
  return [...changes, ...openRequest(s, hazard, { until, reason })]
}

/** Words that were pressed for are read as what they ask. */
const readAsTerm = (s: Situation) =>
  s.reading?.intent === 'extension_request' ? s.reading.fields : s.again({ as: 'extension_request' }).fields

/** A card for whoever decides. Without a day it is for as many days as the station gives; a day that was not understood is asked for again. */
export function openRequest(
  s: Situation,
  hazard: Rec,
  { until, reason }: { until?: string; reason?: string },
): Change[] {
  const event = s.event as MessageEvent
  const today = dayOf(s.now, s.tz)
  const unread = until
    ? undefined
    : s.reading?.why.find((w) => w.what === 'new_deadline' && w.rule === NOT_UNDERSTOOD)?.from
  const days = s.settings.hazard_days.extension
  const later = hazard.dueOn && hazard.dueOn > today ? hazard.dueOn : today
  const asked: Requested = { until: until ?? addDays(later, days), reason, by: s.person!.id }
  const data = { id: hazard.id, v: String(hazard.version), until: asked.until, by: asked.by }
  const card = cardMessage(
    {
      title: hazardWords.extension(hazard.no),
      tone: 'warn',
      lines: known([
        ['申请人', s.person!.name],
        ['地点', hazard.fields.place],
        ['问题', hazard.fields.description],
        ['原期限', hazard.dueOn && saidDay(hazard.dueOn, s)],
        ['申请延到', until ? saidDay(until, s) : unread],
        ['同意后的期限', until || unread ? '' : saidDay(asked.until, s)],
        ['原因', reason],
      ]),
      ...(unread
        ? {}
        : {
            buttons: [{ label: '同意', act: 'hazard.extend', data, style: 'primary' as const }],
            form: {
              fields: [{ name: 'reason', label: '不同意的理由', type: 'text' as const }],
              submit: { label: '不同意', act: 'hazard.extend_no', data },
            },
          }),
      original: { text: event.text, source: '原话' },
    },
    hazard.drill,
  )
  return [
    ...(unread ? [] : [amendment(s.roster, hazard, { extension: asked }, '', event.messageId)]),
    { type: 'record.noted', id: hazard.id, note: 'extension_asked', data: { until, reason } },
    ...checkersOf(s, { ...hazard, fields: { ...hazard.fields, rectified_by: s.person!.id } }).flatMap((p) =>
      tell(s, p.id, card, { priority: 'alert', about: { kind: 'record', id: hazard.id } }),
    ),
    ...reply(s, {
      text: unread ? hazardWords.extensionUnread(hazard.no, unread) : hazardWords.extensionAsked(hazard.no),
      drill: hazard.drill,
    }),
  ]
}

/** Words of the owner under a reminder that change nothing of what it is: why it is not done yet. */
export const isReason = (s: Situation, hazard: Rec, fields: Record<string, unknown>): boolean =>
  (s.event as MessageEvent).replyTo !== undefined &&
  s.person?.id === hazard.ownerId &&
  s.person?.id !== hazard.reporterId &&
  (hazard.state === 'registered' || hazard.state === 'rectifying') &&
  Object.keys(fields).length === 0

/** Under a reminder of what is due, words that are not read for sure are why it is not done: an officer decides, nobody guesses. */
export const reasons: Hearing<Change> = {
  needs: (heard) => (isUnsureReply(heard) ? [SUBJECT, MEANT] : []),
  drill: () => undefined,
  hear: (s) => {
    const hazard = isUnsureReply(s) ? theHazardNamed(s) : undefined
    if (!hazard || !isReason(s, hazard, {}) || !isDueSoon(s, hazard) || hazard.fields.restricted) return undefined
    const { text } = s.event as MessageEvent
    return isSensitive(s, text) ? undefined : [...attach(s, hazard.id), ...openRequest(s, hazard, { reason: text })]
  },
}
const isUnsureReply = ({ event, person, reading }: Heard): boolean =>
  !!person &&
  event.type === 'message' &&
  !!event.replyTo &&
  !!event.text &&
  (!!reading?.ask.length ||
    (reading?.intent === 'rectification' && reading.sure < SURE_IT_IS_DONE && !progressIn(bareOf(event.text))))
/** Below this likelihood words that do not say how far it is are not taken for a mending. */
export const SURE_IT_IS_DONE = 0.9
const isDueSoon = (s: Situation, { dueOn }: Rec): boolean =>
  !!dueOn && dueOn <= addDays(dayOf(s.now, s.tz), Math.max(...s.settings.reminders.days_before))

/** Agreed: the later day stands; only a later one of these years is one. */
export function extend(s: Situation, hazard: Rec): Change[] {
  const asked = requested(hazard)
  const today = dayOf(s.now, s.tz)
  if (!asked || !isOpen(hazard.state) || !isTerm(asked.until, today)) return decidedAlready(s, hazard)
  return [
    { ...amendment(s.roster, hazard, { extension: null }), seen: hazard.version },
    assign(hazard, { dueOn: asked.until }),
    { type: 'record.noted', id: hazard.id, note: 'extended', data: { until: asked.until, was: hazard.dueOn } },
    ...toldOf(s, hazard, asked, hazardWords.extended(hazard.no, saidDay(asked.until, s))),
  ]
}

/** Not agreed: the term stands, and why is said; asked for where no reason is given. */
export function refuse(s: Situation, hazard: Rec, reason: string): Change[] {
  const asked = requested(hazard)
  if (!asked || !isOpen(hazard.state)) return decidedAlready(s, hazard)
  if (!reason) return reply(s, { text: hazardWords.whyNoExtension(hazard.no), drill: hazard.drill })
  return [
    { ...amendment(s.roster, hazard, { extension: null }), seen: hazard.version },
    { type: 'record.noted', id: hazard.id, note: 'extension_refused', data: { until: asked.until, reason } },
    ...toldOf(
      s,
      hazard,
      asked,
      hazardWords.notExtended(hazard.no, reason, hazard.dueOn ? saidDay(hazard.dueOn, s) : ''),
    ),
  ]
}

const decidedAlready = (s: Situation, hazard: Rec): Change[] =>
  reply(s, {
    text: hazardWords.noRequest(hazard.no, hazard.dueOn ? saidDay(hazard.dueOn, s) : ''),
    drill: hazard.drill,
  })

function toldOf(s: Situation, hazard: Rec, { by }: Requested, text: string): Change[] {
  const message = { text, drill: hazard.drill }
  const others = [...new Set([hazard.ownerId, by])].filter((id): id is string => !!id && id !== hazard.reporterId)
  return [
    ...others.flatMap((id) => tell(s, id, message, { priority: 'reply', about: { kind: 'record', id: hazard.id } })),
    ...answerReporter(s, hazard, message),
    ...answered(s, hazard, message),
  ]
}
