/**
 * Emergency broadcasts 应急广播: a township may air notices of its own area, and relays formal alarms unchanged
 * (应急广播管理暂行办法; practice of counties: the administrative head's signature with a log, in an emergency a phone order
 * first and the signature afterwards). Nothing goes on air on one person's word, and accepted is not played: what the
 * platform reports is kept apart for each village.
 */
import { alarm, tellWatchers } from './broadcast-card.ts'
import {
  type AirVillage,
  APPROVERS,
  type Approval,
  BROADCAST_STATES,
  type Broadcast,
  type BroadcastSight,
  type BroadcastState,
  mayStop,
  OVER,
} from './broadcast-state.ts'
import { kindNamed, NATIONAL } from './cap/profile.ts'
import type { Change } from './change.ts'
import { isoIn, minutesAfter } from './deadline.ts'
import { drillOrReal } from './drill.ts'
import { type AirOrder, type AirReport, DRILL_MARK, type Serial } from './message.ts'
import { hasRole, type Person } from './roster.ts'
import { type Ground, say } from './situation.ts'
import { titleOf, type Warning } from './warning.ts'
import { villagesOf } from './warning-audience.ts'
import { words } from './words.ts'

const CHANNEL = 'broadcast'
const PLATFORM = 'platform'
const MOST_CHARACTERS = 500

/** Why something was not done, for whoever asked: a sentence, the field, an example that would pass. */
export interface Fault {
  said: string
  field: 'text' | 'villages' | 'warning' | 'minutes'
  example: string
}
const EXAMPLE = '广播 石岭村、下坪村：请低洼处住户立即转移到村小学。'

export interface Asked {
  by: string
  /** Village codes of the roster; empty = the whole township. */
  villages: string[]
  /** A notice of our own. */
  text?: string
  /** A formal alarm, relayed unchanged. */
  warning?: Warning
  minutes?: number
}

/**
 * A request to air something, told to those who may approve it. Refuses what the station may not air: drills (unless the
 * station lets platform drills out), words without an area of its own, a warning that is over, the same thing twice.
 * @param open requests and broadcasts that are not over.
 */
export function request(
  g: Ground,
  asked: Asked,
  open: readonly BroadcastSight[],
): { fault: Fault } | { changes: Change[]; id: string } {
  const { warning } = asked
  const fault = (said: string, field: Fault['field'] = 'text', example = EXAMPLE) => ({
    fault: { said, field, example },
  })
  if (!g.channels.includes(CHANNEL))
    return fault('应急广播平台没有接通，没有播发。请用村里的喇叭通知，并告诉站里管理员。')
  const text = warning ? warning.original : (asked.text ?? '').trim()
  if (text.length < 2) return fault('没有读到要播的内容。请写明哪几个村、播什么。')
  if (!warning && text.length > MOST_CHARACTERS)
    return fault(`要播的内容太长，请控制在${MOST_CHARACTERS}字以内，听的人才记得住。`)
  const { verdict, words: said } = drillOrReal(text)
  const drill = warning ? warning.drill : verdict === 'drill'
  if (drill && !g.settings.broadcast.drill_msg_type)
    return fault(
      '这是演练，或说到了演练，不能上应急广播，没有播发。演练请用“发布演练”，只发到群里。',
      warning ? 'warning' : 'text',
    )
  // of a warning an officer has said which it is; in words of our own nobody has
  if (!warning && verdict === 'doubt')
    return fault(
      `内容里说到了“${said[0] ?? '演练'}”，听的人分不清是真是假，没有播发。请去掉这几个字，或写明“这不是演练”。`,
      'text',
      EXAMPLE,
    )
  if (warning && warning.state !== 'open')
    return fault('这条预警已经结束，不再播发。', 'warning', '广播预警 YJ-20261124-001')
  const touched = warning ? villagesOf(g, warning) : asked.villages
  if (warning && !touched.length)
    return fault('这条预警划定的范围里没有本镇的村，没有播发。请写明要播的村。', 'warning')
  const villages = touched === 'all' ? [] : inOrder(g, touched)
  const hash = g.hashOf(text)
  const same = open.find(
    ({ broadcast: b }) =>
      !OVER.includes(b.state) && !b.stop && b.hash === hash && b.villages.join() === villages.join(),
  )
  if (same)
    return fault(
      `同样的内容已经在办：${same.broadcast.no}（${BROADCAST_STATES[same.broadcast.state]}），不用重复申请。`,
    )
  const broadcast: Broadcast = {
    id: g.newId(),
    no: g.newNo(drill ? 'YLGB' : 'GB'),
    drill,
    state: 'requested',
    warningId: warning?.id ?? null,
    title: warning ? titleOf(warning) : `${g.roster.station.township}通知`,
    text,
    hash,
    villages,
    event: (warning?.event && kindNamed(NATIONAL, warning.event)?.code) || null,
    severity: warning?.colour ? SEVERITY[warning.colour] : 0,
    reason: warning ? `转播预警 ${warning.no}` : '镇里通知',
    minutes: asked.minutes ?? g.settings.broadcast.window_minutes,
    requestedBy: asked.by,
    createdAt: g.now,
    approval: null,
    serial: null,
    playId: null,
    startAt: null,
    endAt: null,
    stop: null,
    endedAt: null,
  }
  const sight: BroadcastSight = {
    broadcast,
    villages: [],
    warningState: warning?.state ?? null,
    warningArea: warning ?? null,
    delivery: null,
  }
  return {
    id: broadcast.id,
    changes: [
      { type: 'broadcast.requested', broadcast },
      look(g, broadcast, g.settings.broadcast.approve_minutes, 0),
      ...tellWatchers(g, sight),
    ],
  }
}

