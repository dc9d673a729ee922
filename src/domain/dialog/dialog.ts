/**
 * What a received event means and what follows: the one door from messages to facts.
 * Pure: everything it may look at is in the situation, everything it decides is in the changes.
 */

import { airingIn, commanded as commandedToAir } from '../broadcast/command.ts'
import { told } from '../broadcast/lifecycle.ts'
import { strangers } from '../broadcast/link.ts'
import * as duty from '../duty/duty.ts'
import * as hazard from '../hazard/hazard.ts'
import type { Change } from '../kernel/fact.ts'
import type { MessageEvent } from '../kernel/message.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { words } from '../kernel/words.ts'
import type { Intent } from '../reading/read.ts'
import { setAside } from '../record/aside.ts'
import { editsIn, valuesOf } from '../record/confirm.ts'
import { doubted, settled, toldApart } from '../record/doubt.ts'
import { attach, describe, draft, file, isSensitive, quietly, tellStranger, writtenLate } from '../record/filing.ts'
import { handedOn, handingIn } from '../record/reassign.ts'
import { isOpen, mayMove, type Rec, type RecordKind } from '../record/record.ts'
import { membership } from '../record/strangers.ts'
import * as report from '../report/report.ts'
import { returnAsked } from '../returning.ts'
import { release, releaseIn } from '../roster/accounts.ts'
import { bind, codeIn } from '../roster/codes.ts'

import { actedInWords, actSaid } from '../said-acts.ts'
import { acted, answersOnly, heardAnswer, heardOf } from '../warning/acknowledge.ts'
import { callTold, REPORTS } from '../warning/call.ts'
import { commandIn, drafted } from '../warning/draft.ts'
import { mayIssue, titleOf } from '../warning/warning.ts'
import { answerTo, questionIn, topicQuestion } from './ask.ts'
import { pressed } from './press.ts'

/** Decides one event. */
export function decide(s: Situation): Change[] {
  switch (s.event.type) {
    case 'message':
      return s.takenBack ? takenBack(heard(s, s.event)) : heard(s, s.event)
    case 'press':
      return pressed(s)
    case 'recall':
      return recalled(s)
    case 'joined':
    case 'left':
      return membership(s)
    case 'read': // known to have been opened; no answer
      return [
        {
          type: 'message.read',
          channel: s.event.channel,
          account: s.account,
          messageIds: s.event.messageIds,
          at: new Date(s.event.at),
        },
      ]
    case 'air': {
      const { reports, heardAt } = s.event
      const heard = heardAt ? new Date(heardAt) : s.now
      return [{ type: 'link.heard' }, ...s.broadcasts.flatMap((b) => told(s, b, reports, heard)), ...strangers(s)]
    }
  }
}

function heard(s: Situation, event: MessageEvent): Change[] {
  const seen: Change[] =
    s.person || s.roster.accounts.has(`${event.channel} ${s.account}`)
      ? []
      : [{ type: 'account.seen', channel: event.channel, account: s.account, name: event.sender.name ?? null }]
  const told = withDrill(s)
  return [...seen, ...(commanded(told, event) ?? answering(told, event))]
}

/** Whatever it says to the warnings that ask its sender; besides, what it reports is filed, and what is neither is read on. */
function answering(s: Situation, event: MessageEvent): Change[] {
  const rest = () => repeated(s, event) ?? readAs(goingOn(s))
  const heard = heardOf(s)
  const back = returnAsked(s)
  if (back && !FILES.has(s.reading?.intent ?? 'none')) return [...(heard ? answersOnly(s, heard) : []), ...back]
  if (!heard) return rest()
  const changes = heardAnswer(s, heard)
  if (FILES.has(s.reading?.intent ?? 'none') || event.attachments.length || event.location) {
    const filed = rest()
    // an evacuation answers by itself, as a report
    const by = new Set(filed.flatMap((c) => (c.type === 'obligation.answered' ? [c.warningId] : [])))
    // a difficulty that is a report is told once, as the report; its mark is the report's, not the warning's
    const once = s.reading?.intent === 'disaster_report' && heard.said.trouble === 'difficulty'
    const more = once ? changes.filter((c) => c.type === 'obligation.answered') : changes
    return [...filed, ...more.filter((c) => c.type !== 'obligation.answered' || !by.has(c.warningId))]
  }
  // what else was said in an answer is for the officer to know
  if (heard.said.answers && isSensitive(s, event.text)) return [...changes, ...quietly(s, event)]
  if (changes.length || heard.said.answers) return changes
  const open = heard.left.length && s.reading?.intent === 'none' && event.chat.kind === 'p2p'
  return open ? reply(s, { text: words.howToAnswer(heard.left.map((a) => titleOf(a.warning)).join('、')) }) : rest()
}

