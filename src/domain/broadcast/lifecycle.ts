/**
 * Emergency broadcasts 应急广播: a township may air notices of its own area, and relays formal alarms unchanged
 * (应急广播管理暂行办法; practice of counties: the administrative head's signature with a log, in an emergency a phone order
 * first and the signature afterwards). Nothing goes on air on one person's word, and accepted is not played: what the
 * platform reports is kept apart for each village.
 */

import { kindNamed, NATIONAL } from '../cap/profile.ts'
import type { SendCondition } from '../kernel/fact.ts'
import { type AirOrder, type AirReport, DRILL_MARK, type Serial } from '../kernel/message.ts'
import { hasRole, type Person } from '../kernel/roster.ts'
import { type DecisionContext, say } from '../kernel/situation.ts'
import { isoIn, minutesAfter } from '../kernel/time.ts'
import { drillOrReal } from '../reading/drill.ts'
import { recordWords } from '../record/words.ts'
import { villagesOf } from '../warning/audience.ts'
import { titleOf, type Warning } from '../warning/warning.ts'
import {
  AIR_STATES,
  type AirVillage,
  APPROVERS,
  type Approval,
  BROADCAST_STATES,
  type Broadcast,
  type BroadcastState,
  type BroadcastView,
  mayBecome,
  mayStop,
  OVER,
  standingOf,
} from './broadcast.ts'
import { alarm, nameOfVillage, tellWatchers } from './card.ts'
import { WANTED } from './due.ts'
import type { Change } from './fact.ts'
import { broadcastWords } from './words.ts'

const CHANNEL = 'broadcast'
const PLATFORM = 'platform'
const MOST_CHARACTERS = 500

/** Why something was not done, for whoever asked: a sentence, the field, an example that would pass. */
export interface Fault {
  said: string
  field: 'text' | 'villages' | 'warning' | 'minutes'
  example: string
}

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
  g: DecisionContext,
  asked: Asked,
  open: readonly BroadcastView[],
): { fault: Fault } | { changes: Change[]; id: string } {
  const { warning } = asked
  const fault = (said: string, field: Fault['field'] = 'text', example: string = broadcastWords.example) => ({
    fault: { said, field, example },
  })
  if (!g.channels.includes(CHANNEL)) return fault(broadcastWords.noPlatformTell)
  const text = warning ? warning.original : (asked.text ?? '').trim()
  if (text.length < 2) return fault(broadcastWords.nothingToAir)
  if (!warning && text.length > MOST_CHARACTERS) return fault(broadcastWords.tooLong(MOST_CHARACTERS))
  const { verdict, words: said } = drillOrReal(text)
  const drill = warning ? warning.drill : verdict === 'drill'
  if (drill && !g.settings.broadcast.drill_msg_type) return fault(broadcastWords.noDrills, warning ? 'warning' : 'text')
  // of a warning an officer has said which it is; in words of our own nobody has
  if (!warning && verdict === 'doubt') return fault(broadcastWords.drillOrReal(said[0] ?? '演练'))
  if (warning && warning.state !== 'open')
    return fault(broadcastWords.warningOver, 'warning', '广播预警 YJ-20261124-001')
  const touched = warning ? villagesOf(g, warning) : asked.villages
  if (warning && !touched.length) return fault(broadcastWords.noVillages, 'warning')
  const villages = touched === 'all' ? [] : inOrder(g, touched)
  const hash = g.hashOf(text)
  const same = open.find(
    ({ broadcast: b }) =>
      !OVER.includes(b.state) && !b.stop && b.hash === hash && b.villages.join() === villages.join(),
  )
  if (same) return fault(broadcastWords.askedAlready(same.broadcast.no, BROADCAST_STATES[same.broadcast.state]))
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
    stopId: null,
    endedAt: null,
  }
  const view: BroadcastView = {
    broadcast,
    villages: [],
    warningState: warning?.state ?? null,
    warningArea: warning ?? null,
    delivery: null,
    stopDelivery: null,
  }
  return {
    id: broadcast.id,
    changes: [
      { type: 'broadcast.requested', broadcast },
      look(g, broadcast, g.settings.broadcast.approve_minutes, 0),
      ...tellWatchers(g, view),
    ],
  }
}

