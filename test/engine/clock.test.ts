import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startClock } from '#jobs/clock.ts'

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-23T23:58:30Z') }))
afterEach(() => void vi.useRealTimers())

test("times of day are the station's; a failing entry is logged and comes again; one still running is not begun twice", async () => {
  const ran: string[] = []
  const logged: object[] = []
  let slow = 0
  const stop = startClock(
    [
      { name: 'eight', cron: '0 8 * * *', run: async () => void ran.push(new Date().toISOString()) },
      {
        name: 'fails',
        cron: '* * * * *',
        run: async () => {
          throw new Error('on purpose')
        },
      },
      {
        name: 'slow',
        cron: '* * * * *',
        run: () => {
          slow++
          return new Promise(() => {})
        },
      },
    ],
    'Asia/Shanghai',
    { error: (fields) => void logged.push(fields) },
  )
  await vi.advanceTimersByTimeAsync(4 * 60_000)
  expect(ran).toHaveLength(1)
  expect(ran[0]).toMatch(/^2026-11-24T00:00:0/)
  expect(logged.length).toBeGreaterThanOrEqual(3)
  expect(slow).toBe(1)
  await stop()
  await vi.advanceTimersByTimeAsync(24 * 60 * 60_000)
  expect(ran).toHaveLength(1)
})
