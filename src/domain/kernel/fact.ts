/**
 * What a decision may say has happened, in the past tense. The one writer, `db/commit.ts`, applies all changes of one
 * decision in one transaction and appends each to the ledger.
 */

import type { AirVillage, Approval, Broadcast, BroadcastState } from '../broadcast/broadcast.ts'
import type { Rec, RecordState } from '../record/record.ts'
import type { Trouble } from '../warning/answer-said.ts'
import type { FindingKind } from '../warning/audit.ts'
import type { AnswerHow, CallHow, CallResult, Obligation, Warning, WarningArea } from '../warning/warning.ts'
import type { Address, Attachment, Location, Outbound, Urgent } from './message.ts'

/** 0 goes first. A warning never waits behind anything else. */
export const PRIORITY = { warning: 0, alert: 1, reply: 2, routine: 3 } as const
export type Priority = keyof typeof PRIORITY

/**
 * Under which condition an owed message is still due, looked at again just before it is sent:
 * `unanswered`  the person has not answered the warning, and the warning is still open
 * `open`        the warning is still open
 * `unreceived`  the report still waits to be taken over
 * `unfinished`  the record is not over yet
 * `wanted`      the broadcast is approved, not yet taken by the platform, and not to be stopped
 */
export type Still = 'unanswered' | 'open' | 'unreceived' | 'unfinished' | 'wanted'

export interface Owed {
  id: string
  to: Address
  /** The person meant, where there is one. */
  personId?: string
  message: Outbound
  priority: Priority
  replyTo?: string
  slot?: string
  /** Asks for a buzz as well. */
  urgent?: Urgent['how']
  /** Which step of a warning's step-up table it belongs to; 0 = the relay itself. */
  step?: number
  about?: { kind: 'record' | 'warning' | 'broadcast'; id: string }
  still?: Still
  expiresAt?: Date
}

export type DeadlineKind =
  | 'report.unreceived'
  | 'hazard.remind'
  | 'warning.step'
  | 'warning.card'
  | 'warning.reach'
  | 'drill.end'
  | 'warning.close'
  | 'broadcast.follow'
  | 'broadcast.sign'