/** Village codes in one order, each once; every village of the township is the township. */
function inOrder(g: DecisionContext, codes: readonly string[]): string[] {
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
  g: DecisionContext,
  view: BroadcastView,
  approver: Person | undefined,
  order?: { recordedBy: string; saidAt: Date },
): Change[] | string {
  const b = view.broadcast
  if (b.state !== 'requested')
    return (b.approval ? broadcastWords.airMeanwhile : broadcastWords.airNotNow)(b.no, BROADCAST_STATES[b.state])
  if (!approver?.active || !hasRole(approver, ...APPROVERS)) return broadcastWords.leadersAgree
  if (approver.id === b.requestedBy) return broadcastWords.notYourOwn
  if (warningOver(view)) return broadcastWords.warningOver
  if (!g.channels.includes(CHANNEL)) return broadcastWords.noPlatform
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
    owe(g, approved, playOrder(g, approved), { id: approved.playId, still: WANTED.name, expiresAt: approved.endAt }),
    { type: 'deadlines.cleared', subjectId: b.id, kind: 'broadcast.follow' },
    look(g, approved, HANDING_OVER_MINUTES, 1),
    ...(order ? [signDue(g, approved)] : []),
    ...tellWatchers(g, { ...view, broadcast: approved, villages }),
  ]
}

/** The giver of a phone order signs for it afterwards. */
export function sign(
  g: DecisionContext,
  view: BroadcastView,
  person: Person | undefined,
  denied = false,
): Change[] | string {
  const b = view.broadcast
  if (!b.approval || b.approval.signedAt || b.approval.deniedAt) return recordWords.alreadyDone
  if (person?.id !== b.approval.approver) return broadcastWords.signYourself
  const at = g.now.toISOString()
  const approval = { ...b.approval, ...(denied ? { deniedAt: at } : { signedAt: at }) }
  const next = { ...view, broadcast: { ...b, approval } }
  return [
    { type: 'broadcast.signed', id: b.id, approval },
    { type: 'deadlines.cleared', subjectId: b.id, kind: 'broadcast.sign' },
    ...(denied
      ? [...alarm(g, next, broadcastWords.denied(person.name)), ...stop(g, next, person.id, '未经本人同意')]
      : tellWatchers(g, next)),
  ]
}

export function decline(g: DecisionContext, view: BroadcastView, person: Person | undefined): Change[] | string {
  const b = view.broadcast
  return b.state === 'requested' && person
    ? moved(g, view, 'declined', `${person.name}没有同意`)
    : broadcastWords.airMeanwhile(b.no, BROADCAST_STATES[b.state])
}

/**
 * Taken off: before approval it lapses; afterwards the platform is told to stop, and it is stopped only once the platform says
 * so. Asked again, it is a new order, and what the platform said of an end before is no longer believed.
 */
export function stop(g: DecisionContext, view: BroadcastView, by: string, reason: string): Change[] {
  const b = view.broadcast
  if (!mayStop(b)) return []
  if (b.state === 'requested') return moved(g, view, 'lapsed', reason)
  const asked: Broadcast = {
    ...b,
    state: 'stopping',
    endedAt: null,
    stop: { by, at: g.now.toISOString(), reason, serials: b.stop?.serials ?? [] },
    stopId: null,
  }
  // the platform writes whole seconds: what it stamped before this one is no answer to this order
  const since = new Date(Math.floor(g.now.getTime() / 1000) * 1000)
  const doubted = view.villages
    .filter((v) => v.state === 'cancelled' || v.state === 'disputed')
    .map(
      (v): AirVillage => ({
        ...v,
        state: 'unreported',
        note: broadcastWords.stopAgain,
        // nor is what bears the very stamp of the word that is doubted
        reportedAt: v.reportedAt && v.reportedAt >= since ? new Date(v.reportedAt.getTime() + 1) : since,
      }),
    )
  const villages = view.villages.map((v) => doubted.find((d) => d.villageCode === v.villageCode) ?? v)
  const order = mayHaveArrived(view) ? stopOrder(g, asked) : { broadcast: asked, changes: [] }
  return [
    { type: 'broadcast.stopped', broadcast: order.broadcast, from: b.state, villages: doubted },
    ...order.changes,
    { type: 'deadlines.cleared', subjectId: b.id, kind: 'broadcast.follow' },
    look(g, b, HANDING_OVER_MINUTES, 1),
    ...tellWatchers(g, { ...view, broadcast: order.broadcast, villages }),
  ]
}

