/** What a kind of record does besides being kept: its room's part in what all records share. */
import type { Button, Outbound } from '../kernel/message.ts'
import type { Need } from '../kernel/need.ts'
import type { Person } from '../kernel/roster.ts'
import type { DecisionContext, Situation } from '../kernel/situation.ts'
import type { Scene } from '../reading/scene.ts'
import type { Change } from './fact.ts'
import type { Rec, RecordKind } from './record.ts'

export interface RecordNoun<F = Change> {
  /** Whoever watches it is shown how it stands now. */
  shown?(g: DecisionContext, record: Rec): F[]
  /** Its card as it stands, for somebody who asks for it. */
  card?(g: DecisionContext, record: Rec, viewer: Person): Outbound
  /** The same as `shown` after something was added to it, which may have made it sensitive. */
  changed?(g: DecisionContext, before: Rec, after: Rec): F[]
  /** It counts from now on, where that is more than being shown: a stranger's was found true. */
  counts?(g: DecisionContext, record: Rec): F[]
  /** The earlier record that a message goes on with, of the same sender in the same chat. */
  continued?(s: Situation): Rec | undefined
  /** What goes on with it changes it. */
  amended?(s: Situation, record: Rec): F[]
  /** What words of somebody who may not change it would make of it: an officer chooses by one press; [] = nothing. */
  disputed?(s: Situation, record: Rec): Button[]
  /** Somebody speaks from its scene: they are there, or it is over. */
  onScene?(s: Situation, record: Rec, scene: Scene): F[]
  /** Whoever told of it says that it is the same as another. */
  sameAs?(s: Situation, record: Rec, other: Rec): F[]
  /** Figures came back checked by whoever said them. */
  checked?(s: Situation, record: Rec, values: Record<string, unknown>): F[]
  /** The message that it stands on was taken back, where that does not simply withdraw it. */
  recalled?(s: Situation, record: Rec): F[]
  /** Somebody else is responsible from now on. */
  handed?(s: Situation, record: Rec, to: Person): F[]
  /** A photo that one of its kind waits for, sent alone. */
  photo?: { needs: readonly Need[]; taken(s: Situation, subject: Rec | undefined): F[] | undefined }
}

/** What a room's kinds of records do, by their names; `{}` = they are kept, and nothing follows. */
export type RecordNouns<F = Change> = { readonly [K in RecordKind]?: RecordNoun<F> }
