/**
 * Evidence 留痕 of one warning: for every person who had to answer, what was sent by which way, whether it was opened, what was
 * answered, and every call made; drawn from the rows alone, so that it can be drawn again at any time.
 */
import { DateTime } from 'luxon'
import { UNBUZZED } from '../kernel/delivery.ts'
import { personOf, type Roster } from '../kernel/roster.ts'
import { type CallHow, type CallResult, isOwed, type Obligation, type Warning } from './warning.ts'

/** An owed message of the warning, sent or not, as its row stands. */
export interface WarningMessage {
  id: string
  channel: string
  chat: string | null
  personId: string | null
  /** Accounts really mentioned (@) in a group. */
  mentions: string[]
  title: string
  urgent: boolean
  /** Which step of the step-up table it belongs to; 0 = the relay, null = none. */
  step: number | null
  state: string
  reason: string | null
  /** The platform's own id of the message. */
  providerId: string | null
  tries: number
  createdAt: Date
  sentAt: Date | null
}

export interface MadeCall {
  personId: string
  calledBy: string
  how: CallHow
  result: CallResult
  note: string | null
  calledAt: Date
}

/** What happened to the warning itself, from the ledger. */
export interface Happened {
  at: Date
  change: string
  actor: string
  data: Record<string, unknown>
}

/** Everything the rows say about one warning. */
export interface EvidenceFacts {
  warning: Warning
  obligations: Obligation[]
  messages: WarningMessage[]
  receipts: { channel: string; providerId: string; account: string; readAt: Date }[]
  calls: MadeCall[]
  /** Issued, stepped up, ended; oldest first. */
  history: Happened[]
  /** The step that waits: the index into the policy, and when. */
  next: { step: number; dueAt: Date } | null
}

/** How far somebody got; each is its own state, and only the person's own act makes the last two. */
export const DELIVERY_STAGES = {
  waiting: '待发送',
  sent: '已发送',
  read: '已读',
  answered: '已应答',
  acted: '已行动',
  replaced: '已由新的预警接替',
} as const
type DeliveryStage = keyof typeof DELIVERY_STAGES

export interface Attempt extends WarningMessage {
  /** When this person opened it. */
  readAt: Date | null
}

export interface Recipient {
  obligation: Obligation
  /** Still to answer. */
  owed: boolean
  stage: DeliveryStage
  attempts: Attempt[]
  calls: MadeCall[]
  /** First sent to this person, and first opened by them. */
  sentAt: Date | null
  readAt: Date | null
  /** Minutes from the warning going out to the answer. */
  minutes: number | null
}

interface Timing {
  asked: number
  /** How many got at least as far. */
  reached: Record<Exclude<DeliveryStage, 'waiting' | 'replaced'>, number>
  medianMinutes: number | null
  longestMinutes: number | null
  /** Minutes of the policy's first step, and how many answered within them; null where the policy has no steps. */
  within: { minutes: number; answered: number } | null
}

export interface Evidence extends EvidenceFacts {
  recipients: Recipient[]
  timing: Timing
}

/** @param roster whose accounts say which mention and which receipt is whose. */
export function evidenceOf(facts: EvidenceFacts, roster: Roster): Evidence {
  const attempts = new Map<string, Attempt[]>()
  const opened = new Map<string, Date>()
  for (const r of facts.receipts) {
    const reader = personOf(roster, r.channel, r.account)
    if (reader) opened.set(`${r.channel} ${r.providerId} ${reader.id}`, r.readAt)
  }
  for (const m of facts.messages)
    for (const id of meant(m, roster))
      attempts.set(id, [
        ...(attempts.get(id) ?? []),
        { ...m, readAt: opened.get(`${m.channel} ${m.providerId} ${id}`) ?? null },
      ])
  const recipients = facts.obligations.map((o) =>
    recipientOf(
      facts.warning,
      o,
      attempts.get(o.personId) ?? [],
      facts.calls.filter((c) => c.personId === o.personId),
    ),
  )
  return { ...facts, recipients, timing: timingOf(facts.warning, recipients) }
}

/** Whom a message speaks to: the person it went to, or everybody it really mentions. */
const meant = (m: WarningMessage, roster: Roster): string[] =>
  m.personId
    ? [m.personId]
    : [...new Set(m.mentions.flatMap((account) => personOf(roster, m.channel, account)?.id ?? []))]

