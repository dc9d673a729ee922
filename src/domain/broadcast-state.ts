/** What a broadcast 应急广播 is: its states, who agreed to it, and how far it got in each village. */
import type { AirReport, Serial } from './message.ts'
import type { Role } from './roster.ts'
import type { Warning } from './warning.ts'

export type BroadcastState =
  | 'requested'
  | 'declined'
  /** Never approved: taken back, out of time, or its warning is over. */
  | 'lapsed'
  | 'approved'
  | 'accepted'
  | 'waiting'
  | 'playing'
  | 'played'
  | 'failed'
  | 'cancelled'
  /** Its time is over and the platform never said that it was aired. */
  | 'expired'

export const BROADCAST_STATES: Record<BroadcastState, string> = {
  requested: '待批准',
  declined: '未同意',
  lapsed: '未批准，已作废',
  approved: '已批准，正在送平台',
  accepted: '平台已接收，尚未播出',
  waiting: '等待播出',
  playing: '正在播出',
  played: '已播出',
  failed: '播出失败',
  cancelled: '已停播',
  expired: '到时间仍未见播出',
}

/** States in which nothing more is done about it; a late report may still correct what is shown. */
export const OVER: readonly BroadcastState[] = ['declined', 'lapsed', 'played', 'failed', 'cancelled', 'expired']
const ON_AIR: readonly BroadcastState[] = ['approved', 'accepted', 'waiting', 'playing']
export const mayStop = (b: Broadcast) => !b.stop && (b.state === 'requested' || ON_AIR.includes(b.state))

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
  stop: { by: string; at: string; reason: string } | null
  endedAt: Date | null
}

export const AIR_STATES: Record<AirVillage['state'], string> = {
  unreported: '平台未报告',
  unplayed: '平台未处理',
  waiting: '等待播出',
  playing: '正在播出',
  played: '已播出',
  failed: '播出失败',
  cancelled: '已停播',
}

/** One village of a broadcast, as the platform last reported it. */
export interface AirVillage {
  villageCode: string
  state: AirReport['state'] | 'unreported'
  /** 0 to 1. */
  coverage: number | null
  reached: string | null
  note: string | null
  reportedAt: Date | null
}

export interface BroadcastSight {
  broadcast: Broadcast
  villages: AirVillage[]
  /** The state of the warning that it relays. */
  warningState: Warning['state'] | null
  /** Where that warning is in force now. */
  warningArea: Pick<Warning, 'villages' | 'area'> | null
  /** What became of its outbox row. */
  delivery: { state: string; reason: string | null } | null
}

export const REQUESTERS: Role[] = ['duty_officer', 'broadcaster', 'duty_leader', 'town_leader']
export const APPROVERS: Role[] = ['duty_leader', 'town_leader']
export const RECORDERS: Role[] = ['duty_officer', 'duty_leader', 'town_leader']
