/** What a broadcast 应急广播 is: its states, who agreed to it, and how far it got in each village. */
import type { AirReport, Serial } from '../kernel/message.ts'
import type { Role } from '../kernel/roster.ts'
import type { Warning } from '../warning/warning.ts'
import { STANDING_WORDS, type StandingWords } from './words.ts'

export type BroadcastState =
  | 'requested'
  | 'declined'
  /** Never approved: taken back, out of time, or its warning is over. */
  | 'lapsed'
  | 'approved'
  /** The order went out, and no answer came back: it may be on air, and it may never have arrived. */
  | 'unanswered'
  /** It never left us: no attempt can have arrived. */
  | 'unsent'
  /** The platform answered that it will not. */
  | 'refused'
  | 'accepted'
  | 'waiting'
  | 'playing'
  | 'played'
  /** Some villages or devices, and not others. */
  | 'partial'
  | 'failed'
  /** Cancelled by the platform, which nobody here had asked for. */
  | 'dropped'
  /** The platform has said one end of it and then another. */
  | 'disputed'
  | 'stopping'
  | 'stop_refused'
  /** Asked to stop; no answer, or no word that it did. */
  | 'stop_unknown'
  | 'cancelled'
  /** On air though it was stopped, or is past its time. */
  | 'still_playing'
  /** Its time is over and the platform never said how it ended. */
  | 'expired'

/** What a state is called, what is known in it and what is not, and what may follow. */
interface Standing {
  /** States that may follow. */
  next: readonly BroadcastState[]
  /** Nobody waits for more; a later word of the platform still corrects it. */
  over?: true
  /** The platform is asked how it stands: at every look until it is over, or so many times more. */
  asked?: 'until over' | { times: number; minutes?: number }
  /** It may be stopped (again), by this button. */
  stop?: string
  /** Entering it is told to everybody who watches, in a message of its own. */
  alarm?: true
  /** The order to air it is still to be sent. */
  sends?: true
  tone?: 'good' | 'warn' | 'danger'
}

/** Whatever the platform may say of it, once it was asked to air it. */
const TOLD = ['accepted', 'waiting', 'playing', 'played', 'partial', 'failed', 'dropped', 'disputed'] as const
const STOP = ['stopping', 'stop_refused', 'stop_unknown', 'cancelled', 'still_playing'] as const

/** The one table of states; what is said of each is in `words.ts`. */
const STANDINGS = {
  requested: { next: ['declined', 'lapsed', 'approved'], stop: '撤回申请', tone: 'warn' },
  declined: { next: [], over: true },
  lapsed: { next: [], over: true },
  approved: {
    next: ['unanswered', 'unsent', 'refused', 'accepted', ...TOLD, ...STOP, 'expired'],
    sends: true,
    stop: '停播',
  },
  unanswered: {
    next: ['accepted', ...TOLD, ...STOP, 'expired'],
    asked: 'until over',
    sends: true,
    stop: '停播',
    alarm: true,
    tone: 'danger',
  },
  unsent: {
    next: [...TOLD, ...STOP, 'expired'],
    over: true,
    tone: 'warn',
  },
  refused: {
    next: [...TOLD, ...STOP, 'expired'],
    over: true,
    alarm: true,
    tone: 'danger',
  },
  accepted: {
    next: [...TOLD, ...STOP, 'expired'],
    asked: 'until over',
    stop: '停播',
  },
  waiting: {
    next: ['accepted', ...TOLD, ...STOP, 'expired'],
    asked: 'until over',
    stop: '停播',
  },
  playing: {
    next: ['accepted', ...TOLD, ...STOP, 'expired'],
    asked: 'until over',
    stop: '停播',
    tone: 'good',
  },
  played: {
    next: [...TOLD, ...STOP, 'expired'],
    over: true,
    tone: 'good',
  },
  partial: {
    next: [...TOLD, ...STOP, 'expired'],
    over: true,
    alarm: true,
    tone: 'danger',
  },
  failed: {
    next: [...TOLD, ...STOP, 'expired'],
    over: true,
    alarm: true,
    tone: 'danger',
  },
  dropped: {
    next: [...TOLD, ...STOP, 'expired'],
    over: true,
    asked: { times: 3 },
    stop: '停播',
    alarm: true,
    tone: 'danger',
  },
  disputed: {
    next: [...TOLD, ...STOP, 'expired'],
    over: true,
    asked: { times: 3 },
    stop: '停播',
    alarm: true,
    tone: 'danger',
  },
  stopping: {
    next: ['unsent', 'refused', ...TOLD, ...STOP, 'expired'],
    asked: 'until over',
    tone: 'warn',
  },
  stop_refused: {
    next: ['unsent', 'refused', ...TOLD, ...STOP, 'expired'],
    asked: 'until over',
    stop: '再次停播',
    alarm: true,
    tone: 'danger',
  },
  stop_unknown: {
    next: ['unsent', 'refused', ...TOLD, ...STOP, 'expired'],
    asked: 'until over',
    stop: '再次停播',
    alarm: true,
    tone: 'danger',
  },
  cancelled: {
    next: [...TOLD, ...STOP, 'expired'],
    over: true,
    asked: { times: 3 },
    stop: '再次停播',
  },
  still_playing: {
    next: [...TOLD, ...STOP, 'expired'],
    asked: 'until over',
    stop: '再次停播',
    alarm: true,
    tone: 'danger',
  },
  expired: {
    // its order may be found afterwards never to have left us
    next: ['unsent', 'refused', ...TOLD, ...STOP, 'expired'],
    over: true,
    asked: { times: 24, minutes: 60 },
    stop: '再次停播',
    alarm: true,
    tone: 'danger',
  },
} satisfies Record<BroadcastState, Standing>

