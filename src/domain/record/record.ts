/**
 * A record is what a structured message becomes: who reported what, when and where, in which state.
 * All kinds share one shape, so one report feeds every ledger; what tells them apart is said in `kinds.ts`.
 */
import type { Location } from '../kernel/message.ts'
import { kindOf, kinds, type RecordKind } from '../kinds.ts'
import { SHARED_STATES, type StateSpec } from './kind.ts'

export type { RecordKind }

/** Each kind's own states stand in its room's `kind.ts`. */
export type RecordState =
  | keyof typeof SHARED_STATES
  | { [K in RecordKind]: keyof (typeof kinds)[K]['states'] }[RecordKind]

const STATES: Record<RecordState, StateSpec> = Object.assign(
  {},
  SHARED_STATES,
  ...Object.values(kinds).map((k) => k.states),
)
/** Every state there is, the shared ones first. */
export const RECORD_STATES = Object.keys(STATES) as [RecordState, ...RecordState[]]
export const STATE_WORDS = Object.fromEntries(RECORD_STATES.map((s) => [s, STATES[s].words])) as Record<
  RecordState,
  string
>

/** The state a new record starts in. */
export const firstState = (kind: RecordKind): RecordState => kinds[kind].first

/** Whether that state may follow this one; anything else is refused as out of date. */
export const mayMove = (kind: RecordKind, from: RecordState, to: RecordState): boolean =>
  kindOf(kind).next[from]?.includes(to) ?? false

/** States in which a record is over. */
export const ENDED: readonly RecordState[] = RECORD_STATES.filter((state) => STATES[state].over)
export const isOpen = (state: RecordState) => !ENDED.includes(state)

/** A record as decisions see it. Times are instants; `fields` has the keys of its kind in its room’s `kind.ts`. */
export interface Rec {
  id: string
  no: string
  kind: RecordKind
  drill: boolean
  state: RecordState
  fields: Record<string, unknown>
  villageCode: string | null
  reporterId: string | null
  channel: string
  account: string
  chat: string | null
  text: string
  sourceMessageIds: string[]
  ownerId: string | null
  dueOn: string | null
  lat: number | null
  lon: number | null
  datum: Location['datum'] | string | null
  occurredAt: Date | null
  reportedAt: Date
  receivedAt: Date
  updatedAt: Date
  version: number
  /** Photos and files that belong to it; a count is enough to decide. */
  photos?: number
  /** Its photos with when each came, the oldest first; loaded of hazards. */
  pictures?: readonly { id: string; at: Date; messageId: string; hash?: string | null }[]
  /** The cards of it that people hold; loaded where it may change. */
  held?: readonly HeldCard[]
}

/** What a record tells of, one by one: its events, or all that it says. */
export const eventsOf = ({ fields }: Pick<Rec, 'fields'>): Record<string, unknown>[] =>
  Array.isArray(fields.events) ? (fields.events as Record<string, unknown>[]) : [fields]

/** Of something; bare words and what is not understood say nothing to go on with. */
export type ToldOf = Rec & { kind: Exclude<RecordKind, 'aside' | 'unsure'> }
export const isToldOf = (r: Rec): r is ToldOf => r.kind !== 'aside' && r.kind !== 'unsure'

/** A card that stands in somebody's private chat and changes with what it shows. */
interface HeldCard {
  channel: string
  account: string
  slot: string
}

/** The slots a record's cards stand in: its own, and those of the alarms that nobody has taken it over. */
export const cardSlots = (id: string): string[] => [
  `record:${id}`,
  ...Array.from({ length: ALARMS }, (_, step) => `record:${id}:step${step}`),
]
const ALARMS = 6
