/**
 * The station's time. It is the machine's clock; but where that is set, forwards or back, the station goes on counting as before
 * until all that is stored with a time has been moved along (`jobs/set-clock.ts`). So nothing waits for a time that has
 * moved away, and nothing falls due before its minutes are over.
 */

/** A machine's clock is drawn along by less than this at a time; what is more was set. */
const SET_MS = 1_000

export interface StationClock {
  now(): Date
  /** By how many ms the machine's clock was set against the station's time; 0 where they agree. */
  wasSet(): number
  /** Goes on from so many ms later, or earlier. */
  follow(ms: number): void
}

/** @param wall the machine's clock, which may be set; @param steady counts ms and cannot be set. */
export function createStationClock(
  wall: () => number = Date.now,
  steady: () => number = () => performance.now(),
): StationClock {
  let ahead = wall() - steady()
  const apart = () => wall() - steady() - ahead
  return {
    now() {
      const ms = apart()
      if (Math.abs(ms) < SET_MS) ahead += ms
      return new Date(steady() + ahead)
    },
    wasSet() {
      const ms = apart()
      return Math.abs(ms) < SET_MS ? 0 : ms
    },
    follow(ms) {
      ahead += ms
    },
  }
}
