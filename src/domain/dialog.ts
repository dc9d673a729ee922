/**
 * What a received event means and what follows: the one door from messages to facts.
 * Pure: everything it may look at is in the situation, everything it decides is in the changes.
 */
import { pressed } from './acts.ts'
import { answerTo, questionIn, topicQuestion } from './ask.ts'
import type { Change } from './change.ts'
import * as duty from './duty.ts'
import { attach, describe, draft, file, tellStranger } from './filing.ts'
import * as hazard from './hazard.ts'
import type { MessageEvent } from './message.ts'
import { bind, codeIn, membership } from './people.ts'
import type { Intent } from './reading/read.ts'
import { isOpen, mayMove, type Rec, type RecordKind } from './record.ts'
import * as report from './report.ts'
import { reply, type Situation } from './situation.ts'
import { answer, mayIssue } from './warning.ts'
import { commandIn, drafted } from './warning-draft.ts'
import { words } from './words.ts'

/** Decides one event. */
export function decide(s: Situation): Change[] {
  switch (s.event.type) {
    case 'message':
      return heard(s, s.event)
    case 'press':
      return pressed(s)
    case 'recall':
      return recalled(s)
    case 'joined':
    case 'left':
      return membership(s)
    case 'read':
      return [] // a read mark is not an answer
  }
}

function heard(s: Situation, event: MessageEvent): Change[] {
  const seen: Change[] =
    s.person || s.roster.accounts.has(`${event.channel} ${s.account}`)
      ? []
      : [{ type: 'account.seen', channel: event.channel, account: s.account, name: event.sender.name ?? null }]
  return [...seen, ...(commanded(s, event) ?? READERS[s.reading?.intent ?? 'none'](s))]
}

/** Taught words come before reading: 绑定 …, 发布预警 …, 谁值班, 帮助. */
function commanded(s: Situation, event: MessageEvent): Change[] | undefined {
  if (codeIn(event.text)) return bind(s)
  const command = commandIn(event.text, mayIssue(s.person))
  if (command) return drafted(s, command)
  const question = questionIn(event.text)
  if (question && s.person) return answerTo(s, question)
  return undefined
}

const READERS: Record<Intent, (s: Situation) => Change[]> = {
  check_in: (s) => duty.checked(s, 'check_in'),
  check_out: (s) => duty.checked(s, 'check_out'),
  handover: duty.handedOver,
  disaster_report: report.reported,
  hazard_report: hazard.submitted,
  rectification: hazard.rectified,
  extension_request: hazard.extensionAsked,
  patrol: (s) => kept(s, 'patrol', (r) => words.patrolKept(r.no)),
  evacuation: (s) =>
    kept(s, 'evacuation', (r) =>
      words.evacuationKept(
        r.no,
        describe('evacuation', r.fields)
          .map((l) => (typeof l === 'string' ? l : `${l.label}${l.value}`))
          .join('，') || '人数待补',
      ),
    ),
  ack: acknowledged,
  query: (s) => {
    const question = s.person ? topicQuestion(s) : undefined
    return question ? answerTo(s, question) : []
  },
  none: fragment,
}

/** Patrols and evacuations: recorded as said, answered in one line. An evacuation answers the sender's open warning too. */
function kept(s: Situation, kind: RecordKind, said: (r: Rec) => string): Change[] {
  const { fields, drill } = s.reading!
  const record = draft(s, kind, fields, drill)
  if (!s.person)
    return [...file(s, record), ...tellStranger(s, record), ...reply(s, { text: words.strangerKept, drill })]
  const owed = kind === 'evacuation' ? s.owes.find((o) => o.warning.drill === drill) : undefined
  const answered = owed && s.openWarnings.find((w) => w.warning.id === owed.warning.id)
  return [
    ...file(s, record),
    ...(answered ? answer(s, answered, s.person.id, 'report', record.no) : []),
    ...reply(s, { text: said(record), drill }),
  ]
}

/** 收到: answers the quoted warning, else the newest open one addressed to this person. Otherwise it is chat, and Anan is quiet. */
function acknowledged(s: Situation): Change[] {
  if (!s.person) return []
  const state = s.subjectWarning ?? (s.owes[0] && s.openWarnings.find((w) => w.warning.id === s.owes[0]!.warning.id))
  return state ? answer(s, state, s.person.id, 'word', (s.event as MessageEvent).text.slice(0, 200)) : []
}

/**
 * Neither report nor question: a photo, a place or a few words that belong to what the sender is telling, or just chat.
 * Photos that come first wait for their words; chat is left alone.
 */
function fragment(s: Situation): Change[] {
  const event = s.event as MessageEvent
  const record = s.subject ?? s.recent.find((r) => isOpen(r.state))
  if (!event.attachments.length && !event.location) {
    return event.text && (event.chat.kind === 'p2p' || event.mentionsBot) && s.person
      ? reply(s, { text: words.notUnderstood })
      : []
  }
  const awaiting = event.attachments.length
    ? s.hazards.find((h) => s.person && h.fields.awaiting_photo_from === s.person.id)
    : undefined
  if (awaiting && (!s.subject || s.subject.id === awaiting.id)) return hazard.toRecheck(s, awaiting)
  if (!record) return attach(s, null)
  return [
    ...attach(s, record.id),
    {
      type: 'record.joined',
      id: record.id,
      messageId: event.messageId,
      text: event.text || undefined,
      location: event.location,
    },
  ]
}

/** A message was taken back: the record that stands on it alone is withdrawn, kept in the ledger. */
function recalled(s: Situation): Change[] {
  const record = s.subject
  if (
    !record ||
    s.event.type !== 'recall' ||
    record.sourceMessageIds[0] !== s.event.messageId ||
    !mayMove(record.kind, record.state, 'withdrawn')
  )
    return []
  return [
    { type: 'record.moved', id: record.id, from: record.state, to: 'withdrawn', note: 'recalled' },
    { type: 'deadlines.cleared', subjectId: record.id },
    ...(record.kind === 'disaster_report' ? report.raise(s, { ...record, state: 'withdrawn' }) : []),
    ...reply(s, { text: words.withdrawn(record.no), drill: record.drill }),
  ]
}