/** Village codes in one order, each once; every village of the township is the township. */
function inOrder(g: Ground, codes: readonly string[]): string[] {
  const named = [...new Set(codes)].sort()
  return g.roster.villages.every((v) => named.includes(v.code)) ? [] : named
}

const SEVERITY = { red: 1, orange: 2, yellow: 3, blue: 4 } as const

/**
 * Agreed to, by a second person who holds the right: it goes to the platform now.
 * @param order a phone order, taken down by somebody; its giver is asked to sign until they do.
 * @returns a sentence where it may not be.
 */
export function approve(
  g: Ground,
  sight: BroadcastSight,
  approver: Person | undefined,
  order?: { recordedBy: string; saidAt: Date },
): Change[] | string {
  const b = sight.broadcast
  if (b.state !== 'requested')
    return (b.approval ? words.airMeanwhile : words.airNotNow)(b.no, BROADCAST_STATES[b.state])
  if (!approver?.active || !hasRole(approver, ...APPROVERS)) return '播发要由带班领导或镇领导同意。'
  if (approver.id === b.requestedBy) return '申请人不能批准自己的申请，请由另一位带班领导或镇领导批准。'
  if (warningOver(sight)) return '这条预警已经结束，不再播发。'
  if (!g.channels.includes(CHANNEL)) return '应急广播平台没有接通，没有播发。请用村里的喇叭通知。'
  const approval: Approval = {
    requester: b.requestedBy,
    approver: approver.id,
    at: g.now.toISOString(),
    mode: order ? 'phone_order' : 'signed',
    reason: b.reason,
    textHash: b.hash,
    recordedBy: order?.recordedBy ?? null,
    saidAt: (order?.saidAt ?? g.now).toISOString(),
    signedAt: order ? null : g.now.toISOString(),
    deniedAt: null,
  }
  const codes = b.villages.length ? b.villages : g.roster.villages.map((v) => v.code)
  const approved = {
    ...b,
    state: 'approved' as const,
    approval,
    serial: serialOf(g.newNo('EBM')),
    playId: g.newId(),
    startAt: g.now,
    endAt: minutesAfter(g.now, b.minutes),
  }
  const villages = codes.map(
    (villageCode): AirVillage => ({
      villageCode,
      state: 'unreported',
      coverage: null,
      reached: null,
      note: null,
      reportedAt: null,
    }),
  )
  return [
    { type: 'broadcast.approved', broadcast: approved, villages },
    owe(g, approved, playOrder(g, approved), { id: approved.playId, still: 'wanted', expiresAt: approved.endAt }),
    { type: 'deadlines.cleared', subjectId: b.id, kind: 'broadcast.follow' },
    look(g, approved, HANDING_OVER_MINUTES, 0),
    ...(order ? [signDue(g, approved)] : []),
    ...tellWatchers(g, { ...sight, broadcast: approved, villages }),
  ]
}