/** What leaves a record, whatever else the message says. */
const FILES: ReadonlySet<Intent> = new Set([
  'check_in',
  'check_out',
  'handover',
  'disaster_report',
  'hazard_report',
  'patrol',
  'rectification',
  'extension_request',
  'evacuation',
])

const readAs = (s: Situation): Change[] => (s.reading?.doubt ? doubted(s) : READERS[s.reading?.intent ?? 'none'](s))

const withDrill = (s: Situation): Situation => (s.reading ? { ...s, reading: settled(s, s.reading, ownOpen(s)) } : s)

/** Taught words come before reading: 绑定 …, 解绑 …, 广播 …, 发布预警 …, 谁值班, 帮助, 撤回, 2=1. */
function commanded(s: Situation, event: MessageEvent): Change[] | undefined {
  if (codeIn(event.text)) return bind(s)
  const who = releaseIn(event.text)
  const letGo = who === undefined ? undefined : release(s, event, who)
  if (letGo) return letGo
  const airing = airingIn(event.text)
  if (airing) return commandedToAir(s, airing)
  const command = commandIn(event.text, mayIssue(s.person))
  if (command) return drafted(s, command)
  if (!s.person) return undefined
  const own = ownOpen(s)
  const apart = toldApart(s, own)
  if (apart) return apart
  const edits = own && editsIn(event.text)
  if (edits) {
    const told = valuesOf(own, edits)
    return 'fault' in told ? reply(s, { text: told.fault, drill: own.drill }) : report.checked(s, own, told.values)
  }
  if (WITHDRAW.test(event.text)) {
    const mine = own && mayMove(own.kind, own.state, 'withdrawn') ? own : undefined
    return mine ? report.withdrawn(s, mine, event.text) : reply(s, { text: words.nothingToWithdraw })
  }
  const act = actSaid(event.text)
  const done = act && actedInWords(s, act)
  if (done) return done
  const to = handingIn(event.text, s.roster)
  if (to) return handedOn(s, to)
  const question = questionIn(event.text)
  if (question) return answerTo(s, question)
  const told = callTold(s, event)
  // 叫应 张三 打通了，他说后山滑坡: what was heard on the phone is a report as well
  return told && REPORTS.has(s.reading?.intent ?? 'none') ? [...told, ...readAs(s)] : told
}

/** 撤回, 刚才那条作废, 取消登记: the whole message is nothing else. */
const WITHDRAW =
  /^(?:@?安安[，,\s]*)?(?:[A-Z]{2,8}-\d{8}-\d{3,5}\s?)?(?:请|麻烦)?(?:把)?(?:刚才|刚刚|上面|上一条|前面)?(?:那条|这条|报的|的)?(?:请)?(?:撤回|撤销|作废|取消(?:登记|上报)?|报错了|不算|发错了)(?:吧|一下|了|，?谢谢)?(?:\s?[A-Z]{2,8}-\d{8}-\d{3,5})?[。.！!]?$/i

/** The record that a sender speaks of without naming it: the one they quote, else their last one in this chat; never bare words, which say nothing to go on with. */
const ownOpen = (s: Situation): Rec | undefined =>
  s.subject && isOpen(s.subject.state) && s.subject.reporterId === s.person?.id && s.subject.kind !== 'aside'
    ? s.subject
    : s.recent.find((r) => isOpen(r.state) && r.kind !== 'aside')

/** The same words again, sent twice or copied by somebody: told so, joined to the first, and never counted twice. */
function repeated(s: Situation, event: MessageEvent): Change[] | undefined {
  const drill = s.reading?.drill ?? false
  const same = (r: Rec) => r.text === event.text && r.drill === drill && r.kind === s.reading?.intent
  const first = s.recent.find(same) ?? s.copies.find(same)
  if (!event.text || !first) return undefined
  return [
    ...attach(s, first.id),
    { type: 'record.joined', id: first.id, messageId: event.messageId, location: event.location },
    ...(first.fields.restricted ? [] : reply(s, { text: words.alreadyKept(first.no), drill })),
  ]
}

/** Words that mean nothing alone may go on with what the sender is telling: 3户, 两个人, 路也断了. */
function goingOn(s: Situation): Situation {
  if (s.reading?.intent !== 'none' || !s.person) return s
  const own = ownOpen(s)
  return own ? { ...s, reading: { ...s.again(own.kind), drill: own.drill, doubt: false } } : s
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
  // 收到 with no warning to answer is chat
  ack: () => [],
  query: (s) => {
    const question = s.person ? topicQuestion(s) : undefined
    if (question) return answerTo(s, question)
    // in a group others may know; asked in private, silence would be taken for a fault
    return s.person && (s.event as MessageEvent).chat.kind === 'p2p' ? reply(s, { text: words.cannotAnswer }) : []
  },
  none: fragment,
}

