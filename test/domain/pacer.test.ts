import { expect, test } from 'vitest'
import { createPacer } from '#jobs/pacer.ts'

const FEISHU = { perSecond: 50, perMinute: 1000, perChatPerSecond: 5 }

/** Sends as fast as the pacer lets, and returns when each went. */
function run(n: number, chatOf: (i: number) => string, seeded: number[] = []) {
  let now = 0
  const pacer = createPacer(FEISHU, { nowMs: () => now, sleep: async () => {} }, seeded)
  return Array.from({ length: n }, (_, i) => {
    const at = pacer.take(chatOf(i), 'urgent')
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

test('nothing is claimed ahead of a minute that is used up, so that a warning overtakes whatever waits for the next one', () => {
  let now = 0
  const pacer = createPacer(FEISHU, { nowMs: () => now, sleep: async () => {} })
  for (let i = 0; i < 1000; i++) now = Math.max(now, pacer.take(`chat ${i}`, 'urgent'))
  expect(pacer.room(250, 64, 'urgent')).toBe(0)
  expect(pacer.wait('urgent')).toBeGreaterThan(39_000)
  now += pacer.wait('urgent')
  expect(pacer.room(250, 64, 'urgent')).toBeGreaterThan(10)
})

test('a part of each minute is kept for warnings: thousands of routine messages never hold one up', () => {
  let now = 0
  const pacer = createPacer(FEISHU, { nowMs: () => now, sleep: async () => {} })
  for (let i = 0; i < 800; i++) now = Math.max(now, pacer.take(`chat ${i}`, 'routine'))
  expect(pacer.room(250, 64, 'routine')).toBe(0)
  expect(pacer.room(250, 64, 'urgent')).toBeGreaterThan(10)
  expect(pacer.wait('urgent')).toBeLessThan(100)
})