/** The order itself, under a number of its own. */
function stopOrder(g: DecisionContext, b: Broadcast): { broadcast: Broadcast; changes: Change[] } {
  const serial = serialOf(g.newNo('EBM'))
  const stopId = g.newId()
  const order: AirOrder = {
    ask: 'stop',
    packet: serialOf(g.newNo('EBD')),
    serial,
    of: b.serial!,
    at: isoIn(g.now, g.tz),
    sender: g.roster.station.name,
  }
  return {
    broadcast: { ...b, stopId, stop: { ...b.stop!, serials: [...(b.stop!.serials ?? []), serial] } },
    changes: [owe(g, b, order, { id: stopId })],
  }
}

// ---- what is looked at again ----

/** How soon, and how often, it is looked at whether the platform took it. */
const HANDING_OVER_MINUTES = 5 / 60
/** Looks after which the officers hear that the platform does not take it: one minute. */
const NOT_TAKEN_LOOKS = 12
/** How long after its end, or after it was asked to stop, the platform may still report. */
const GRACE_MINUTES = 10
/** How long what the platform last reported as on air is followed beyond that. */
const STILL_MINUTES = 24 * 60
/** What is alarming, and lasts, is said again this often. */
const NAG_MINUTES = 10
const MOST_LOOKS = 32_760

/** The one deadline of a broadcast falls due. */
export function follow(g: DecisionContext, view: BroadcastView, step: number): Change[] {
  const b = view.broadcast
  if (b.state === 'requested') return awaited(g, view, step)
  if (!b.approval) return []
  const why = b.stop || OVER.includes(b.state) ? undefined : whyStop(g, view)
  if (why) return stop(g, view, 'anan', why)
  // asked to stop while its fate was open: now that it may have arrived, the order to stop goes after it
  if (b.stop && !b.stopId && !OVER.includes(b.state) && mayHaveArrived(view)) {
    const order = stopOrder(g, b)
    return [
      { type: 'broadcast.stopped', broadcast: order.broadcast, from: b.state, villages: [] },
      ...order.changes,
      look(g, b, HANDING_OVER_MINUTES, 1),
    ]
  }
  return proceed(g, view, view, step)
}

const warningOver = ({ broadcast, warningState }: BroadcastView) =>
  broadcast.warningId !== null && warningState !== 'open'

/** The warning has left some of the villages to another: what airs there is no longer so. */
function beyondWarning(g: DecisionContext, { broadcast: b, warningArea }: BroadcastView): boolean {
  const touched = warningArea ? villagesOf(g, warningArea) : 'all'
  if (touched === 'all') return false
  return (b.villages.length ? b.villages : g.roster.villages.map((v) => v.code)).some((v) => !touched.includes(v))
}

function whyStop(g: DecisionContext, view: BroadcastView): string | undefined {
  if (warningOver(view)) return view.warningState === 'superseded' ? '预警已被替代' : '预警已解除'
  if (beyondWarning(g, view)) return broadcastWords.areaChanged
  return view.broadcast.endAt && view.broadcast.endAt <= g.now ? '已到结束时间' : undefined
}

function awaited(g: DecisionContext, view: BroadcastView, step: number): Change[] {
  const b = view.broadcast
  if (warningOver(view)) return moved(g, view, 'lapsed', '预警已结束')
  if (minutesAfter(b.createdAt, g.settings.broadcast.lapse_minutes) <= g.now)
    return moved(g, view, 'lapsed', '一直没有批准')
  return [look(g, b, g.settings.broadcast.approve_minutes, step + 1), ...tellWatchers(g, view, { urgent: true })]
}

/** Where it stands by all that is known of it: what became of our orders, what the platform reported, what time it is. */
export function standing(g: DecisionContext, view: BroadcastView): BroadcastState {
  const { broadcast: b, villages } = view
  if (!b.approval || !b.endAt) return b.state
  const base = isHeard(view) ? overall(villages, !!b.stop) : ofOrder(view)
  if (OVER.includes(base) || base === 'still_playing') return base
  const last = Math.max(b.endAt.getTime(), b.stop ? Date.parse(b.stop.at) : 0)
  if (minutesAfter(new Date(last), GRACE_MINUTES) <= g.now)
    return base === 'playing' && minutesAfter(new Date(last), STILL_MINUTES) > g.now ? 'still_playing' : 'expired'
  return b.stop ? ofStop(g, view) : base
}

