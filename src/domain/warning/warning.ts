/**
 * Warnings 预警 and drill notices: relayed unchanged, answered person by person (叫应), stepped up on silence.
 * Only the weather service and governments may issue; Anan relays the original with issuer and time and adds nothing to it
 * (气象灾害防御条例 art 30, 突发事件应对法 art 64). What happens to one: `issue.ts`, `acknowledge.ts`,
 * `escalate.ts`, `supersede.ts`.
 */

import type { Doubt } from '../cap/profile.ts'
import type { Signal } from '../cap/signal.ts'
import { COLOUR_WORDS, type Colour, type WarningAction } from '../cap/terms.ts'
import { SURPRISERS } from '../kernel/access.ts'
import { hasRole, type Person, ROLES } from '../kernel/roster.ts'
import type { DecisionContext } from '../kernel/situation.ts'
import type { Rec } from '../record/record.ts'
import type { CallStep } from './settings.ts'

export type AnswerHow = 'button' | 'word' | 'call' | 'report'

/** A corner of a polygon: latitude and longitude in degrees, WGS-84. */
export type Point = readonly [lat: number, lon: number]

/** Parts of villages that a warning is for: grids and risk places by id, and polygons, whose risk places count. */
export interface WarningArea {
  grids: string[]
  places: string[]
  polygons: Point[][]
  /** The rescue team, wherever its people live: of drills alone. */
  team?: true
  /** Nothing here is known to be meant: nobody is called before an officer says where. */
  nowhere?: true
}

export const NO_PARTS: WarningArea = { grids: [], places: [], polygons: [] }

/** What a signal says that has no column of its own; times as ISO. */
export type Said = Pick<Signal, 'timeFrom' | 'before' | 'area' | 'guides'> & {
  horizon: { text: string; hours: number | null } | null
  /** When what it follows had been issued, where it names that by its time. */
  followsAt: string[]
  /** SHA-256 of the message it came in, which tells a repeat from an identifier used again; null where it came as a text. */
  digest: string | null
}

export interface Warning {
  id: string
  no: string
  drill: boolean
  /** How that is known: the message or its carrier says so, an officer said so, or it is in doubt and an officer is asked. */
  drillBy: 'stated' | 'judged' | 'doubt'
  /** 双盲: a drill that nobody was told of beforehand. */
  unannounced: boolean
  state: 'draft' | 'open' | 'superseded' | 'lifted' | 'closed' | 'discarded'
  original: string
  /** SHA-256 of the original, hex. */
  hash: string
  action: WarningAction
  /** 暴雨, 台风 … or 演练. */
  event: string | null
  colour: Colour | null
  issuer: string | null
  issuedAt: Date | null
  /** Village codes; empty, and no parts named either = the whole township, unless the area is said to be nowhere. */
  villages: string[]
  area: WarningArea
  /** Group chats it was posted to, fixed when issued. */
  chats: { channel: string; chat: string }[]
  /** Our own task text, shown apart from the original. */
  task: string | null
  /** Which of the legal elements the text does not state. */
  missing: string[]
  /** The step-up table as it stood when issued. */
  policy: CallStep[]
  requestedBy: string
  channel: string | null
  chat: string | null
  createdAt: Date
  openedAt: Date | null
  /** From when its steps count where the clock was set meanwhile; null = from when it was opened. */
  stepsFrom: Date | null
  endedAt: Date | null
  supersedes: string | null
  /** Its official identifier (CAP, 12379), where it came by a way that carries one. */
  identifier: string | null
  /** Official identifiers of what it changes or ends, as its sender names them. */
  follows: string[]
  /** Who sent it, as its sender's system names itself. */
  sender: string | null
  /** Its kind in the event classification, 11B03. */
  code: string | null
  /** From when and until when it holds. */
  effectiveAt: Date | null
  expiresAt: Date | null
  /** What an officer should look at. */
  doubts: Doubt[]
  /** The rest of its signal as read once when it came; null = it came before signals were kept. */
  said: Said | null
}

export const WARNING_STATES: Record<Warning['state'], string> = {
  draft: '待确认',
  open: '已发布',
  superseded: '已被替代',
  lifted: '已解除',
  closed: '已结束',
  discarded: '已取消',
}

/**
 * One person's duty to answer, and how far it got: told (the outbox), read (receipts), answered and acted are told apart,
 * and only a person's own act or a recorded call answers. Who they were when issued stays here.
 */
