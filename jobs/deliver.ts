/**
 * A channel's lane: claims due outbox rows, sends each under the channel's limits with the row's id as key, and settles them
 * in batches. One process runs a channel's lane at a time; what another left in flight is taken up when the lane is.
 */
import type { Channel } from '#bots/channel.ts'
import type { Db } from '#db/engine/tx.ts'
import {
  type Claimed,
  claim,
  keepPacket,
  keptPacket,
  leftInFlight,
  nextDue,
  type Settled,
  sentInLastMinute,
  settle,
} from '#db/flow/outbox.ts'
import type { OutboxRow } from '#db/flow/tables.ts'
import { type Attempt, mayRepeat, next, settledReason } from '#domain/kernel/delivery.ts'
import { PRIORITY } from '#domain/kernel/fact.ts'
import { CONDITIONS } from '#domain/nouns.ts'
import { createPacer, type Pacer, type PacerClock, STEADY, type Urgency } from './pacer.ts'

/**
 * Most rows on their way at once, and how far ahead rows are claimed: short, so that a warning overtakes at once. Without
 * limits a channel's own connections take them as they can.
 */
const IN_FLIGHT = 256
const AHEAD_MS = 250
const SETTLE_EVERY_MS = 25
/** A busy lane claims this seldom, so that its claims are worth their round trip; an idle one claims at once. */
const CLAIM_EVERY_MS = 6
/** A lane under load hears of the next message this soon; only after it is the next due time looked up. */
const SOON_MS = 20