const isHeard = ({ villages }: BroadcastView) => villages.some((v) => v.state !== 'unreported' || v.reportedAt)

/** Whether the platform may have the order: it did not stay with us for certain. */
const mayHaveArrived = (view: BroadcastView) =>
  isHeard(view) || !['approved', 'unsent', 'refused'].includes(ofOrder(view)) || view.delivery?.state === 'leased'

/** As far as the fate of the order to air it tells. */
function ofOrder({ delivery, broadcast: b }: BroadcastView): BroadcastState {
  const { state, doubt } = delivery ?? { state: 'queued', doubt: false }
  if (state === 'sent') return 'accepted'
  if (doubt || state === 'unknown') return 'unanswered'
  if (state === 'refused') return 'refused'
  // to be stopped and waiting still: the lane lets it lie from now on
  return state === 'settled' || (state === 'queued' && b.stop) ? 'unsent' : 'approved'
}

/** As far as the fate of the order to stop it tells. */
function ofStop(g: DecisionContext, { stopDelivery, broadcast: b }: BroadcastView): BroadcastState {
  const { state, doubt, reason } = stopDelivery ?? { state: 'queued', doubt: false, reason: null }
  if (state === 'sent') {
    if (b.stop!.failed) return 'stop_refused'
    const late = minutesAfter(new Date(b.stop!.at), g.settings.broadcast.silent_minutes) <= g.now
    return late && g.now < b.endAt! ? 'stop_unknown' : 'stopping'
  }
  if (doubt || state === 'unknown') return 'stop_unknown'
  return state === 'refused' || (state === 'queued' && reason?.startsWith('config ')) ? 'stop_refused' : 'stopping'
}

/**
 * What follows from what is known now: the state, its alarm, another question to the platform, and when to look again.
 * @param step how often it was looked at in this state; undefined where it is no look that is due.
 */
function proceed(g: DecisionContext, was: BroadcastView, now: BroadcastView, step: number | undefined): Change[] {
  const from = was.broadcast.state
  const found = standing(g, now)
  const to = found !== from && mayBecome(from, found) ? found : from
  const entered = to !== from
  const b = { ...now.broadcast, state: to, endedAt: OVER.includes(to) ? (now.broadcast.endedAt ?? g.now) : null }
  const sight = { ...now, broadcast: b }
  const changed = now.villages.filter((v) => !was.villages.includes(v))
  const s = standingOf(to)
  const looked = entered ? 0 : (step ?? 0)
  return [
    ...(changed.length
      ? [{ type: 'broadcast.told', id: b.id, from, state: to, villages: changed } as const]
      : entered
        ? [{ type: 'broadcast.moved', id: b.id, from, to, ...noteOf(sight) } as const]
        : []),
    ...(asks(g, sight, looked, entered, step !== undefined) ? [stateAsked(g, b)] : []),
    ...lookAgain(g, sight, looked, entered, step !== undefined),
    ...(entered || changed.some((v) => isNews(was, v)) ? tellWatchers(g, sight) : []),
    ...(entered && s.alarm ? alarm(g, sight) : []),
    ...amiss(g, was, sight, entered && !!s.alarm),
    ...(entered || step === undefined ? [] : overdue(g, sight, step)),
  ]
}

/** More than that the same was said again. */
const isNews = (was: BroadcastView, v: AirVillage) =>
  was.villages.some(
    (w) => w.villageCode === v.villageCode && (w.state !== v.state || w.coverage !== v.coverage || w.note !== v.note),
  )

const noteOf = ({ broadcast: b, delivery }: BroadcastView) =>
  b.state === 'refused' && delivery?.reason ? { note: delivery.reason } : {}

/** Orders of ours are under way: looked at soon, since what becomes of them is seen only by looking. */
const underWay = (view: BroadcastView) =>
  (!isHeard(view) && (view.delivery === null || OPEN.includes(view.delivery.state))) ||
  (!!view.broadcast.stopId && !!view.stopDelivery && OPEN.includes(view.stopDelivery.state)) ||
  (!!view.broadcast.stop && !view.broadcast.stopId)
