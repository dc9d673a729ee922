/** Strict sliding windows: no span of the given length ever holds more than so many. */

export interface FakeLimits {
  perSecond: number
  perMinute: number
  perChatPerSecond: number
}

export const PLATFORM_LIMITS: FakeLimits = { perSecond: 50, perMinute: 1000, perChatPerSecond: 5 }

/** One window; times are dropped from the front once they have left it. */
function createWindow(most: number, spanMs: number) {
  let times: number[] = []
  let head = 0
  return {
    /** Ms until one more fits; 0 = it fits now. */
    wait(now: number): number {
      while (head < times.length && times[head]! <= now - spanMs) head += 1
      if (head > 4096 && head * 2 > times.length) {
        times = times.slice(head)
        head = 0
      }
      return times.length - head < most ? 0 : times[times.length - most]! + spanMs - now
    },
    add(now: number): void {
      if (Number.isFinite(most)) times.push(now)
    },
  }
}
type Window = ReturnType<typeof createWindow>

export interface Over {
  scope: 'app' | 'chat'
  limit: number
  waitMs: number
}

/** The app's two windows and one for every chat. What is refused does not count. */
export function createLimiter(limits: FakeLimits) {
  const second = createWindow(limits.perSecond, 1000)
  const minute = createWindow(limits.perMinute, 60_000)
  const chats = new Map<string, Window>()
  return function take(chat: string, now: number): Over | undefined {
    const appWait = Math.max(second.wait(now), minute.wait(now))
    if (appWait > 0) return { scope: 'app', limit: limits.perSecond, waitMs: appWait }
    if (Number.isFinite(limits.perChatPerSecond)) {
      const window = chats.get(chat) ?? createWindow(limits.perChatPerSecond, 1000)
      chats.set(chat, window)
      const chatWait = window.wait(now)
      if (chatWait > 0) return { scope: 'chat', limit: limits.perChatPerSecond, waitMs: chatWait }
      window.add(now)
    }
    second.add(now)
    minute.add(now)
    return undefined
  }
}