export const standingOf = (state: BroadcastState): Standing & StandingWords => ({
  ...STANDINGS[state],
  ...STANDING_WORDS[state],
})
export const mayBecome = (from: BroadcastState, to: BroadcastState) => standingOf(from).next.includes(to)

const statesWhere = (holds: (s: Standing) => unknown) =>
  (Object.keys(STANDINGS) as BroadcastState[]).filter((state) => holds(STANDINGS[state]))

export const BROADCAST_STATES = Object.fromEntries(
  Object.entries(STANDING_WORDS).map(([state, { said }]) => [state, said]),
) as Record<BroadcastState, string>
/** States in which nothing more is waited for; a late report may still correct what is shown. */
export const OVER: readonly BroadcastState[] = statesWhere((s) => s.over)
/** States in which the order to air it is still to be sent. */
export const SENDS: readonly BroadcastState[] = statesWhere((s) => s.sends)
export const mayStop = (b: Broadcast) => standingOf(b.state).stop !== undefined

/** Who agreed that it be aired, how and when; kept with the hash of the text that was agreed to. */
export interface Approval {
  requester: string
  approver: string
  at: string
  mode: 'signed' | 'phone_order'
  reason: string
  textHash: string
  /** Phone orders: who took it down, and when it was given. */
  recordedBy: string | null
  saidAt: string
  signedAt: string | null
  /** The person named says that there was no such order. */
  deniedAt: string | null
}

/** That it is to be taken off, as it was last asked for. */
interface Stop {
  by: string
  at: string
  reason: string
  /** What the platform knows the orders to stop by. */
  serials?: Serial[]
  /** The platform took the order and then reported that it could not. */
  failed?: boolean
}

export interface Broadcast {
  id: string
  no: string
  drill: boolean
  state: BroadcastState
  warningId: string | null
  title: string
  text: string
  /** SHA-256 of the text, hex. */
  hash: string
  /** Village codes; empty = the whole township. */
  villages: string[]
  event: string | null
  severity: 0 | 1 | 2 | 3 | 4
  reason: string
  minutes: number
  requestedBy: string
  createdAt: Date
  approval: Approval | null
  /** What the platform knows it by. */
  serial: Serial | null
  /** The outbox row that carries it. */
  playId: string | null
  startAt: Date | null
  endAt: Date | null
  stop: Stop | null
  /** The outbox row of the latest order to stop. */
  stopId: string | null
  endedAt: Date | null
}

export const AIR_STATES: Record<AirVillage['state'], string> = {
  unreported: '平台未报告',
  unplayed: '平台未处理',
  waiting: '等待播出',
  playing: '正在播出',
  resumed: '停播后又在播',
  played: '已播出',
  partial: '部分播出',
  failed: '播出失败',
  cancelled: '已取消',
  disputed: '平台前后说法不一',
}

/** One village of a broadcast, as the platform last reported it. */
export interface AirVillage {
  villageCode: string
  state: AirReport['state'] | 'unreported' | 'partial' | 'resumed' | 'disputed'
  /** 0 to 1. */
  coverage: number | null
  reached: string | null
  note: string | null
  reportedAt: Date | null
}

export interface BroadcastView {
  broadcast: Broadcast
  villages: AirVillage[]
  /** The state of the warning that it relays. */
  warningState: Warning['state'] | null
  /** Where that warning is in force now. */
  warningArea: Pick<Warning, 'villages' | 'area'> | null
  /** What became of its outbox row, and of that of the latest order to stop. */
  delivery: Delivery | null
  stopDelivery: Delivery | null
}

export interface Delivery {
  state: string
  reason: string | null
  /** Some attempt may have arrived though no answer said so. */
  doubt: boolean
}

export const REQUESTERS: Role[] = ['duty_officer', 'broadcaster', 'duty_leader', 'town_leader']
export const APPROVERS: Role[] = ['duty_leader', 'town_leader']
export const RECORDERS: Role[] = ['duty_officer', 'duty_leader', 'town_leader']

/** How the link to the platform stands. */
export interface Link {
  checkedAt: Date | null
  lastOkAt: Date | null
  /** Tests failed one after another. */
  failures: number
  /** What the last test met: `sent`, or a code. */
  code: string | null
  /** Told as lost and not yet as back. */
  lostAt: Date | null
  /** When the platform last opened a connection to us. */
  heardAt: Date | null
}
