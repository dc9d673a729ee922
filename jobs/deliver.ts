/**
 * A channel's lane: claims due outbox rows, sends each under the channel's limits with the row's id as key, and settles them
 * in batches. One process runs a channel's lane at a time; what another left in flight is taken up when the lane is.
 */
import type { Channel } from '#bots/channel.ts'
import type { Db } from '#db/engine/tx.ts'
import { type Claimed, claim } from '#db/flow/claim.ts'
import type { OutboxRow } from '#db/flow/outbox.ts'
import { leftInFlight, nextDue, sentInLastMinute } from '#db/flow/outbox.ts'
import { type Settled, settle } from '#db/flow/settle.ts'
import { mayRepeat, settledReason } from '#domain/kernel/delivery.ts'
import { PRIORITY } from '#domain/kernel/fact.ts'
import { CONDITIONS } from '#domain/nouns.ts'
import { type Bell, createBell } from './bell.ts'
import { createPacer, type Pacer, type PacerClock, STEADY, type Urgency } from './pacer.ts'
import { createSender, type Send, settledAs } from './send.ts'
import { createSettler, type Settler } from './settler.ts'

/**
 * Most rows on their way at once, and how far ahead rows are claimed: short, so that a warning overtakes at once. Without
 * limits a channel's own connections take them as they can.
 */
const IN_FLIGHT = 256
const AHEAD_MS = 250
/** A busy lane claims this seldom, so that its claims are worth their round trip; an idle one claims at once. */
const CLAIM_EVERY_MS = 6
/** A lane under load hears of the next message this soon; only after it is the next due time looked up. */
const SOON_MS = 20

export interface LaneDeps {
  db: Db
  channel: Channel
  now(): Date
  log: { info(f: object, m: string): void; warn(f: object, m: string): void; error(f: object, m: string): void }
  /** Counts for /metrics. */
  count?(outcome: string): void
  /** What the platform's limits are paced by. */
  pacing?: PacerClock
}

export interface Lane {
  /** Runs until the signal aborts; resolves when nothing is in flight any more. */
  run(signal: AbortSignal): Promise<void>
  /** There is something new to send. */
  wake(): void
}

/** A lane while it runs. */
interface Running {
  deps: LaneDeps
  clock: PacerClock
  bell: Bell
  pacer: Pacer
  send: Send
  settler: Settler
  flight: Flight
}

export function createLane(deps: LaneDeps): Lane {
  const bell = createBell()
  return {
    wake: bell.ring,
    async run(signal) {
      signal.addEventListener('abort', bell.ring, { once: true })
      await takeOver(deps)
      const lane = await prepared(deps, bell)
      let failures = 0
      while (!signal.aborted) {
        try {
          await round(lane)
          failures = 0
        } catch (error) {
          failures += 1
          deps.log.error({ err: error, lane: deps.channel.name }, 'lane stumbled; trying again')
          await lane.clock.sleep(Math.min(10_000, 200 * 2 ** failures))
        }
      }
      await lane.flight.ended()
      await lane.settler.flush()
    },
  }
}

/** Rows in flight when the last holder died: inside the idempotency window the same key goes again, else unknown. */
async function takeOver({ db, channel, now, log }: LaneDeps): Promise<void> {
  const left = await leftInFlight(db, channel.name)
  if (!left.length) return
  log.warn({ lane: channel.name, rows: left.length }, 'taking up what was left in flight')
  const reason = 'left in flight'
  const settled = left.map((row) =>
    mayRepeat(row as never, channel.limits, now())
      ? settledAs(row, { state: 'queued', reason, available_at: now().toISOString(), doubt: true })
      : settledAs(row, { state: 'unknown', reason, doubt: true }),
  )
  await settle(db, settled, now())
}

async function prepared(deps: LaneDeps, bell: Bell): Promise<Running> {
  const { db, channel, now, log, count } = deps
  const clock = deps.pacing ?? STEADY
  const pacer = createPacer(channel.limits, clock, await lately(deps, clock))
  const flight = createFlight()
  const settler = createSettler({
    db,
    lane: channel.name,
    now,
    sleep: clock.sleep,
    log,
    most: IN_FLIGHT,
    settled(batch) {
      for (const b of batch) flight.free(b)
      // a card of the same slot may have waited for this one; what is to be tried again has a due time now
      if (batch.some((b) => b.slot || b.state === 'queued')) bell.ring()
    },
  })
  const send = createSender({ db, channel, pacer, clock, now, log, count })
  return { deps, clock, bell, pacer, send, settler, flight }
}

