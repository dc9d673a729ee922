/** Buttons and forms of cards: who may press each, what it looks at, what follows. */
import type { PressEvent } from './message.ts'
import type { Need } from './need.ts'
import type { Role } from './roster.ts'
import type { Situation } from './situation.ts'

export interface Press<C> {
  /** Roles that may; the record's owner always may where `owner` is set; empty = anyone known. */
  roles: readonly Role[]
  owner?: boolean
  /** Whoever reported the record always may. */
  reporter?: boolean
  /** What it looks at. */
  needs: readonly Need[]
  run(s: Situation, press: PressEvent): C[]
}

/** The presses of a room, by the act that its cards carry. */
export type Presses<C> = Record<string, Press<C>>