const OPEN = ['queued', 'leased']

/** So many looks make one poll while orders of ours are under way. */
const pollOf = (g: DecisionContext, view: BroadcastView) =>
  underWay(view) && !OVER.includes(view.broadcast.state)
    ? { minutes: HANDING_OVER_MINUTES, every: Math.round(g.settings.broadcast.poll_minutes / HANDING_OVER_MINUTES) }
    : { minutes: g.settings.broadcast.poll_minutes, every: 1 }

/** What is not known is asked for when it comes to be unknown, and at every poll. */
function asks(g: DecisionContext, view: BroadcastView, looked: number, entered: boolean, due: boolean): boolean {
  const { asked, alarm } = standingOf(view.broadcast.state)
  if (!asked) return false
  return entered ? !!alarm : due && looked % pollOf(g, view).every === 0
}

function lookAgain(g: DecisionContext, view: BroadcastView, looked: number, entered: boolean, due: boolean): Change[] {
  const b = view.broadcast
  const { asked, over } = standingOf(b.state)
  if (!entered && !due) return []
  const clear = { type: 'deadlines.cleared', subjectId: b.id, kind: 'broadcast.follow' } as const
  const more = over ? typeof asked === 'object' && looked < asked.times : true
  if (!more) return [clear]
  const minutes = (over && typeof asked === 'object' && asked.minutes) || pollOf(g, view).minutes
  return [clear, look(g, b, minutes, Math.min(looked + 1, MOST_LOOKS))]
}

const stateAsked = (g: DecisionContext, b: Broadcast): Change =>
  owe(
    g,
    b,
    { ask: 'state', packet: serialOf(g.newNo('EBD')), of: b.serial!, at: isoIn(g.now, g.tz) },
    { priority: 'routine', expiresAt: minutesAfter(g.now, g.settings.broadcast.poll_minutes) },
  )

/** Villages that came to be without it while others go on: their people are told now, and not when all is over. */
function amiss(g: DecisionContext, was: BroadcastView, now: BroadcastView, alarmed: boolean): Change[] {
  const wrong = (v: AirVillage) =>
    ['failed', 'partial', 'disputed', 'resumed'].includes(v.state) || (v.state === 'cancelled' && !now.broadcast.stop)
  const fresh = now.villages.filter(
    (v) => wrong(v) && was.villages.find((w) => w.villageCode === v.villageCode)?.state !== v.state,
  )
  return fresh.length && !alarmed
    ? alarm(g, now, broadcastWords.amiss(fresh.map((v) => `${nameOfVillage(g, v)}${AIR_STATES[v.state]}`)))
    : []
}

/** What has lasted too long without a state of its own, and what is alarming still. */
function overdue(g: DecisionContext, view: BroadcastView, step: number): Change[] {
  const b = view.broadcast
  const { poll_minutes, silent_minutes } = g.settings.broadcast
  const refused = [view.delivery, view.stopDelivery].some(
    (d) => d?.state === 'queued' && d.reason?.startsWith('config '),
  )
  if (step === NOT_TAKEN_LOOKS && b.state === 'approved')
    return alarm(g, view, refused ? broadcastWords.notTaken : broadcastWords.notArrived)
  if (step === NOT_TAKEN_LOOKS && b.state === 'stopping' && underWay(view))
    return alarm(g, view, broadcastWords.stopNotArrived)
  if (b.state === 'accepted' && step === Math.ceil(silent_minutes / poll_minutes))
    return alarm(g, view, broadcastWords.silent(silent_minutes))
  const again = standingOf(b.state)
  const nag = Math.ceil(NAG_MINUTES / poll_minutes) * pollOf(g, view).every
  return again.alarm && !again.over && step % nag === 0 ? alarm(g, view) : []
}

/** The signature to a phone order is still missing. */
export function signatureDue(g: DecisionContext, view: BroadcastView): Change[] {
  const { approval } = view.broadcast
  if (!approval || approval.signedAt || approval.deniedAt) return []
  return [signDue(g, view.broadcast), ...tellWatchers(g, view, { only: approval.approver })]
}

// ---- what the platform reports ----

type Village = AirVillage['state']

/** Ends that the platform may report of a village. One of them after another of them is a contradiction. */
const ENDS: readonly Village[] = ['played', 'partial', 'failed', 'cancelled', 'disputed']

