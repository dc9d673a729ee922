/** The whole policy of sending: what is still due, and what follows from an attempt's outcome. Pure. */

import { PRIORITY, type SendCondition } from './fact.ts'

/** What a channel said of one attempt; the shape of the port's `Outcome`. */
export type Attempt =
  | { kind: 'sent'; id: string; unbuzzed?: string }
  | { kind: 'again'; afterMs: number; code: string; pause?: boolean }
  | { kind: 'refused'; reason: string; code: string }
  | { kind: 'unknown'; code: string }

export interface DueRow {
  still: string | null
  expiresAt: Date | null
  attempts: number
  firstTriedAt: Date | null
  /** 0 warning … 3 routine. */
  priority: number
}

/** A condition of a room: `Now` is what its subject stands as, which the room looks up in its ring of the database. */
export interface Condition<Now = never> {
  readonly name: SendCondition
  /** Why the message is not due any more; null while it is. */
  over(now: Now): string | null
}

export const condition = <Now>(name: string, over: (now: Now) => string | null): Condition<Now> => ({
  name: name as SendCondition,
  over,
})

/**
 * Why a row need not be sent any more, or null while it is still due.
 * @param about what it speaks of as it stands now; null where that is not there, which makes nothing undue.
 */
export function settledReason(
  row: DueRow,
  about: unknown,
  now: Date,
  conditions: ReadonlyMap<string, Condition>,
): string | null {
  if (row.expiresAt && row.expiresAt <= now) return 'expired'
  if (!row.still || !about) return null
  const met = conditions.get(row.still)
  if (!met) throw new Error(`no room has a condition "${row.still}"`)
  return met.over(about as never)
}

/** 2 s, 4 s, 8 s … at most 5 minutes. */
export const backoffMs = (attempts: number) => Math.min(300_000, 2_000 * 2 ** Math.min(attempts, 10))

/** Tries after which even a polite refusal to take a message is given up and shown; a warning is tried for far longer. */
const MAX_ATTEMPTS = { warning: 200, other: 12 }

/** How a sent row says that its buzz was not given: `unbuzzed 230024`. */
export const UNBUZZED = 'unbuzzed'

export type Next =
  | { state: 'sent'; providerId: string; reason?: string }
  | { state: 'queued'; afterMs: number; reason: string }
  | { state: 'refused'; reason: string }
  | { state: 'unknown'; reason: string }

/**
 * What becomes of a row after an attempt.
 * Inside the platform's idempotency window the same key may be sent again without harm. Outside it an unknown result stays
 * unknown and is shown to a person; only a warning on a channel that never had such a key is repeated, since hearing it
 * twice is better than not at all.
 */
export function next(row: DueRow, attempt: Attempt, window: { idempotencyMs: number }, now: Date): Next {
  if (attempt.kind === 'sent')
    return {
      state: 'sent',
      providerId: attempt.id,
      ...(attempt.unbuzzed ? { reason: `${UNBUZZED} ${attempt.unbuzzed}` } : {}),
    }
  // Our own settings are wrong: held and shown until somebody mends them, since the message itself is good.
  if (attempt.kind === 'refused' && attempt.reason === 'config' && row.attempts < MAX_ATTEMPTS.warning)
    return { state: 'queued', afterMs: 60_000, reason: `config ${attempt.code}` }
  if (attempt.kind === 'refused') return { state: 'refused', reason: `${attempt.reason} ${attempt.code}` }
  if (row.attempts >= (row.priority === PRIORITY.warning ? MAX_ATTEMPTS.warning : MAX_ATTEMPTS.other))
    return { state: attempt.kind === 'unknown' ? 'unknown' : 'refused', reason: `gave up: ${attempt.code}` }
  if (attempt.kind === 'again')
    return {
      state: 'queued',
      afterMs: Math.max(attempt.afterMs, attempt.pause ? 0 : backoffMs(row.attempts - 1)),
      reason: attempt.code,
    }
  return mayRepeat(row, window, now)
    ? { state: 'queued', afterMs: backoffMs(row.attempts - 1), reason: attempt.code }
    : { state: 'unknown', reason: attempt.code }
}

/** Whether an attempt of unknown result may be made again. */
export function mayRepeat(row: DueRow, { idempotencyMs }: { idempotencyMs: number }, now: Date): boolean {
  if (idempotencyMs === 0) return row.priority === PRIORITY.warning
  // a first try that is still to come was noted by a clock that has been set back: how long ago it was is as far off, or unknown
  return !row.firstTriedAt || Math.abs(now.getTime() - row.firstTriedAt.getTime()) < idempotencyMs - 60_000
}