/** Patrols and evacuations: recorded as said, answered in one line. An evacuation answers the sender's open warning too. */
function kept(s: Situation, kind: RecordKind, said: (r: Rec) => string): Change[] {
  const { fields, drill } = s.reading!
  const wrong = fields.correction === true && s.person ? mistaken(s, kind) : undefined
  if (wrong) return report.amended(s, wrong)
  const record = draft(s, kind, fields, drill)
  if (!s.person)
    return [...file(s, record), ...tellStranger(s, record), ...reply(s, { text: words.strangerKept, drill })]
  const late = writtenLate(record, s.tz)
  const moved =
    kind === 'evacuation' && !heardOf(s)?.said.trouble ? s.asked.find((o) => o.warning.drill === drill) : undefined
  return [
    ...file(s, record),
    ...(moved ? acted(s, { warning: moved.warning, obligations: [moved.obligation] }, s.person.id, record) : []),
    ...(record.fields.restricted ? quietly(s, s.event as MessageEvent) : []),
    ...reply(s, {
      text: record.fields.restricted
        ? words.keptQuietly
        : [said(record), late && words.writtenLate(late)].filter(Boolean).join('\n'),
      drill,
    }),
  ]
}

/** 更正: the sender's own record that a correction speaks of, of the same kind and, where both name one, village. */
export const mistaken = (s: Situation, kind: RecordKind): Rec | undefined => {
  const { village } = s.reading!.fields
  const fits = (r: Rec) =>
    r.kind === kind &&
    isOpen(r.state) &&
    r.drill === s.reading!.drill &&
    (!village || !r.fields.village || r.fields.village === village)
  return s.subject && s.subject.reporterId === s.person?.id && fits(s.subject) ? s.subject : s.recent.find(fits)
}

/**
 * Neither report nor question: a photo, a place or a few words that belong to what the sender is telling, or just chat.
 * Photos that come first wait for their words; chat is left alone.
 */
function fragment(s: Situation): Change[] {
  const event = s.event as MessageEvent
  const record = s.subject ?? s.recent.find((r) => isOpen(r.state))
  if (event.text && isSensitive(s, event.text)) return quietly(s, event)
  // a voice in private is meant for the station; in a group people hear each other
  if (event.chat.kind === 'p2p' && !event.text && event.attachments.some((a) => a.kind === 'audio'))
    return setAside(s, 'voice', words.voice, record)
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

/** Of a message that was taken back before it was read, what it would have made is kept as withdrawn; nobody is told or waited for. */
const takenBack = (changes: Change[]): Change[] =>
  changes.flatMap((c): Change[] => {
    if (c.type === 'warning.drafted')
      return [c, { type: 'warning.ended', id: c.warning.id, state: 'discarded', note: 'recalled' }]
    if (c.type === 'attachment.received' || c.type === 'account.seen') return [c]
    if (c.type !== 'record.filed') return []
    const { id, kind, state } = c.record
    return mayMove(kind, state, 'withdrawn')
      ? [c, { type: 'record.moved', id, from: state, to: 'withdrawn', note: 'recalled' }]
      : [c]
  })

/**
 * A message was taken back: the record that stands on it alone is withdrawn and a draft it made thrown away, both kept in the
 * ledger. A warning that has gone out stays in force: only its end is told to whoever was called.
 */
function recalled(s: Situation): Change[] {
  const warnings = s.recalledWarnings.flatMap((w): Change[] => [
    ...(w.state === 'draft'
      ? [{ type: 'warning.ended' as const, id: w.id, state: 'discarded' as const, note: 'recalled' }]
      : []),
    ...reply(
      s,
      { text: w.state === 'draft' ? words.draftRecalled(w.no) : words.recalledTooLate(w.no), drill: w.drill },
      { about: { kind: 'warning', id: w.id } },
    ),
  ])
  return [...warnings, ...recordRecalled(s)]
}

function recordRecalled(s: Situation): Change[] {
  const record = s.subject
  if (
    !record ||
    s.event.type !== 'recall' ||
    record.sourceMessageIds[0] !== s.event.messageId ||
    !mayMove(record.kind, record.state, 'withdrawn')
  )
    return []
  return report.withdrawn(s, record, 'recalled')
}
