/**
 * A record is what a structured message becomes: who reported what, when and where, in which state.
 * All kinds share one shape, so one report feeds every ledger; the states a kind may pass through are the table below.
 */
import type { Location } from '../kernel/message.ts'

export const RECORD_KINDS = {
  check_in: { noun: '签到', prefix: 'QD' },
  check_out: { noun: '签退', prefix: 'QT' },
  handover: { noun: '交接班', prefix: 'JB' },
  disaster_report: { noun: '灾情险情', prefix: 'ZQ' },
  hazard_report: { noun: '隐患', prefix: 'YH' },
  patrol: { noun: '巡查', prefix: 'XC' },
  evacuation: { noun: '避险转移', prefix: 'ZY' },
  /** What Anan could make nothing of: bare words and files that a person must see to. */
  aside: { noun: '待人工处理', prefix: 'DB' },
} as const
export type RecordKind = keyof typeof RECORD_KINDS

/**
 * unverified: from a stranger, waits for the duty officer, counts nowhere.
 * withdrawn / refused / false_alarm: ended without effect, kept in the ledger.
 */
export type RecordState =
  | 'unverified'
  | 'filed'
  | 'withdrawn'
  | 'refused'
  // disaster reports
  | 'raised'
  | 'received'
  | 'handling'
  | 'closed'
  | 'false_alarm'
  /** The same event as another record, which goes on. */
  | 'merged'
  // hazards
  | 'registered'
  | 'rectifying'
  | 'recheck'
  | 'cleared'

export const STATE_WORDS: Record<RecordState, string> = {
  unverified: '待核实',
  filed: '已登记',
  withdrawn: '已撤回',
  refused: '不予采信',
  raised: '待接警',
  received: '已接警',
  handling: '处置中',
  closed: '已办结',
  false_alarm: '误报',
  merged: '已并案',
  registered: '待整改',
  rectifying: '整改中',
  recheck: '待复查',
  cleared: '已销号',
}

/** Which state may follow which, per kind; anything else is refused as out of date. */
export const TRANSITIONS: Record<RecordKind, Partial<Record<RecordState, readonly RecordState[]>>> = {
  check_in: { unverified: ['filed', 'refused'], filed: ['withdrawn'] },
  check_out: { unverified: ['filed', 'refused'], filed: ['withdrawn'] },
  handover: { unverified: ['filed', 'refused'], filed: ['withdrawn'] },
  patrol: { unverified: ['filed', 'refused'], filed: ['withdrawn'] },
  evacuation: { unverified: ['filed', 'refused'], filed: ['withdrawn'] },
  aside: { unverified: ['closed'], filed: ['closed'] },
  disaster_report: {
    unverified: ['raised', 'refused', 'withdrawn'],
    raised: ['received', 'handling', 'closed', 'false_alarm', 'merged', 'withdrawn'],
    received: ['handling', 'closed', 'false_alarm', 'merged', 'withdrawn'],
    handling: ['closed', 'false_alarm', 'merged', 'withdrawn'],
  },
  hazard_report: {
    unverified: ['registered', 'refused', 'withdrawn'],
    registered: ['rectifying', 'recheck', 'withdrawn'],
    rectifying: ['recheck', 'withdrawn'],
    recheck: ['cleared', 'rectifying'],
    cleared: ['rectifying'],
  },
}

/** The state a new record starts in. */
export const FIRST_STATE: Record<RecordKind, RecordState> = {
  check_in: 'filed',
  check_out: 'filed',
  handover: 'filed',
  patrol: 'filed',
  evacuation: 'filed',
  aside: 'filed',
  disaster_report: 'raised',
  hazard_report: 'registered',
}

export const mayMove = (kind: RecordKind, from: RecordState, to: RecordState) =>
  TRANSITIONS[kind][from]?.includes(to) ?? false

/** States in which a record is over. */
export const ENDED: readonly RecordState[] = ['withdrawn', 'refused', 'closed', 'false_alarm', 'merged', 'cleared']
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
  /** The cards of it that people hold; loaded where it may change. */
  held?: readonly HeldCard[]
}

/** A card that stands in somebody's private chat and changes with what it shows. */
export interface HeldCard {
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
