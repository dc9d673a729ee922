/** One owed message on its way: paced, rendered, signed where the channel signs, sent with the row's id as key. */
import type { Channel } from '#bots/channel.ts'
import type { Db } from '#db/engine/tx.ts'
import type { Claimed } from '#db/flow/claim.ts'
import type { OutboxRow } from '#db/flow/outbox.ts'
import { keepPacket, keptPacket } from '#db/flow/outbox.ts'
import type { Settled } from '#db/flow/settle.ts'
import { type Attempt, type Next, next } from '#domain/kernel/delivery.ts'
import { PRIORITY } from '#domain/kernel/fact.ts'
import type { Pacer, PacerClock, Urgency } from './pacer.ts'

export interface SenderDeps {
  db: Db
  channel: Channel
  pacer: Pacer
  clock: PacerClock
  now(): Date
  log: { warn(f: object, m: string): void; error(f: object, m: string): void }
  /** Counts for /metrics. */
  count?(outcome: string): void
}

export type Send = (row: Claimed) => Promise<Settled>

/** @returns what sends a row when its turn comes, and says what became of it; it never throws. */
export function createSender(deps: SenderDeps): Send {
  const { channel, pacer, now, log, count } = deps
  const wireOf = rendered(channel)
  return async (row) => {
    const at = await turn(deps, row)
    const attempt = await attempted(deps, row, wireOf)
    count?.(attempt.kind)
    if (attempt.kind === 'again' && attempt.pause) pacer.pause(attempt.afterMs, at)
    else pacer.landed(at)
    if (attempt.kind === 'refused')
      log.warn(
        { lane: channel.name, outbox: row.id, reason: attempt.reason, code: attempt.code },
        'the platform refused a message',
      )
    const after = next(row as never, attempt, channel.limits, now())
    return settledAs(row, stateAfter(after, attempt.kind === 'unknown', now()))
  }
}

/** Waits until this row may start. @returns when it did, by the clock that paces. */
async function turn({ pacer, clock }: SenderDeps, row: Claimed): Promise<number> {
  let at: number
  do {
    at = pacer.take(row.chat ?? row.account ?? '', urgencyOf(row))
    if (at > clock.nowMs()) await clock.sleep(at - clock.nowMs())
  } while (pacer.stopped(at))
  return at
}

/** A channel returns outcomes; one that throws all the same has an unknown result. */
async function attempted(deps: SenderDeps, row: Claimed, wireOf: (message: string) => unknown): Promise<Attempt> {
  const { channel, log } = deps
  try {
    const wire = wireOf(row.message)
    const packet = await packetOf(deps, row.id, wire)
    if (packet && 'kind' in packet) return packet
    const to = { channel: channel.name, chat: row.chat ?? undefined, account: row.account ?? undefined }
    return await channel.send(to, wire, row.id, {
      replyTo: row.replyTo ?? undefined,
      edit: channel.limits.edits ? (row.shown ?? undefined) : undefined,
      urgent: row.urgent ?? undefined,
      ...(packet ? { packet } : {}),
    })
  } catch (error) {
    log.error({ err: error, lane: channel.name }, 'a channel threw while sending')
    return { kind: 'unknown', code: 'threw' }
  }
}

/** What was rendered last is kept: a warning is the same message to hundreds of chats. */
function rendered(channel: Channel): (message: string) => unknown {
  let last = { message: '', wire: undefined as unknown }
  return (message) => {
    if (last.message !== message) last = { message, wire: channel.render(JSON.parse(message)) }
    return last.wire
  }
}

/** What was signed for this row, now or the first time: it is kept before it goes out. */
async function packetOf(
  { db, channel }: SenderDeps,
  id: string,
  wire: unknown,
): Promise<Uint8Array | Attempt | undefined> {
  if (!channel.prepare) return undefined
  const kept = await keptPacket(db, id)
  if (kept) return Buffer.from(kept, 'base64')
  const made = await channel.prepare(wire)
  return 'packet' in made
    ? Buffer.from(await keepPacket(db, id, Buffer.from(made.packet).toString('base64')), 'base64')
    : made
}

type State = Pick<Settled, 'state'> & Partial<Pick<Settled, 'reason' | 'provider_id' | 'available_at' | 'doubt'>>

/** @param doubt whether it may have gone out all the same. */
function stateAfter(after: Next, doubt: boolean, now: Date): State {
  const { state, reason } = after
  if (state === 'sent') return { state, reason, provider_id: after.providerId }
  if (state === 'queued')
    return { state, reason, doubt, available_at: new Date(now.getTime() + after.afterMs).toISOString() }
  return { state, reason, doubt }
}

export const settledAs = (
  row: Pick<OutboxRow, 'id' | 'attempts' | 'slot' | 'channel' | 'chat' | 'account'>,
  { state, reason = null, provider_id = null, available_at = null, doubt = false }: State,
): Settled => ({
  id: row.id,
  attempts: row.attempts,
  state,
  doubt,
  provider_id,
  reason,
  available_at,
  slot: row.slot,
  channel: row.channel,
  address: row.chat ?? row.account,
})

const urgencyOf = (row: Pick<OutboxRow, 'priority'>): Urgency => (row.priority <= PRIORITY.alert ? 'urgent' : 'routine')