/**
 * What a report makes of a village: its new state, or undefined where it is late, a repeat or nothing new.
 * @param how `later`: stamped after the last one that counted; `own`: it names this very village; `stopped`: it was to stop.
 */
function villageAfter(
  was: Village,
  says: Village,
  how: { later: boolean; own: boolean; stopped: boolean },
): Village | undefined {
  if (was === says) return undefined
  if (!ENDS.includes(was)) {
    if (was === 'resumed') return ENDS.includes(says) ? says : undefined
    return FORWARD.indexOf(says) > FORWARD.indexOf(was) ? says : undefined
  }
  // on air again after an end: only where it is stamped later, since packets overtake each other
  if (says === 'playing') {
    // a word on the whole says no more than that something plays
    if (!how.later || (was === 'played' && !how.stopped && !how.own)) return undefined
    return was === 'cancelled' || how.stopped ? 'resumed' : 'playing'
  }
  if (!ENDS.includes(says) || was === 'disputed') return undefined
  // a word on the whole does not make good what was said of one village
  if (says === 'played' && (was === 'failed' || was === 'partial')) return how.own && how.later ? 'played' : undefined
  if (was === 'played' && says === 'partial') return 'partial'
  if (was === 'partial' && says === 'failed') return undefined
  if (was === 'failed' && how.later) return says
  return 'disputed'
}
const FORWARD: readonly Village[] = ['unreported', 'unplayed', 'waiting', 'playing', ...ENDS]

/** How far the platform's clock may be from ours. */
const SKEW_MS = 2 * 60_000

/**
 * When a report holds. A time that cannot be, after it was heard or before its order was given, is none, and must not hide
 * what is said besides: ahead, it holds since it was heard; too early, it is the first word there was, except that what is
 * said to be on air is so when that is heard.
 */
function timeOf(r: AirReport, startAt: Date, heardAt: Date): Date {
  const at = new Date(r.at)
  if (at.getTime() > heardAt.getTime() + SKEW_MS) return heardAt
  if (at.getTime() >= startAt.getTime() - SKEW_MS) return at
  return r.state === 'playing' ? heardAt : startAt
}

/**
 * Reports on one broadcast, applied village by village. Repeats, and what comes out of order, change nothing.
 * @param heardAt when the packet that brought them reached us.
 */
export function recordReports(
  g: DecisionContext,
  view: BroadcastView,
  reports: readonly AirReport[],
  heardAt: Date = g.now,
): Change[] {
  const b = view.broadcast
  if (!b.serial || !b.startAt) return []
  const { startAt } = b
  const timed = reports.map((r) => ({ r, at: timeOf(r, startAt, heardAt) }))
  const villages = new Map(view.villages.map((v) => [v.villageCode, v]))
  for (const { r, at } of timed.sort((x, y) => x.at.getTime() - y.at.getTime())) {
    if (r.of !== b.serial) continue
    for (const v of villages.values()) {
      if (!covers(r.areas, v.villageCode)) continue
      if (v.reportedAt !== null && at < v.reportedAt) continue
      const { says, note } = heardIn(r, v.villageCode)
      const how = {
        later: v.reportedAt === null || at > v.reportedAt,
        own: r.areas.includes(v.villageCode),
        stopped: !!b.stop,
      }
      const state = villageAfter(v.state, says, how)
      const better =
        v.state === says &&
        ((r.coverage !== null && r.coverage !== v.coverage) || (how.later && note !== null && note !== v.note))
      // said again later: an older word that comes after it counts no more, and nobody needs a card for it
      if (!state && !better) {
        if (v.state === says && how.later) villages.set(v.villageCode, { ...v, reportedAt: at })
        continue
      }
      villages.set(v.villageCode, {
        villageCode: v.villageCode,
        state: state ?? v.state,
        coverage: r.coverage ?? v.coverage,
        reached: r.reached ?? v.reached,
        note: state === 'disputed' ? `先报${AIR_STATES[v.state]}，又报${AIR_STATES[says]}` : note,
        reportedAt: at,
      })
    }
  }
  const failed =
    !!b.stop && !b.stop.failed && reports.some((r) => r.state === 'failed' && b.stop!.serials?.at(-1) === r.of)
  const stopped: Broadcast = failed ? { ...b, stop: { ...b.stop!, failed } } : b
  const now = [...villages.values()].map((v, i) => (v === view.villages[i] ? view.villages[i]! : v))
  if (!failed && now.every((v) => view.villages.includes(v))) return []
  return [
    ...(failed ? [stopNoted(stopped)] : []),
    ...proceed(g, view, { ...view, broadcast: stopped, villages: now }, undefined),
  ]
}

