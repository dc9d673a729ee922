/**
 * Holds a platform's limits evenly by our own clock: never more than so many a second and a minute for the app, nor so many
 * a second to one chat, under sliding windows. Even spacing is what an unknown window forgives most.
 */
import type { Limits } from '#bots/channel.ts'

export interface PacerClock {
  nowMs(): number
  sleep(ms: number): Promise<void>
}

/** Warnings and alerts to officers are urgent; replies and all else are routine. */
export type Urgency = 'urgent' | 'routine'

/** A little more than the even gap, so that two messages of uneven ways never meet in one window. */
const SLACK = 1.03
/** By how much a window is taken longer than the platform's, for messages that need longer to get there than others. */
const MARGIN_MS = 150
const MINUTE_MS = 60_000 + MARGIN_MS
const SECOND_MS = 1_000 + MARGIN_MS / 10
/** This part of a minute's allowance is kept for warnings and alerts: whatever else waits, they go at once. */
const KEPT = 0.2

/** Counted time, which nobody can set; tests and benches give a clock that moves otherwise. */
export const STEADY: PacerClock = {
  nowMs: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}

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

  const perMinute = { urgent: limits.perMinute, routine: Math.floor(limits.perMinute * (1 - KEPT)) || 1 }

  /** When the app's windows let the n-th message from now go, given when the one before it goes. */
  const appAt = (n: number, before: number, urgency: Urgency): number => {
    const minuteAgo = minute[minute.length + n - perMinute[urgency]]
    return minuteAgo === undefined ? before : Math.max(before, minuteAgo + MINUTE_MS)
  }
  const soonest = (urgency: Urgency) => appAt(0, Math.max(clock.nowMs(), nextAt, pausedUntil), urgency)

  const giveBack = (at: number): void => {
    const i = minute.lastIndexOf(at)
    if (i >= 0) minute.splice(i, 1)
  }

  return {
    /** When a message to this chat may go at the earliest, in ms of the clock; the slot is taken. */
    take(chat: string, urgency: Urgency): number {
      const now = clock.nowMs()
      trim(minute, now - MINUTE_MS)
      let at = soonest(urgency)
      nextAt = at + gap
      if (Number.isFinite(limits.perChatPerSecond)) {
        const times = chats.get(chat) ?? []
        trim(times, now - SECOND_MS)
        const nth = times[times.length - limits.perChatPerSecond]
        if (nth !== undefined) at = Math.max(at, nth + SECOND_MS)
        times.push(at)
        chats.set(chat, times)
        if (chats.size > 5000)
          for (const [key, t] of chats) if (!t.length || t[t.length - 1]! < now - 1000) chats.delete(key)
      }
      if (Number.isFinite(limits.perMinute)) minute.push(at)
      return at
    },
    /** Whether the platform has said stop meanwhile: then the slot is given back, and another is to be taken. */
    stopped(at: number): boolean {
      const stop = pausedUntil > clock.nowMs()
      if (stop) giveBack(at)
      return stop
    },
    /** The platform said stop: nothing goes before then. What it refused did not use its slot of the minute. */
    pause(ms: number, at: number): void {
      pausedUntil = Math.max(pausedUntil, clock.nowMs() + ms)
      giveBack(at)
    },
    /** The message of that slot is there: the platform counted it at the latest now, and its minute runs from then. */
    landed(at: number): void {
      const i = minute.lastIndexOf(at)
      if (i >= 0) minute[i] = Math.max(at, clock.nowMs())
    },
    /** How many may start within the next `ms`: no more are claimed, so that a warning never waits behind a claimed batch. */
    room(ms: number, most: number, urgency: Urgency): number {
      const until = clock.nowMs() + ms
      let at = soonest(urgency)
      for (let n = 0; n < most; n++) {
        at = appAt(n, at, urgency)
        if (at > until) return n
        at += gap
      }
      return most
    },
    /** Ms until the next message may start. */
    wait: (urgency: Urgency) => Math.max(0, soonest(urgency) - clock.nowMs()),
  }
}
export type Pacer = ReturnType<typeof createPacer>