const earliest = (times: (Date | null)[]) =>
  times.reduce<Date | null>((first, t) => (t && (!first || t < first) ? t : first), null)

function recipientOf(w: Warning, obligation: Obligation, attempts: Attempt[], calls: MadeCall[]): Recipient {
  const sentAt = earliest(attempts.map((a) => a.sentAt))
  const readAt = earliest(attempts.map((a) => a.readAt))
  const { answeredAt, actedAt, endedAt } = obligation
  return {
    obligation,
    owed: isOwed(obligation),
    stage: actedAt
      ? 'acted'
      : answeredAt
        ? 'answered'
        : endedAt
          ? 'replaced'
          : readAt
            ? 'read'
            : sentAt
              ? 'sent'
              : 'waiting',
    attempts,
    calls,
    sentAt,
    readAt,
    minutes: answeredAt && w.openedAt ? (answeredAt.getTime() - w.openedAt.getTime()) / 60_000 : null,
  }
}

function timingOf(w: Warning, recipients: Recipient[]): Timing {
  const minutes = recipients.flatMap((r) => (r.minutes === null ? [] : [r.minutes])).sort((a, b) => a - b)
  const middle = minutes.length >> 1
  const first = w.policy[0]?.after_minutes
  const count = (is: (r: Recipient) => boolean) => recipients.filter(is).length
  return {
    asked: count((r) => r.stage !== 'replaced'),
    reached: {
      sent: count((r) => !!r.sentAt),
      read: count((r) => !!r.readAt),
      answered: count((r) => !!r.obligation.answeredAt),
      acted: count((r) => r.stage === 'acted'),
    },
    medianMinutes: minutes.length
      ? minutes.length % 2
        ? minutes[middle]!
        : (minutes[middle - 1]! + minutes[middle]!) / 2
      : null,
    longestMinutes: minutes.at(-1) ?? null,
    within: first === undefined ? null : { minutes: first, answered: minutes.filter((m) => m <= first).length },
  }
}

/** What became of a step that was taken: whom it really reached, by the rows. */
export interface StepOutcome {
  at: Date
  done: number
  /** The message is there, and the call or buzz that was asked for was not given. */
  unbuzzed: number
  /** Refused, or nobody knows. */
  failed: number
  waiting: number
  /** No longer needed: whom it was for had answered. */
  spared: number
}

/** @param step counted from 1, as the rows do. Undefined = it has not been taken. */
export function outcomeOf({ history, messages }: EvidenceFacts, step: number): StepOutcome | undefined {
  const taken = history.find((h) => h.change === 'obligation.stepped' && h.data.step === step)
  if (!taken) return undefined
  const rows = messages.filter((m) => m.step === step)
  const count = (is: (m: WarningMessage) => boolean) => rows.filter(is).length
  const unbuzzed = (m: WarningMessage) => m.state === 'sent' && !!m.reason?.startsWith(UNBUZZED)
  return {
    at: taken.at,
    done: count((m) => m.state === 'sent' && !unbuzzed(m)),
    unbuzzed: count(unbuzzed),
    failed: count((m) => m.state === 'refused' || m.state === 'unknown'),
    waiting: count((m) => m.state === 'queued' || m.state === 'leased'),
    spared: count((m) => m.state === 'settled'),
  }
}

/** 8秒, 4分30秒, 2小时5分: a length of time as people say it. */
export function saidMinutes(minutes: number): string {
  const seconds = Math.round(minutes * 60)
  if (seconds < 60) return `${seconds}秒`
  if (seconds < 3600) return `${Math.floor(seconds / 60)}分${seconds % 60 ? `${seconds % 60}秒` : '钟'}`
  return `${Math.floor(seconds / 3600)}小时${Math.floor((seconds % 3600) / 60)}分`
}

/** 2026-11-24 08:05:09 in the station's zone: evidence is read to the second. */
export const toTheSecond = (at: Date | null | undefined, tz: string) =>
  at ? DateTime.fromJSDate(at, { zone: tz }).toFormat('yyyy-MM-dd HH:mm:ss') : ''

/** What the auditor found when it compared who should have been told by now with what the rows say. */
export interface Verdict {
  at: Date
  disagreements: { personId: string; why: string }[]
  /** What the auditor raised an alarm for while the warning ran, and when it was put right. */
  findings: { what: string; of: string; foundAt: Date; clearedAt: Date | null }[]
}