const stopNoted = (b: Broadcast): Change => ({ type: 'broadcast.stopped', broadcast: b, from: b.state, villages: [] })

/**
 * What a report says of one village: over, where no device there plays on; played, where every device there played. Names of
 * those that are otherwise.
 */
function heardIn(r: AirReport, village: string): { says: Village; note: string | null } {
  const here = (r.devices ?? []).filter((d) => !d.area || covers([d.area], village))
  const on = ENDS.includes(r.state) ? here.filter((d) => d.state === 'playing') : []
  const silent = here.filter((d) =>
    r.state === 'played' || r.state === 'failed' ? d.state !== 'played' && !on.includes(d) : d.state === 'failed',
  )
  const nowhere = r.state === 'played' && (r.coverage === 0 ? '覆盖0%' : terminalsOf(r) === 0 ? '喇叭0只' : '')
  const note =
    [namesOf('还在播', on), namesOf('没有播出', silent), nowhere ? `平台报${nowhere}` : '', r.note]
      .filter(Boolean)
      .join('；') || null
  if (on.length) return { says: 'playing', note }
  if (r.state === 'played' && silent.length)
    return { says: silent.length === here.length && here.some((d) => d.area) ? 'failed' : 'partial', note }
  if (nowhere || (r.state === 'failed' && silent.length && silent.length < here.length))
    return { says: 'partial', note }
  return { says: r.state, note }
}

const namesOf = (what: string, devices: readonly { name: string }[]) => {
  const names = devices.slice(0, MOST_NAMES).map((d) => d.name)
  return names.length && `${what}：${names.join('、')}${devices.length > MOST_NAMES ? `等${devices.length}个` : ''}`
}

/** Loudspeakers that the platform counts as reached; undefined where it does not say. */
const terminalsOf = ({ reached }: AirReport) => {
  const said = reached?.split(',')[3]
  return said === undefined ? undefined : Number(said)
}
const MOST_NAMES = 5

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
function overall(villages: readonly AirVillage[], stopped: boolean): BroadcastState {
  const some = (...states: Village[]) => villages.some((v) => states.includes(v.state))
  const every = (state: Village) => villages.every((v) => v.state === state)
  if (some('resumed')) return 'still_playing'
  if (some('playing')) return 'playing'
  if (some('waiting')) return 'waiting'
  if (some('unreported', 'unplayed')) return some('played', 'partial') ? 'playing' : 'accepted'
  if (some('disputed')) return 'disputed'
  if (every('played')) return 'played'
  if (stopped && some('cancelled')) return 'cancelled'
  if (every('cancelled')) return 'dropped'
  return every('failed') ? 'failed' : 'partial'
}

// ---- parts ----

function moved(g: DecisionContext, view: BroadcastView, to: BroadcastState, note?: string): Change[] {
  const b = { ...view.broadcast, state: to, endedAt: OVER.includes(to) ? g.now : null }
  return [
    { type: 'broadcast.moved', id: b.id, from: view.broadcast.state, to, ...(note ? { note } : {}) },
    ...(b.endedAt ? [{ type: 'deadlines.cleared', subjectId: b.id, kind: 'broadcast.follow' } as const] : []),
    ...tellWatchers(g, { ...view, broadcast: b }, note ? { note } : {}),
  ]
}

const look = (g: DecisionContext, b: Broadcast, minutes: number, step: number): Change => ({
  type: 'deadline.set',
  id: g.newId(),
  kind: 'broadcast.follow',
  subjectId: b.id,
  dueAt: minutesAfter(g.now, minutes),
  step,
})

const signDue = (g: DecisionContext, b: Broadcast): Change => ({
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

function playOrder(g: DecisionContext, b: Broadcast): AirOrder {
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
  g: DecisionContext,
  b: Broadcast,
  air: AirOrder,
  rest: { id?: string; still?: SendCondition; expiresAt?: Date; priority?: 'routine' },
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
