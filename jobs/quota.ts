/** Counts within a minute, in this process: what protects the station needs no row of its own. */

export function createQuota() {
  let minute = Number.NaN
  const counted = new Map<string, number>()
  return {
    /** How often a key was counted in the minute of `now`, this time included. */
    count(key: string, now: Date): number {
      const at = Math.floor(now.getTime() / 60_000)
      if (at !== minute) counted.clear()
      minute = at
      const n = (counted.get(key) ?? 0) + 1
      counted.set(key, n)
      return n
    },
  }
}
export type Quota = ReturnType<typeof createQuota>