export type Change =
  // records
  | { type: 'record.filed'; record: Rec }
  | {
      type: 'record.amended'
      id: string
      fields: Record<string, unknown>
      was: Record<string, unknown>
      text: string
      messageId: string
      /** The village, where the change names one. */
      villageCode?: string | null
    }
  | {
      type: 'record.joined'
      id: string
      messageId: string
      text?: string
      location?: Location
      attachmentIds?: string[]
    }
  | { type: 'record.moved'; id: string; from: RecordState; to: RecordState; note?: string }
  | {
      type: 'record.assigned'
      id: string
      ownerId: string | null
      dueOn: string | null
      was: { ownerId: string | null; dueOn: string | null }
    }
  /** The same of a record that waited for it, which moves to its first state. */
  | { type: 'record.judged'; id: string; drill: boolean; no: string; was: string; to: RecordState }
  | { type: 'record.noted'; id: string; note: string; data?: Record<string, unknown> }
  /** Whole numbers went out to somebody, on a card. */
  | { type: 'phones.shown'; reader: string; what: string; drill: boolean }
  // photos and files
  | {
      type: 'attachment.received'
      id: string
      recordId: string | null
      channel: string
      messageId: string
      attachment: Attachment
    }
  // warnings
  | { type: 'warning.drafted'; warning: Warning }
  /** An officer said whether it is real or a drill; a drill has a number of its own series. */
  | { type: 'warning.judged'; id: string; drill: boolean; no: string; was: string }
  | { type: 'warning.issued'; warning: Warning; obligations: Obligation[] }
  | { type: 'warning.ended'; id: string; state: 'superseded' | 'lifted' | 'closed' | 'discarded'; note?: string }
  /** `was` is where it stood when this was decided: another decision may have narrowed it in the same moment. */
  | {
      type: 'warning.narrowed'
      id: string
      villages: string[]
      area: WarningArea
      was: Pick<Warning, 'villages' | 'area'>
      note: string
    }
  | { type: 'obligation.answered'; warningId: string; personId: string; how: AnswerHow; answer: string }
  | {
      type: 'obligation.troubled'
      warningId: string
      personId: string
      what: Trouble
      text: string
    }
  | { type: 'obligation.unreached'; warningId: string; personIds: string[]; reach: 'unbound' | 'refused' }
  /** Told alone from now on, since their group takes nothing. */
  | { type: 'obligation.alone'; warningId: string; personIds: string[] }
  | { type: 'obligation.stepped'; warningId: string; personIds: string[]; step: number; how: string }
  | { type: 'obligation.acted'; warningId: string; personId: string; recordId: string }
  | { type: 'obligation.handed'; warningId: string; contactId: string; personIds: string[] }
  | { type: 'obligation.ended'; warningId: string; personIds: string[]; note: string }
  | {
      type: 'obligation.called'
      id: string
      warningId: string
      personId: string
      calledBy: string
      how: CallHow
      result: CallResult
      note: string | null
    }
  // the auditor
  | { type: 'audit.found'; id: string; key: string; kind: FindingKind; warningId: string | null; text: string }
  | { type: 'audit.cleared'; key: string; warningId: string | null }
  | { type: 'audit.clean'; name: string }
  // broadcasts, and the link to their platform
  | { type: 'broadcast.requested'; broadcast: Broadcast }
  | { type: 'broadcast.approved'; broadcast: Broadcast; villages: AirVillage[] }
  | { type: 'broadcast.signed'; id: string; approval: Approval }
  | { type: 'broadcast.moved'; id: string; from: BroadcastState; to: BroadcastState; note?: string }
  /** `villages`: those of which an end the platform reported is no longer believed. */
  | { type: 'broadcast.stopped'; broadcast: Broadcast; from: BroadcastState; villages: AirVillage[] }
  | { type: 'broadcast.told'; id: string; from: BroadcastState; state: BroadcastState; villages: AirVillage[] }
  | { type: 'link.tested'; ok: boolean; failures: number; code: string; lostAt: Date | null }
  | { type: 'link.heard' }
  | { type: 'link.lost'; code: string }
  | { type: 'link.back' }
  // people
  | {
      type: 'account.bound'
      channel: string
      account: string
      name: string | null
      personId: string
      how: 'code' | 'officer' | 'mobile' | 'picker'
    }
  | { type: 'account.seen'; channel: string; account: string; name: string | null }
  | { type: 'account.revoked'; channel: string; account: string; personId: string }
  // one-time codes
  | { type: 'code.made'; id: string; personId: string; hash: string; expiresAt: Date }
  | { type: 'code.spent'; id: string; personId: string }
  | { type: 'code.refused'; channel: string; account: string; personId: string | null }
  | { type: 'codes.voided'; personIds: string[]; why: 'guessed' }
  // sign-ins
  | {
      type: 'session.opened'
      id: string
      personId: string
      hash: string
      how: 'code' | 'picker'
      agent: string
      expiresAt: Date
    }
  | { type: 'session.ended'; id: string; personId: string }
  | { type: 'chat.joined'; channel: string; chat: string; kind: 'group' | 'p2p'; name: string }
  | { type: 'chat.left'; channel: string; chat: string }
  // time and summaries
  | { type: 'deadline.set'; id: string; kind: DeadlineKind; subjectId: string; dueAt: Date; step: number }
  | { type: 'deadlines.cleared'; subjectId: string; kind?: DeadlineKind }
  /** The machine's clock was set: what is stored for later is moved along, deadlines of these kinds among it. */
  | { type: 'clock.moved'; ms: number; kinds: DeadlineKind[] }
  | {
      type: 'summary.made'
      day: string
      slot: string
      personId: string
      body: Record<string, unknown>
      outboxId: string | null
    }
  // what must be said, and who opened it
  | { type: 'message.read'; channel: string; account: string; messageIds: string[]; at: Date }
  | { type: 'message.owed'; owed: Owed }

export type ChangeOf<T extends Change['type']> = Extract<Change, { type: T }>

/** The version of the rules that decided, kept with every ledger row. Raise it when a rule changes what is decided. */
export const RULES = '2026-11-2'