/** The giver of a phone order signs for it afterwards. */
export function sign(g: Ground, sight: BroadcastSight, person: Person | undefined, denied = false): Change[] | string {
  const b = sight.broadcast
  if (!b.approval || b.approval.signedAt || b.approval.deniedAt) return words.alreadyDone
  if (person?.id !== b.approval.approver) return '要由电话同意的本人来签。'
  const at = g.now.toISOString()
  const approval = { ...b.approval, ...(denied ? { deniedAt: at } : { signedAt: at }) }
  const next = { ...sight, broadcast: { ...b, approval } }
  return [
    { type: 'broadcast.signed', id: b.id, approval },
    { type: 'deadlines.cleared', subjectId: b.id, kind: 'broadcast.sign' },
    ...(denied
      ? [
          ...alarm(g, next, `${person.name}说没有同意过这次播发，请马上核实。`),
          ...stop(g, next, person.id, '未经本人同意'),
        ]
      : tellWatchers(g, next)),
  ]
}

export function decline(g: Ground, sight: BroadcastSight, person: Person | undefined): Change[] | string {
  const b = sight.broadcast
  return b.state === 'requested' && person
    ? moved(g, sight, 'declined', `${person.name}没有同意`)
    : words.airMeanwhile(b.no, BROADCAST_STATES[b.state])
}

/**
 * Taken off: before approval it lapses; afterwards the platform is told to stop, and it is stopped only once the platform
 * says so.
 */
export function stop(g: Ground, sight: BroadcastSight, by: string, reason: string): Change[] {
  const b = sight.broadcast
  if (!mayStop(b)) return []
  if (b.state === 'requested') return moved(g, sight, 'lapsed', reason)
  const stopped = { ...b, stop: { by, at: g.now.toISOString(), reason } }
  const order: AirOrder = {
    ask: 'stop',
    packet: serialOf(g.newNo('EBD')),
    serial: serialOf(g.newNo('EBM')),
    of: b.serial!,
    at: isoIn(g.now, g.tz),
    sender: g.roster.station.name,
  }
  return [
    { type: 'broadcast.stopped', id: b.id, stop: stopped.stop },
    owe(g, stopped, order, {}),
    ...tellWatchers(g, { ...sight, broadcast: stopped }),
  ]
}

// ---- what is looked at again ----

/** How soon, and how often, it is looked at whether the platform took it. */
const HANDING_OVER_MINUTES = 5 / 60
/** Looks after which the officers hear that the platform does not take it: one minute. */
const NOT_TAKEN_LOOKS = 12
/** How long after its end the platform may still report. */
const GRACE_MINUTES = 10

/** The one deadline of a broadcast falls due. */
export function follow(g: Ground, sight: BroadcastSight, step: number): Change[] {
  const b = sight.broadcast
  if (OVER.includes(b.state)) return []
  if (b.state === 'requested') return awaited(g, sight, step)
  const why = mayStop(b) ? whyStop(g, sight) : undefined
  const stopping = why ? stop(g, sight, 'anan', why) : []
  const now = stopping.length
    ? { ...sight, broadcast: { ...b, stop: { by: 'anan', at: g.now.toISOString(), reason: why! } } }
    : sight
  return [...stopping, ...(b.state === 'approved' ? handedOver(g, now, step) : aired(g, now, step))]
}

const warningOver = ({ broadcast, warningState }: BroadcastSight) =>
  broadcast.warningId !== null && warningState !== 'open'

/** The warning has left some of the villages to another: what airs there is no longer so. */
function beyondWarning(g: Ground, { broadcast: b, warningArea }: BroadcastSight): boolean {
  const touched = warningArea ? villagesOf(g, warningArea) : 'all'
  if (touched === 'all') return false
  return (b.villages.length ? b.villages : g.roster.villages.map((v) => v.code)).some((v) => !touched.includes(v))
}

function whyStop(g: Ground, sight: BroadcastSight): string | undefined {
  if (warningOver(sight)) return sight.warningState === 'superseded' ? '预警已被替代' : '预警已解除'
  if (beyondWarning(g, sight)) return '预警范围已变，其余村要播请重新申请'
  return sight.broadcast.endAt && sight.broadcast.endAt <= g.now ? '已到结束时间' : undefined
}

function awaited(g: Ground, sight: BroadcastSight, step: number): Change[] {
  const b = sight.broadcast
  if (warningOver(sight)) return moved(g, sight, 'lapsed', '预警已结束')
  if (minutesAfter(b.createdAt, g.settings.broadcast.lapse_minutes) <= g.now)
    return moved(g, sight, 'lapsed', '一直没有批准')
  return [look(g, b, g.settings.broadcast.approve_minutes, step + 1), ...tellWatchers(g, sight, { urgent: true })]
}