export interface Obligation {
  id: string
  warningId: string
  personId: string
  name: string
  villageCode: string | null
  village: string | null
  gridId: string | null
  grid: string | null
  /** The role that answers for the area, or `place_owner`. */
  role: string
  /** Names of the risk places in the area that this person owns. */
  places: string[]
  /** Where the person is told: by an @ in this group chat or, with no chat, privately at this account. */
  channel: string | null
  chat: string | null
  account: string | null
  step: number
  reach: 'ok' | 'unbound' | 'on_leave' | 'refused'
  /** Whoever was asked to reach this person instead. */
  contactId: string | null
  answeredAt: Date | null
  answer: string | null
  answeredHow: AnswerHow | null
  actedAt: Date | null
  actedRecordId: string | null
  /** No longer owed although the warning is open: another took its place for this person's area. */
  endedAt: Date | null
}

/** One message owed of a warning and what became of it; officers' own cards are not among them. */
export interface Sending {
  id: string
  channel: string
  chat: string | null
  account: string | null
  personId: string | null
  /** Which step it belongs to; 0 = the relay, null = none. */
  step: number | null
  state: 'queued' | 'leased' | 'sent' | 'settled' | 'refused' | 'unknown'
  reason: string | null
  availableAt: Date
  createdAt: Date
}

/** Why nobody can tell a person by message, in words. */
export const REACH_WORDS: Record<Obligation['reach'], string> = {
  ok: '',
  unbound: '无账号',
  on_leave: '请假',
  refused: '消息被拒收',
}

/** Whether an answer is still owed. */
export const isOwed = (o: Obligation) => !o.answeredAt && !o.endedAt

/** Why a person is asked, in words. */
export const dutyWords = (role: string): string =>
  role === 'place_owner' ? '风险点责任人' : (ROLES[role as keyof typeof ROLES] ?? role)

/** By phone, or at the door. */
export const CALL_HOW = { phone: '电话', visit: '上门' } as const
export type CallHow = keyof typeof CALL_HOW
/** What came of a call: only `answered` answers for the person; everything else is kept as an attempt. */
export const CALL_RESULTS = {
  answered: '已接通',
  no_answer: '无人接听',
  unreachable: '打不通',
  wrong_number: '号码不对',
} as const
export type CallResult = keyof typeof CALL_RESULTS

/** Officers, leaders and broadcasters issue warnings; a drill needs no broadcaster, and one without notice needs a leader. */
export const mayIssue = (person: Person | undefined, kind: { drill?: boolean; unannounced?: boolean } = {}): boolean =>
  kind.unannounced
    ? hasRole(person, ...SURPRISERS)
    : hasRole(person, 'duty_officer', 'duty_leader', 'town_leader', 'admin') ||
      (!kind.drill && hasRole(person, 'broadcaster'))

/** How the team is named where an area is. */
export const TEAM_WORDS = '应急救援队'

type Scope = Pick<Warning, 'villages' | 'area'>

/** Nothing narrower is named: the whole township. */
export const isWhole = ({ villages, area }: Scope): boolean =>
  !area.nowhere && !area.team && !villages.length && !area.grids.length && !area.places.length && !area.polygons.length

/** Names the villages whose code is in the area, and its parts; 全镇 when it is everything. */
export function areaWords(
  g: Pick<DecisionContext, 'roster'>,
  { villages, area }: Pick<Warning, 'villages' | 'area'>,
): string {
  const named = (list: { id: string; name: string }[], ids: string[]) =>
    ids.map((id) => list.find((x) => x.id === id)?.name ?? id)
  const all = [
    ...villages.map((code) => g.roster.villages.find((v) => v.code === code)?.name ?? code),
    ...named(g.roster.grids, area.grids),
    ...named(g.roster.places, area.places),
    ...(area.team ? [TEAM_WORDS] : []),
    ...(area.polygons.length ? [`划定范围${area.polygons.length > 1 ? `${area.polygons.length}块` : ''}`] : []),
  ]
  return all.join('、') || (area.nowhere ? '未定' : `全${g.roster.station.township}`)
}

/** Drills are numbered apart. */
export const noPrefix = (drill: boolean) => (drill ? 'YLTZ' : 'YJ')

export const titleOf = (w: Pick<Warning, 'event' | 'colour' | 'drill' | 'action'>) =>
  w.drill && !w.event
    ? '演练通知'
    : `${w.event ?? '预警'}${w.colour ? COLOUR_WORDS[w.colour] : ''}预警${w.action === 'lift' ? '解除' : ''}`

/** Open disaster reports and the evacuations of the last days, as they are recorded. */
export type Standing = Pick<Rec, 'no' | 'kind' | 'drill' | 'villageCode' | 'fields'>

export interface WarningState {
  warning: Warning
  obligations: Obligation[]
  /** What was sent of it so far; loaded where it may end. */
  sent?: Sending[]
  /** Who is recorded as trapped, missing or moved; loaded where it may end. */
  standing?: readonly Standing[]
}
