import { DateTime } from 'luxon'

/** The day the test station lives in: a Tuesday morning at ten, Beijing time. */
export const SEEDED_AT = new Date('2026-11-24T02:00:00Z')

/** A clock that moves only when told. */
export function createTestClock(start = SEEDED_AT) {
  let at = start.getTime()
  return {
    now: () => new Date(at),
    /** Moves on by minutes. */
    forward(minutes: number): void {
      at += minutes * 60_000
    },
    to(time: Date): void {
      at = time.getTime()
    },
  }
}

/** A time as a warning's text writes it; of now where a station keeps the real time, since one of another day is not in force. */
export const inWords = (at = new Date()) => DateTime.fromJSDate(at, { zone: 'Asia/Shanghai' }).toFormat('M月d日H时m分')