function handedOver(g: Ground, sight: BroadcastSight, step: number): Change[] {
  const b = sight.broadcast
  const { state = 'queued', reason = null } = sight.delivery ?? {}
  if (state === 'sent') return [...moved(g, sight, 'accepted'), look(g, b, g.settings.broadcast.poll_minutes, 1)]
  if (state === 'settled') return moved(g, sight, reason === 'expired' ? 'expired' : 'cancelled', '没有送到平台')
  if (state === 'refused' || state === 'unknown')
    return [
      ...moved(g, sight, 'failed', `平台没有接收（${reason ?? state}）`),
      ...alarm(g, sight, `平台没有接收：${reason ?? state}。请改用村里的喇叭、电话通知。`),
    ]
  return [
    look(g, b, HANDING_OVER_MINUTES, Math.min(step + 1, 1000)),
    ...(step === NOT_TAKEN_LOOKS ? alarm(g, sight, '平台一直没有应答，还在重试。请同时用村里的喇叭、电话通知。') : []),
  ]
}

function aired(g: Ground, sight: BroadcastSight, step: number): Change[] {
  const b = sight.broadcast
  const { poll_minutes, silent_minutes } = g.settings.broadcast
  if (minutesAfter(b.endAt!, GRACE_MINUTES) <= g.now)
    return [
      ...moved(g, sight, 'expired', '平台没有报告播完'),
      ...alarm(g, sight, '平台接收了，但一直没有报告播完。请打电话核实各村有没有听到。'),
    ]
  const order: AirOrder = { ask: 'state', packet: serialOf(g.newNo('EBD')), of: b.serial!, at: isoIn(g.now, g.tz) }
  return [
    owe(g, b, order, { priority: 'routine', expiresAt: minutesAfter(g.now, poll_minutes) }),
    look(g, b, poll_minutes, Math.min(step + 1, 1000)),
    ...(b.state === 'accepted' && step === Math.ceil(silent_minutes / poll_minutes)
      ? alarm(g, sight, `平台接收已${silent_minutes}分钟，还没有报告播出。请打电话核实，必要时用村里的喇叭。`)
      : []),
  ]
}

/** The signature to a phone order is still missing. */
export function signatureDue(g: Ground, sight: BroadcastSight): Change[] {
  const { approval } = sight.broadcast
  if (!approval || approval.signedAt || approval.deniedAt) return []
  return [signDue(g, sight.broadcast), ...tellWatchers(g, sight, { only: approval.approver })]
}

// ---- what the platform reports ----

/** Which state of a village may follow which; a report of anything else is late or a repeat, and changes nothing. */
const MAY_FOLLOW: Record<AirVillage['state'], readonly AirVillage['state'][]> = {
  unreported: ['unplayed', 'waiting', 'playing', 'played', 'failed', 'cancelled'],
  unplayed: ['waiting', 'playing', 'played', 'failed', 'cancelled'],
  waiting: ['playing', 'played', 'failed', 'cancelled'],
  playing: ['played', 'failed', 'cancelled'],
  // tried again by the platform
  failed: ['playing', 'played', 'cancelled'],
  cancelled: [],
  played: [],
}

/** Reports on one broadcast, applied village by village. Repeats, and what comes out of order, change nothing. */
export function told(g: Ground, sight: BroadcastSight, reports: readonly AirReport[]): Change[] {
  const b = sight.broadcast
  if (!b.serial) return []
  const villages = new Map(sight.villages.map((v) => [v.villageCode, v]))
  const changed = new Set<string>()
  for (const r of [...reports].sort((x, y) => Date.parse(x.at) - Date.parse(y.at)))
    for (const v of villages.values()) {
      if (!covers(r.areas, v.villageCode)) continue
      const at = new Date(r.at)
      const older = v.reportedAt !== null && at < v.reportedAt
      const better = v.state === r.state && !older && r.coverage !== null && r.coverage !== v.coverage
      if (!better && (older || !MAY_FOLLOW[v.state].includes(r.state))) continue
      villages.set(v.villageCode, {
        villageCode: v.villageCode,
        state: r.state,
        coverage: r.coverage ?? v.coverage,
        reached: r.reached ?? v.reached,
        note: r.note,
        reportedAt: at,
      })
      changed.add(v.villageCode)
    }
  if (!changed.size) return []
  const now = [...villages.values()]
  const fresh = overall(now)
  // once it is over, only another end corrects it
  const state = OVER.includes(b.state) && !OVER.includes(fresh) ? b.state : fresh
  const next = { ...sight, broadcast: { ...b, state }, villages: now }
  return [
    { type: 'broadcast.told', id: b.id, state, villages: now.filter((v) => changed.has(v.villageCode)) },
    ...(OVER.includes(state)
      ? [{ type: 'deadlines.cleared', subjectId: b.id, kind: 'broadcast.follow' } as const]
      : []),
    ...tellWatchers(g, next),
    ...(state === 'failed' && b.state !== 'failed'
      ? alarm(g, next, '有的村没有播成，请用村里的喇叭、电话通知这些村。')
      : []),
  ]
}

