/** What a room plugs into the engines, which know no room: they walk the registry in `nouns.ts`. */
import type { Intent } from '../reading/reading.ts'
import type { Spoken } from '../reading/spoken.ts'
import type { Command } from './command.ts'
import type { AnyDaily } from './daily.ts'
import type { Deadline } from './deadline.ts'
import type { Condition } from './delivery.ts'
import type { AnyFact } from './fact.ts'
import type { Heard } from './heard.ts'
import type { Taught } from './help.ts'
import type { Subject } from './ledgered.ts'
import type { Inbound } from './message.ts'
import type { Need } from './need.ts'
import type { Presses } from './press.ts'
import type { Question } from './question.ts'
import type { Reader } from './reader.ts'
import type { DecisionContext, Situation } from './situation.ts'

/** Events that are neither said nor pressed. */
export type Happening = Exclude<Inbound['type'], 'message' | 'press'>

type Sentence = string | readonly string[] | ((...said: never[]) => string)

export interface Noun<F extends AnyFact> {
  /** Its facts, and what the ledger keeps of each; `{}` where it has none of its own. */
  ledger: Readonly<Record<string, ((fact: never) => Subject) | null>>
  /** Its sentences that people see (its `words.ts`); `{}` where it says nothing of its own. */
  words: Readonly<Record<string, Sentence>>
  /** What it asks the database for (its `needs.ts`); a loader for each stands in its ring of `db`. */
  needs?: object
  /** What its kinds of records do besides being kept (`record/noun.ts`). */
  records?: object
  /** What falls due, by the kind that it sets. */
  deadlines?: Readonly<Record<string, Deadline<never, F>>>
  /** Under which conditions messages about it are still due. */
  conditions?: readonly Condition[]
  /** In the order in which they are looked for. */
  commands?: readonly Command<F>[]
  presses?: Presses<F>
  questions?: Readonly<Record<string, Question>>
  /** What 帮助 teaches of it; the smaller the rank, the earlier it stands. */
  help?: readonly Taught[]
  readers?: { readonly [I in Intent]?: Reader<F> }
  /** Intents of its own, by name: the words that say them, and what follows. */
  spoken?: Readonly<Record<string, Spoken & { reader: Reader<F> }>>
  /** What follows from an event of the platform; of several rooms together. */
  happenings?: { readonly [E in Happening]?: { needs: readonly Need[]; decide(s: Situation): F[] } }
  /** What a message means to the room before it is read. */
  hears?: Hearing<F>
  /** What else follows from what a message was read as. */
  besides?(s: Situation, facts: readonly AnyFact[]): F[]
  /**
   * Facts that later decisions of one batch may follow: their needs reflect them, or nothing that a decision looks at changes
   * by them. After any other fact the rest of a chat waits for the next batch.
   */
  followed?: readonly F['type'][]
  /** Its lines in the leaders' daily summary. */
  daily?: AnyDaily
  /** What it keeps going by itself, looked at every ten minutes; `loaded` is what its ring of `db` looks up for it. */
  upkeep?(g: DecisionContext, loaded: never): F[]
  /** What of a decision stays where its message was taken back before it was read; undefined = it is another room's. */
  takenBack?(fact: AnyFact): F[] | undefined
}

export interface Hearing<F extends AnyFact> {
  needs(heard: Heard): readonly Need[]
  /** How its sender takes part in a drill: the message quotes one, or they are asked in drills alone. */
  drill(s: Situation): 'quoted' | 'asked' | undefined
  /**
   * @param rest reads the message on.
   * @param means what it was read as: `files` = it leaves a record, whatever else it says; `asks` = what the records answer.
   * @returns undefined where it means nothing to the room.
   */
  hear<G extends AnyFact>(
    s: Situation,
    rest: () => G[],
    means: { files: boolean; asks: boolean },
  ): (F | G)[] | undefined
}
