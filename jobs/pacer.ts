/**
 * Holds a platform's limits evenly by our own clock: never more than so many a second and a minute for the app, nor so many
 * a second to one chat, under sliding windows. Even spacing is what an unknown window forgives most.
 */
import type { Limits } from '#bots/channel.ts'

export interface PacerClock {
  nowMs(): number
  sleep(ms: number): Promise<void>
}

/** A little more than the even gap, so that two clocks that disagree by a hair never meet in one window. */
const SLACK = 1.015

export function createPacer(
  limits: Pick<Limits, 'perSecond' | 'perMinute' | 'perChatPerSecond'>,
  clock: PacerClock,
  sentInLastMinute: number[] = [],
) {
  const gap = Number.isFinite(limits.perSecond) ? (1000 / limits.perSecond) * SLACK : 0
  const minute = [...sentInLastMinute]
  const chats = new Map<string, number[]>()
  let nextAt = 0
  let pausedUntil = 0

  const trim = (times: number[], before: number) => {
    while (times.length && times[0]! <= before) times.shift()
  }

  return {
    /** When a message to this chat may go at the earliest, in ms of the clock; the slot is taken. */
    take(chat: string): number {
      const now = clock.nowMs()
      let at = Math.max(now, nextAt, pausedUntil)
      if (Number.isFinite(limits.perMinute)) {
        trim(minute, now - 60_000 * SLACK)
        const nth = minute[minute.length - limits.perMinute]
        if (nth !== undefined) at = Math.max(at, nth + 60_000 * SLACK)
        minute.push(at)
      }
      nextAt = at + gap
      if (Number.isFinite(limits.perChatPerSecond)) {
        const times = chats.get(chat) ?? []
        trim(times, now - 1000 * SLACK)
        const nth = times[times.length - limits.perChatPerSecond]
        if (nth !== undefined) at = Math.max(at, nth + 1000 * SLACK)
        times.push(at)
        chats.set(chat, times)
        if (chats.size > 5000)
          for (const [key, t] of chats) if (!t.length || t[t.length - 1]! < now - 1000) chats.delete(key)
      }
      return at
    },
    /** The platform said stop: nothing goes before then. */
    pause(ms: number): void {
      pausedUntil = Math.max(pausedUntil, clock.nowMs() + ms)
    },
    /** How many may start within the next `ms`: no more are claimed, so that a warning never waits behind a claimed batch. */
    room(ms: number, most: number): number {
      if (!gap) return most
      const wait = Math.max(nextAt, pausedUntil) - clock.nowMs()
      return Math.max(0, Math.min(most, Math.ceil((ms - Math.max(0, wait)) / gap)))
    },
    /** Ms until the next message may start. */
    wait: () => Math.max(0, Math.max(nextAt, pausedUntil) - clock.nowMs()),
  }
}
export type Pacer = ReturnType<typeof createPacer>
