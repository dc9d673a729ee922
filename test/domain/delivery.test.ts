import { expect, test } from 'vitest'
import { type Attempt, backoffMs, type DueRow, mayRepeat, next, settledReason } from '#domain/kernel/delivery.ts'
import { CONDITIONS } from '#domain/nouns.ts'

const now = new Date('2026-11-24T02:00:00Z')
const row = (more: Partial<DueRow> = {}): DueRow => ({
  still: null,
  expiresAt: null,
  attempts: 1,
  firstTriedAt: now,
  priority: 2,
  ...more,
})
const hour = { idempotencyMs: 3_600_000 }

test('a message is not due any more when its person answered, its warning ended, or its time ran out', () => {
  expect(
    settledReason(row({ still: 'unanswered' }), { state: 'open', answered: false, ended: false }, now, CONDITIONS),
  ).toBeNull()
  expect(
    settledReason(row({ still: 'unanswered' }), { state: 'open', answered: true, ended: false }, now, CONDITIONS),
  ).toBe('answered')
  expect(
    settledReason(
      row({ still: 'unanswered' }),
      { state: 'superseded', answered: false, ended: false },
      now,
      CONDITIONS,
    ),
  ).toBe('superseded')
  expect(settledReason(row({ still: 'unreceived' }), { state: 'received' }, now, CONDITIONS)).toBe('received')
  expect(settledReason(row({ expiresAt: now }), {}, now, CONDITIONS)).toBe('expired')
})

test.each<[string, Attempt, Partial<DueRow>, string]>([
  ['taken', { kind: 'sent', id: 'om_1' }, {}, 'sent'],
  ['told to wait', { kind: 'again', afterMs: 52_000, code: '429', pause: true }, {}, 'queued'],
  ['the target is gone', { kind: 'refused', reason: 'target', code: '230002' }, {}, 'refused'],
  ['our settings are wrong: held, not dropped', { kind: 'refused', reason: 'config', code: '10014' }, {}, 'queued'],
  ['unknown inside the window: the same key again', { kind: 'unknown', code: 'timeout' }, {}, 'queued'],
  [
    'unknown outside the window: shown as unknown, never blindly resent',
    { kind: 'unknown', code: 'timeout' },
    { firstTriedAt: new Date(now.getTime() - 3_600_000) },
    'unknown',
  ],
  ['asked to wait too often', { kind: 'again', afterMs: 0, code: '500' }, { attempts: 12 }, 'refused'],
  [
    'a warning is tried for far longer',
    { kind: 'again', afterMs: 0, code: '500' },
    { attempts: 12, priority: 0 },
    'queued',
  ],
])('%s', (_name, attempt, more, state) => expect(next(row(more), attempt, hour, now).state).toBe(state))

test('a reset header is obeyed to the second', () => {
  expect(next(row(), { kind: 'again', afterMs: 52_000, code: '429', pause: true }, hour, now)).toMatchObject({
    afterMs: 52_000,
  })
})

test('a channel without idempotency keys repeats warnings only', () => {
  expect(mayRepeat(row({ priority: 0 }), { idempotencyMs: 0 }, now)).toBe(true)
  expect(mayRepeat(row({ priority: 2 }), { idempotencyMs: 0 }, now)).toBe(false)
})

test('waits grow and are bounded', () => {
  const waits = Array.from({ length: 20 }, (_, n) => backoffMs(n))
  expect(waits.every((w, i) => i === 0 || w >= waits[i - 1]!)).toBe(true)
  expect(Math.max(...waits)).toBe(300_000)
})
