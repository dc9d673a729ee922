import { expect, test } from 'vitest'
import { createPacer } from '#jobs/pacer.ts'

const FEISHU = { perSecond: 50, perMinute: 1000, perChatPerSecond: 5 }

/** Sends as fast as the pacer lets, and returns when each went. */
function run(n: number, chatOf: (i: number) => string, seeded: number[] = []) {
  let now = 0
  const pacer = createPacer(FEISHU, { nowMs: () => now, sleep: async () => {} }, seeded)
  return Array.from({ length: n }, (_, i) => {
    const at = pacer.take(chatOf(i))
    now = Math.max(now, at)
    return at
  })
}

/** The most that fell into any sliding window. */
const mostIn = (times: number[], ms: number) => {
  const sorted = [...times].sort((a, b) => a - b)
  let from = 0
  return Math.max(
    ...sorted.map((t, i) => {
      while (sorted[from]! <= t - ms) from++
      return i - from + 1
    }),
  )
}

test('never more than 50 a second nor 1,000 a minute, under sliding windows, and close to both', () => {
  const times = run(2500, (i) => `chat ${i}`)
  expect(mostIn(times, 1000)).toBeLessThanOrEqual(50)
  expect(mostIn(times, 60_000)).toBeLessThanOrEqual(1000)
  expect(times[999]).toBeLessThan(20_000 * 1.05)
})

test('never more than 5 a second to one chat', () => {
  const times = run(40, () => 'one chat')
  expect(mostIn(times, 1000)).toBeLessThanOrEqual(5)
})

test('who takes the lane over goes on from what was sent in the last minute', () => {
  const times = run(
    10,
    (i) => `chat ${i}`,
    Array.from({ length: 1000 }, (_, i) => -20_000 + i * 20),
  )
  expect(times[0]).toBeGreaterThanOrEqual(40_000)
})
