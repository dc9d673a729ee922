/** The registry of rooms, and what is made of them: every fact there is, and what the ledger keeps of each. One line a noun. */

import { activity } from './activity/room.ts'
import { broadcast } from './broadcast/room.ts'
import { callout } from './callout/room.ts'
import { duty } from './duty/room.ts'
import { equipment } from './equipment/room.ts'
import { evacuation } from './evacuation/room.ts'
import { hazard } from './hazard/room.ts'
import { inspection } from './inspection/room.ts'
import { instruction } from './instruction/room.ts'
import type { Command } from './kernel/command.ts'
import type { AnyDaily, Daily, DailyPart } from './kernel/daily.ts'
import type { Deadline } from './kernel/deadline.ts'
import type { Condition } from './kernel/delivery.ts'
import type { DeadlineFact, FactOf, KernelFact } from './kernel/fact.ts'
import { askable, help, helpLines } from './kernel/help.ts'
import { type FactsOf, KERNEL_LEDGER, type Subject } from './kernel/ledgered.ts'
import type { Found, LookUps } from './kernel/need.ts'
import type { Noun } from './kernel/noun.ts'
import type { Presses } from './kernel/press.ts'
import type { Question } from './kernel/question.ts'
import type { Reader } from './kernel/reader.ts'
import { patrol } from './patrol/room.ts'
import type { Topic } from './reading/lexicon/topics.ts'
import type { Intent } from './reading/reading.ts'
import type { Spoken } from './reading/spoken.ts'
import type { RecordNoun } from './record/noun.ts'
import type { RecordKind } from './record/record.ts'
import { record } from './record/room.ts'
import { report } from './report/room.ts'
import { roster } from './roster/room.ts'
import { shelter } from './shelter/room.ts'
import { summary } from './summary/room.ts'
import { supplies } from './supplies/room.ts'
import { warning } from './warning/room.ts'

/** In the order in which they are asked. */
const ROOMS = {
  roster,
  record,
  instruction,
  broadcast,
  warning,
  duty,
  report,
  hazard,
  patrol,
  evacuation,
  shelter,
  callout,
  supplies,
  inspection,
  activity,
  equipment,
  summary,
}

export type Rooms = typeof ROOMS
export type NounName = keyof Rooms

export const NOUNS: readonly Noun<Change>[] = Object.values<Noun<Change>>(ROOMS)

/** What the rooms have under one name of the plug, each of them or all together. */
type PartsOf<P extends keyof Noun<never>> = {
  [N in NounName]: Rooms[N] extends Record<P, infer Part> ? Part : never
}[NounName]
type Together<U> = (U extends unknown ? (each: U) => void : never) extends (all: infer All) => void ? All : never
const together = <P extends keyof Noun<never>>(part: P): Together<PartsOf<P>> =>
  Object.assign({}, ...NOUNS.map((noun) => noun[part]))

/** The same, each under the name of its room. */
type ByRoom<P extends keyof Noun<never>> = {
  [N in NounName as Rooms[N] extends Record<P, unknown> ? N : never]: Rooms[N] extends Record<P, infer Part>
    ? Part
    : never
}
const byRoom = <P extends keyof Noun<never>>(part: P): ByRoom<P> =>
  Object.fromEntries(
    Object.entries<Noun<Change>>(ROOMS).flatMap(([room, noun]) => (noun[part] ? [[room, noun[part]]] : [])),
  ) as ByRoom<P>

export type DeadlineKind = keyof Together<PartsOf<'deadlines'>>
/** Whatever any room may say has happened. */
export type Change = KernelFact | FactsOf<Together<PartsOf<'ledger'>>> | DeadlineFact<DeadlineKind>
export type ChangeOf<T extends Change['type']> = FactOf<Change, T>

/** What each kind of record does besides being kept. */
export const RECORDS: Record<RecordKind, RecordNoun<Change>> = together('records')

/** Taught words, in the order in which they are looked for. */
export const COMMANDS: readonly Command<Change>[] = NOUNS.flatMap((r) => r.commands ?? [])

/** Presses by the act that cards carry. */
export const PRESSES: Presses<Change> = together('presses')

export type QuestionName = 'help' | Extract<keyof Together<PartsOf<'questions'>>, string>

/** What people are taught to say and ask, the most important first. */
const TAUGHT = NOUNS.flatMap((noun) => noun.help ?? []).sort((a, b) => a.rank - b.rank)
/** The questions that people are taught, in one line. */
export const ASKABLE = askable(TAUGHT)
export const HELP = helpLines(TAUGHT)

/** The questions of all rooms, and help. */
export const QUESTIONS: Readonly<Record<QuestionName, Question>> = { help: help(TAUGHT), ...together('questions') }

/** Questions by what they are about. */
export const TOPICS: ReadonlyMap<Topic, Question> = new Map(
  Object.values(QUESTIONS).flatMap((question) => question.topics?.map((topic) => [topic, question] as const) ?? []),
)

/** What follows from what people mean; what no room reads is the dialog's own. */
export const READERS = together('readers') satisfies Record<Exclude<Intent, 'ack' | 'query' | 'none'>, Reader<Change>>

/** What rooms keep going by themselves, by room. */
export const UPKEPT = byRoom('upkeep')

/** Intents that rooms have words of their own for, in the order in which they are asked for. */
export const SPOKEN: Readonly<Record<string, Spoken & { reader: Reader<Change> }>> = together('spoken')

/** What falls due, by the kind that rooms set. */
export const DEADLINES = together('deadlines') satisfies Record<DeadlineKind, Deadline<never, Change>>

/** What rooms add to the daily summary, by room. */
const DAILIES = Object.entries<AnyDaily>(byRoom('daily'))
/** What is looked up for it, of a day. */
export const figuresOf = (day: string): LookUps =>
  Object.fromEntries(DAILIES.map(([room, { figures }]) => [room, figures.of(day)]))
/** What was found, with the room's part that it is for. */
export const partsIn = (found: Found<LookUps>): DailyPart[] =>
  DAILIES.map(([room, daily]) => ({ daily, figures: found[room] }))
type FiguresOf<D> = D extends Daily<infer F> ? F : never
/** What is counted of a day, by the rooms' own names. */
export type DayFigures = { day: string } & Together<FiguresOf<PartsOf<'daily'>>>

/** Under which condition an owed message is still due, by its name. */
export const CONDITIONS: ReadonlyMap<string, Condition> = new Map(
  NOUNS.flatMap((noun) => noun.conditions ?? []).map((met) => [met.name, met]),
)

const LEDGERED: Readonly<Record<string, ((fact: never) => Subject) | null>> = {
  ...KERNEL_LEDGER,
  ...together('ledger'),
}

/** The subject of a change and what is kept of it, or null where the ledger keeps nothing. */
export const subjectOf = (c: Change): Subject | null => LEDGERED[c.type]?.(c as never) ?? null
