/**
 * Keeps the station's time when the machine's clock is set. One process of all is the keeper: it writes the time down every
 * two seconds, and where the clock was set it moves what is stored along and tells the officers, in one commit, before it
 * follows. The others follow once the keeper's written time shows that it has.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { CLOCK, clampTimes } from '#db/clock.ts'
import { type Leading, lead } from '#db/engine/lead.ts'
import { beat, lastBeat } from '#db/flow/heartbeats.ts'
import { clockSet } from '#domain/dialog/clock-set.ts'
import { type DecideDeps, decideNow } from './decide.ts'

const LOOK_EVERY_MS = 500
const BEAT_EVERY_MS = 2_000
/** What was being written while the clock was set is looked at again this soon. */
const CLAMP_EVERY_MS = 2_000
/** A written time ahead of ours by more than this was written by a clock that has been set back since. */
const AHEAD_MS = 2_000

export interface ClockDeps extends DecideDeps {
  url: string
  clock: { now(): Date; wasSet(): number; follow(ms: number): void }
  log: { info(f: object, m: string): void; warn(f: object, m: string): void; error(f: object, m: string): void }
}

export interface Keeping {
  /** By how much the clock was last set in this process's life, and when by the new time; null = never. */
  last(): { ms: number; at: Date } | null
  stop(): Promise<void>
}

export function keepClock(deps: ClockDeps): Keeping {
  const { db, clock, url, log } = deps
  let last: { ms: number; at: Date } | null = null

  const followed = (ms: number) => {
    last = { ms: Math.round(ms), at: clock.now() }
    log.warn({ ms: Math.round(ms) }, 'the clock was set; what waits was moved along')
  }

  /** All that waits is moved, and only then does the station's own time. */
  async function move(ms: number, ours: boolean): Promise<void> {
    const context = async () => ({
      ...(await deps.context()),
      now: new Date(clock.now().getTime() + (ours ? ms : 0)),
    })
    await decideNow({ ...deps, context }, 'anan', { decide: (g) => clockSet(g, ms) })
    if (ours) clock.follow(ms)
    followed(ms)
  }

  async function keep(signal: AbortSignal): Promise<void> {
    // whoever kept it before may have written a time that is still to come: the clock went back while nobody kept it
    const before = await lastBeat(db, CLOCK)
    const ahead = before ? before.getTime() - clock.now().getTime() : 0
    if (ahead > AHEAD_MS) await move(-ahead, false)
    let beatAt = Number.NEGATIVE_INFINITY
    let clampAt = Number.NEGATIVE_INFINITY
    while (!signal.aborted) {
      const ms = clock.wasSet()
      if (ms) await move(ms, true)
      else if (performance.now() - beatAt >= BEAT_EVERY_MS) {
        await beat(db, CLOCK, clock.now())
        beatAt = performance.now()
      }
      if (performance.now() - clampAt >= CLAMP_EVERY_MS) {
        await clampTimes(db, clock.now())
        clampAt = performance.now()
      }
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {})
    }
  }

  const leading: Leading = lead(url, 'clock', keep, log)

  /** Where another process keeps the time: theirs is followed when it has moved, and only then. */
  const watch = setInterval(async () => {
    const ms = leading.leads() ? 0 : clock.wasSet()
    if (!ms) return
    const kept = await lastBeat(db, CLOCK).catch(() => null)
    if (!kept || leading.leads() || !clock.wasSet()) return
    const off = kept.getTime() - clock.now().getTime()
    if (Math.abs(off - ms) >= Math.abs(off)) return
    clock.follow(ms)
    followed(ms)
  }, LOOK_EVERY_MS)

  return {
    last: () => last,
    async stop() {
      clearInterval(watch)
      await leading.stop()
    },
  }
}