/** What went out in the last minute, by the clock that paces. */
async function lately({ db, channel, now }: LaneDeps, clock: PacerClock): Promise<number[]> {
  const at = now()
  const sent = await sentInLastMinute(db, channel.name, at)
  return sent.map((ms) => clock.nowMs() - Math.max(0, at.getTime() - ms)).sort((a, b) => a - b)
}

/** Claims what may start within a moment and starts it; then waits for room, for news, or for the next due time. */
async function round(lane: Running): Promise<void> {
  const { bell, clock, pacer, flight, deps } = lane
  bell.heard()
  await flight.worthAClaim(clock)
  const roomFor = (urgency: Urgency) => Math.min(IN_FLIGHT - flight.size(), pacer.room(AHEAD_MS, IN_FLIGHT, urgency))
  const urgency = roomFor('routine') > 0 ? 'routine' : 'urgent'
  const room = roomFor(urgency)
  const most = urgency === 'urgent' ? PRIORITY.alert : PRIORITY.routine
  const rows = room > 0 ? await claim(deps.db, deps.channel.name, room, most, deps.now(), flight.slots()) : []
  start(lane, rows)
  if (!room) await clock.sleep(pause(pacer, 'urgent'))
  else if (rows.length < room) await (urgency === 'urgent' ? bell.wait(pause(pacer, 'routine')) : drained(lane))
}

/** What is no longer due is settled unsent, with the reason. */
function start({ deps, settler, flight, send }: Running, rows: readonly Claimed[]): void {
  for (const row of rows) {
    const reason = settledReason(row as never, row.about, deps.now(), CONDITIONS)
    if (reason) settler.add(settledAs(row, { state: 'settled', reason }))
    else
      flight.add(
        row,
        send(row).then((settled) => settler.add(settled)),
      )
  }
}

/** Nothing more is due: waits for news, or for the next due time where none comes soon; at most a second. */
async function drained({ bell, deps }: Running): Promise<void> {
  if (await bell.wait(SOON_MS)) return
  const due = await nextDue(deps.db, deps.channel.name)
  await bell.wait(due ? Math.min(1000, Math.max(5, due.getTime() - deps.now().getTime())) : 1000)
}

/** Until the next message of that urgency may start, in ms; at most a second. */
const pause = (pacer: Pacer, urgency: Urgency) => Math.min(1000, Math.max(5, pacer.wait(urgency)))

type Flight = ReturnType<typeof createFlight>

/** What is on its way, and the slots whose card is, until it is settled. */
function createFlight() {
  const flying = new Set<Promise<void>>()
  const slots = new Set<string>()
  let claimedAt = Number.NEGATIVE_INFINITY
  let landed: (() => void) | undefined
  /** Until half of what may be under way is done; never long, since a warning may have come. */
  const half = async () => {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, AHEAD_MS)
      landed = () => {
        if (flying.size > IN_FLIGHT / 2) return
        clearTimeout(timer)
        resolve()
      }
    })
    landed = undefined
  }
  return {
    size: () => flying.size,
    slots: () => [...slots],
    add(row: Claimed, sending: Promise<void>): void {
      if (row.slot) slots.add(slotKey(row.slot, row.chat ?? row.account))
      const landing = sending.finally(() => {
        flying.delete(landing)
        landed?.()
      })
      flying.add(landing)
    },
    free: ({ slot, address }: Pick<Settled, 'slot' | 'address'>) => slot && slots.delete(slotKey(slot, address)),
    /** Resolves when the next claim is worth its round trip. */
    async worthAClaim(clock: PacerClock): Promise<void> {
      const since = performance.now() - claimedAt
      if (flying.size > IN_FLIGHT / 2) await half()
      else if (flying.size && since < CLAIM_EVERY_MS) await clock.sleep(CLAIM_EVERY_MS - since)
      claimedAt = performance.now()
    },
    ended: async () => void (await Promise.all(flying)),
  }
}

const slotKey = (slot: string, address: OutboxRow['chat']) => `${slot} ${address}`
