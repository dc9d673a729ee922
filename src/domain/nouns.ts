/** The registry of rooms, and what is made of them: every fact there is, and what the ledger keeps of each. */

import { BROADCAST_DEADLINES } from './broadcast/deadline.ts'
import { BROADCAST_CONDITIONS } from './broadcast/due.ts'
import { BROADCAST_LEDGER, type Change as BroadcastChange } from './broadcast/fact.ts'
import { broadcast } from './broadcast/room.ts'
import { duty } from './duty/room.ts'
import { evacuation } from './evacuation/room.ts'
import { HAZARD_DEADLINES } from './hazard/deadline.ts'
import type { Change as HazardChange } from './hazard/fact.ts'
import { hazard, hazardReport } from './hazard/room.ts'
import type { Command } from './kernel/command.ts'
import type { Deadline } from './kernel/deadline.ts'
import type { Conditions } from './kernel/delivery.ts'
import type { DeadlineFact, FactOf, SendCondition } from './kernel/fact.ts'
import { help } from './kernel/help.ts'
import { KERNEL_LEDGER, type LedgerTable, type Subject } from './kernel/ledgered.ts'
import type { Noun } from './kernel/noun.ts'
import type { Presses } from './kernel/press.ts'
import type { Question } from './kernel/question.ts'
import type { Reader } from './kernel/reader.ts'
import { patrol } from './patrol/room.ts'
import type { Intent } from './reading/reading.ts'
import type { Spoken } from './reading/spoken.ts'
import { RECORD_CONDITIONS } from './record/due.ts'
import type { Change as RecordChange } from './record/fact.ts'
import { RECORD_LEDGER } from './record/fact.ts'
import type { RecordNoun } from './record/noun.ts'
import type { RecordKind } from './record/record.ts'
import { record } from './record/room.ts'
import { REPORT_DEADLINES } from './report/deadline.ts'
import { disasterReport, report } from './report/room.ts'
import { ROSTER_LEDGER } from './roster/fact.ts'
import { roster } from './roster/room.ts'
import { SUMMARY_LEDGER, type Change as SummaryChange } from './summary/fact.ts'
import { WARNING_DEADLINES } from './warning/deadline.ts'
import { WARNING_CONDITIONS } from './warning/due.ts'
import { WARNING_LEDGER, type Change as WarningChange } from './warning/fact.ts'
import { warning } from './warning/room.ts'

/** Whatever any room may say has happened. */
export type Change = RecordChange | HazardChange | WarningChange | BroadcastChange | SummaryChange
export type ChangeOf<T extends Change['type']> = FactOf<Change, T>
export type DeadlineKind = Extract<Change, { type: 'deadline.set' }>['kind']

const LEDGERED: LedgerTable<Exclude<Change, DeadlineFact<DeadlineKind>> | DeadlineFact<string>> = {
  ...KERNEL_LEDGER,
  ...ROSTER_LEDGER,
  ...RECORD_LEDGER,
  ...WARNING_LEDGER,
  ...BROADCAST_LEDGER,
  ...SUMMARY_LEDGER,
}

/** Under which condition an owed message is still due, by the room that it is about. */
export const CONDITIONS: Conditions<SendCondition> = {
  ...RECORD_CONDITIONS,
  ...WARNING_CONDITIONS,
  ...BROADCAST_CONDITIONS,
}

const ROOMS = { roster, record, broadcast, warning, duty, report, hazard, patrol, evacuation } satisfies Record<
  string,
  Noun<Change>
>

export const NOUNS: readonly Noun<Change>[] = Object.values(ROOMS)

/** What each kind of record does besides being kept. */
export const RECORDS: Record<RecordKind, RecordNoun<Change>> = {
  check_in: {},
  check_out: {},
  handover: {},
  disaster_report: disasterReport,
  hazard_report: hazardReport,
  patrol: {},
  evacuation: {},
  aside: {},
}

/** Taught words, in the order in which they are looked for. */
export const COMMANDS: readonly Command<Change>[] = NOUNS.flatMap((r) => r.commands ?? [])

/** Presses by the act that cards carry. */
export const PRESSES: Presses<Change> = Object.assign({}, ...NOUNS.map((noun) => noun.presses ?? {}))

type QuestionsOf<R> = R extends { questions: infer Q } ? Extract<keyof Q, string> : never
export type QuestionName = 'help' | { [R in keyof typeof ROOMS]: QuestionsOf<(typeof ROOMS)[R]> }[keyof typeof ROOMS]

/** The questions of all rooms, and help. */
export const QUESTIONS: Readonly<Record<QuestionName, Question>> = Object.assign(
  { help },
  ...NOUNS.map((noun) => noun.questions ?? {}),
)

/** What follows from what people mean; what no room reads is the dialog's own. */
export const READERS = {
  ...ROOMS.duty.readers,
  ...ROOMS.report.readers,
  ...ROOMS.hazard.readers,
  ...ROOMS.patrol.readers,
  ...ROOMS.evacuation.readers,
} satisfies Record<Exclude<Intent, 'ack' | 'query' | 'none'>, Reader<Change>>

type Upkept = {
  [R in keyof typeof ROOMS as (typeof ROOMS)[R] extends { upkeep: unknown } ? R : never]: (typeof ROOMS)[R] extends {
    upkeep: infer U
  }
    ? U
    : never
}
/** What rooms keep going by themselves, by room. */
export const UPKEPT = Object.fromEntries(
  Object.entries(ROOMS).flatMap(([room, noun]: [string, Noun<Change>]) => (noun.upkeep ? [[room, noun.upkeep]] : [])),
) as unknown as Upkept

/** Intents that rooms have words of their own for, in the order in which they are asked for. */
export const SPOKEN: Readonly<Record<string, Spoken & { reader: Reader<Change> }>> = Object.assign(
  {},
  ...NOUNS.map((noun) => noun.spoken ?? {}),
)

/** What falls due, by the kind that rooms set. */
export const DEADLINES = {
  ...REPORT_DEADLINES,
  ...HAZARD_DEADLINES,
  ...WARNING_DEADLINES,
  ...BROADCAST_DEADLINES,
} satisfies Record<DeadlineKind, Deadline<never, Change>>

/** The subject of a change, or null where the ledger keeps nothing of it. */
export const subjectOf = (c: Change): Subject | null =>
  (LEDGERED[c.type] as ((c: Change) => Subject) | null)?.(c) ?? null