export interface LaneParts {
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

export function createLane({ db, channel, now, log, count, pacing = STEADY }: LaneParts): Lane {
  const { nowMs, sleep } = pacing
  let awake = false
  /** Sends under way. */
  const flying = new Set<Promise<void>>()
  let landed: (() => void) | undefined
  /** Slots with a card in flight, until it is settled. */
  const slots = new Set<string>()
  let alarm: (() => void) | undefined
  const wake = () => {
    awake = true
    alarm?.()
  }

  async function run(signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', wake, { once: true })
    await takeOver()
    const pacer = createPacer(channel.limits, pacing, await lately())
    const settler = createSettler()
    let failures = 0
    let claimedAt = Number.NEGATIVE_INFINITY
    while (!signal.aborted) {
      awake = false
      try {
        const since = performance.now() - claimedAt
        if (flying.size > IN_FLIGHT / 2) await landing()
        else if (flying.size && since < CLAIM_EVERY_MS) await sleep(CLAIM_EVERY_MS - since)
        claimedAt = performance.now()
        const roomFor = (urgency: Urgency) =>
          Math.min(IN_FLIGHT - flying.size, pacer.room(AHEAD_MS, IN_FLIGHT, urgency))
        const urgency = roomFor('routine') > 0 ? 'routine' : 'urgent'
        const room = roomFor(urgency)
        const most = urgency === 'urgent' ? PRIORITY.alert : PRIORITY.routine
        const rows = room > 0 ? await claim(db, channel.name, room, most, now(), [...slots]) : []
        start(rows, pacer, settler)
        if (!room) await sleep(pause(pacer, 'urgent'))
        else if (rows.length < room) await (urgency === 'urgent' ? news(pause(pacer, 'routine')) : drained())
        failures = 0
      } catch (error) {
        failures += 1
        log.error({ err: error, lane: channel.name }, 'lane stumbled; trying again')
        await sleep(Math.min(10_000, 200 * 2 ** failures))
      }
    }
    await Promise.all(flying)
    await settler.flush()
  }

  /** What went out in the last minute, by the clock that paces. */
  async function lately(): Promise<number[]> {
    const at = now()
    const sent = await sentInLastMinute(db, channel.name, at)
    return sent.map((ms) => nowMs() - Math.max(0, at.getTime() - ms)).sort((a, b) => a - b)
  }

  /** Rows in flight when the last holder died: inside the idempotency window the same key goes again, else unknown. */
  async function takeOver(): Promise<void> {
    const left = await leftInFlight(db, channel.name)
    if (!left.length) return
    log.warn({ lane: channel.name, rows: left.length }, 'taking up what was left in flight')
    await settle(
      db,
      left.map((row) =>
        settledAs(
          row,
          mayRepeat(row as never, channel.limits, now())
            ? { state: 'queued', reason: 'left in flight', available_at: now().toISOString(), doubt: true }
            : { state: 'unknown', reason: 'left in flight', doubt: true },
        ),
      ),
      now(),
    )
  }

  function start(rows: Claimed[], pacer: Pacer, settler: Settler): void {
    for (const row of rows) {
      const reason = settledReason(row as never, row.about, now(), CONDITIONS)
      if (reason) {
        settler.add(settledAs(row, { state: 'settled', reason }))
        continue
      }
      if (row.slot) slots.add(slotKey(row))
      const sending = sendOne(row, pacer, settler).finally(() => {
        flying.delete(sending)
        landed?.()
      })
      flying.add(sending)
    }
  }

  /** What was rendered last: a warning is the same message to hundreds of chats. */
  let drawn = { message: '', wire: undefined as unknown }
  function wireOf(message: string): unknown {
    if (drawn.message !== message) drawn = { message, wire: channel.render(JSON.parse(message)) }
    return drawn.wire
  }

  /** What was signed for this row, now or the first time: it is kept before it goes out. */
  async function packetOf(id: string, wire: unknown): Promise<Uint8Array | Attempt | undefined> {
    if (!channel.prepare) return undefined
    const kept = await keptPacket(db, id)
    if (kept) return Buffer.from(kept, 'base64')
    const made = await channel.prepare(wire)
    return 'packet' in made
      ? Buffer.from(await keepPacket(db, id, Buffer.from(made.packet).toString('base64')), 'base64')
      : made
  }

  async function sendOne(row: Claimed, pacer: Pacer, settler: Settler): Promise<void> {
    let at: number
    do {
      at = pacer.take(row.chat ?? row.account ?? '', urgencyOf(row))
      if (at > nowMs()) await sleep(at - nowMs())
    } while (pacer.stopped(at))
    const to = { channel: channel.name, chat: row.chat ?? undefined, account: row.account ?? undefined }
    const edit = channel.limits.edits ? (row.shown ?? undefined) : undefined
    const attempt: Attempt = await attemptTo(async () => {
      const wire = wireOf(row.message)
      const packet = await packetOf(row.id, wire)
      if (packet && 'kind' in packet) return packet
      return channel.send(to, wire, row.id, {
        replyTo: row.replyTo ?? undefined,
        edit,
        urgent: row.urgent ?? undefined,
        ...(packet ? { packet } : {}),
      })
    })
    count?.(attempt.kind)
    if (attempt.kind === 'again' && attempt.pause) pacer.pause(attempt.afterMs, at)
    else pacer.landed(at)
    if (attempt.kind === 'refused')
      log.warn(
        { lane: channel.name, outbox: row.id, reason: attempt.reason, code: attempt.code },
        'the platform refused a message',
      )
    const after = next(row as never, attempt, channel.limits, now())
    const doubt = attempt.kind === 'unknown'
    settler.add(
      settledAs(
        row,
        after.state === 'sent'
          ? { state: 'sent', provider_id: after.providerId, reason: after.reason }
          : after.state === 'queued'
            ? {
                state: 'queued',
                reason: after.reason,
                doubt,
                available_at: new Date(now().getTime() + after.afterMs).toISOString(),
              }
            : { state: after.state, reason: after.reason, doubt },
      ),
    )
  }

  /** A channel returns outcomes; one that throws all the same has an unknown result. */
  const attemptTo = (send: () => Promise<Attempt>) =>
    send().catch((error): Attempt => {
      log.error({ err: error, lane: channel.name }, 'a channel threw while sending')
      return { kind: 'unknown', code: 'threw' }
    })

  /** Until half of what may be under way is done, so that the next claim is worth its round trip; never long, since a warning may have come. */
  async function landing(): Promise<void> {
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

  /** Nothing more is due: waits for news, or for the next due time where none comes soon; at most a second. */
  async function drained(): Promise<void> {
    if (await news(SOON_MS)) return
    const due = await nextDue(db, channel.name)
    await news(due ? Math.min(1000, Math.max(5, due.getTime() - now().getTime())) : 1000)
  }

  /** Resolves at the next wake, true, or after so many ms. */
  const news = (ms: number): Promise<boolean> =>
    awake
      ? Promise.resolve(true)
      : new Promise((resolve) => {
          const timer = setTimeout(() => resolve(awake), ms)
          alarm = () => {
            clearTimeout(timer)
            resolve(true)
          }
        })

  /** Gathers settlements for a few milliseconds, then writes them at once. */
  function createSettler() {
    let waiting: Settled[] = []
    let timer: NodeJS.Timeout | undefined
    let writing = Promise.resolve()
    const flush = (): Promise<void> => {
      clearTimeout(timer)
      timer = undefined
      const batch = waiting
      waiting = []
      if (!batch.length) return writing
      writing = writing.then(async () => {
        for (let tries = 0; ; tries++) {
          try {
            await settle(db, batch, now())
            for (const b of batch) if (b.slot) slots.delete(`${b.slot} ${b.address}`)
            // a card of the same slot may have waited for this one; what is to be tried again has a due time now
            if (batch.some((b) => b.slot || b.state === 'queued')) wake()
            return
          } catch (error) {
            // Unsettled rows stay leased; the key makes a repeat harmless once the lane is taken up again.
            log.error({ err: error, lane: channel.name, rows: batch.length, tries }, 'could not settle')
            if (tries >= 30) return
            await sleep(Math.min(5000, 100 * 2 ** tries))
          }
        }
      })
      return writing
    }
    return {
      add(s: Settled): void {
        waiting.push(s)
        if (waiting.length >= IN_FLIGHT) void flush()
        else timer ??= setTimeout(flush, SETTLE_EVERY_MS)
      },
      flush,
    }
  }
  type Settler = ReturnType<typeof createSettler>

  return { run, wake }
}

const settledAs = (
  row: Pick<OutboxRow, 'id' | 'attempts' | 'slot' | 'channel' | 'chat' | 'account'>,
  s: { state: OutboxRow['state']; reason?: string; provider_id?: string; available_at?: string; doubt?: boolean },
): Settled => ({
  id: row.id,
  attempts: row.attempts,
  state: s.state,
  doubt: s.doubt ?? false,
  provider_id: s.provider_id ?? null,
  reason: s.reason ?? null,
  available_at: s.available_at ?? null,
  slot: row.slot,
  channel: row.channel,
  address: row.chat ?? row.account,
})

const urgencyOf = (row: Pick<OutboxRow, 'priority'>): Urgency => (row.priority <= PRIORITY.alert ? 'urgent' : 'routine')

/** Until the next message of that urgency may start, in ms; at most a second. */
const pause = (pacer: Pacer, urgency: Urgency) => Math.min(1000, Math.max(5, pacer.wait(urgency)))

const slotKey = (row: Pick<OutboxRow, 'slot' | 'chat' | 'account'>) => `${row.slot} ${row.chat ?? row.account}`