/** No area = wherever it was to be heard; a township's, county's, city's or province's code covers everything below it. */
const covers = (areas: readonly string[], village: string) =>
  !areas.length || areas.some((code) => village.startsWith(stem(code)))

/** A code of 2 + 2 + 2 + 3 + 3 digits without its empty levels: 350599128000 → 350599128. */
function stem(code: string): string {
  for (const digits of [3, 3, 2, 2]) {
    if (!code.endsWith('0'.repeat(digits))) break
    code = code.slice(0, -digits)
  }
  return code
}

/** A broadcast is as far as its slowest village; over only when every village is. */
function overall(villages: readonly AirVillage[]): BroadcastState {
  const some = (...states: AirVillage['state'][]) => villages.some((v) => states.includes(v.state))
  if (some('playing')) return 'playing'
  if (some('waiting')) return 'waiting'
  if (some('unreported', 'unplayed')) return some('played', 'failed', 'cancelled') ? 'playing' : 'accepted'
  return some('failed') ? 'failed' : some('cancelled') ? 'cancelled' : 'played'
}

// ---- parts ----

function moved(g: Ground, sight: BroadcastSight, to: BroadcastState, note?: string): Change[] {
  const b = { ...sight.broadcast, state: to, endedAt: OVER.includes(to) ? g.now : null }
  return [
    { type: 'broadcast.moved', id: b.id, from: sight.broadcast.state, to, ...(note ? { note } : {}) },
    ...(b.endedAt ? [{ type: 'deadlines.cleared', subjectId: b.id, kind: 'broadcast.follow' } as const] : []),
    ...tellWatchers(g, { ...sight, broadcast: b }, note ? { note } : {}),
  ]
}

const look = (g: Ground, b: Broadcast, minutes: number, step: number): Change => ({
  type: 'deadline.set',
  id: g.newId(),
  kind: 'broadcast.follow',
  subjectId: b.id,
  dueAt: minutesAfter(g.now, minutes),
  step,
})

const signDue = (g: Ground, b: Broadcast): Change => ({
  type: 'deadline.set',
  id: g.newId(),
  kind: 'broadcast.sign',
  subjectId: b.id,
  dueAt: minutesAfter(g.now, g.settings.broadcast.sign_minutes),
  step: 0,
})

/** EBM-20261124-003 → 20261124-3. */
const serialOf = (no: string): Serial => {
  const [, day, n] = no.split('-')
  return `${day}-${Number(n)}`
}

function playOrder(g: Ground, b: Broadcast): AirOrder {
  const mark = (s: string) => (b.drill && !s.startsWith(DRILL_MARK) ? DRILL_MARK + s : s)
  return {
    ask: 'play',
    packet: serialOf(g.newNo('EBD')),
    serial: b.serial!,
    at: isoIn(g.now, g.tz),
    sender: g.roster.station.name,
    title: mark(b.title),
    text: mark(b.text),
    areas: b.villages.length ? b.villages : [g.roster.station.code.padEnd(12, '0')],
    from: isoIn(b.startAt!, g.tz),
    until: isoIn(b.endAt!, g.tz),
    event: b.event,
    severity: b.severity,
    ...(b.warningId ? { relayed: true as const } : {}),
    ...(b.drill && g.settings.broadcast.drill_msg_type ? { drillType: g.settings.broadcast.drill_msg_type } : {}),
  }
}

/** An order owed to the platform. What is aired, and what is taken off, waits behind nothing. */
const owe = (
  g: Ground,
  b: Broadcast,
  air: AirOrder,
  rest: { id?: string; still?: 'wanted'; expiresAt?: Date; priority?: 'routine' },
): Change => {
  const owed = say(
    g,
    CHANNEL,
    PLATFORM,
    { text: `${b.no} ${b.title}`, air, ...(b.drill ? { drill: true } : {}) },
    {
      priority: 'warning',
      about: { kind: 'broadcast', id: b.id },
      ...rest,
    },
  ) as Extract<Change, { type: 'message.owed' }>
  return rest.id ? { ...owed, owed: { ...owed.owed, id: rest.id } } : owed
}
