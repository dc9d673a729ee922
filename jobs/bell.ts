/** Wakes whoever waits for news; news that came before the wait counts. */
export interface Bell {
  /** There is news. */
  ring(): void
  /** What was rung so far is being looked at. */
  heard(): void
  /** Resolves at the next ring, true, or after so many ms. */
  wait(ms: number): Promise<boolean>
}

export function createBell(): Bell {
  let rung = false
  let wake: (() => void) | undefined
  return {
    ring() {
      rung = true
      wake?.()
    },
    heard() {
      rung = false
    },
    wait: async (ms) =>
      rung ||
      new Promise((resolve) => {
        const timer = setTimeout(() => resolve(rung), ms)
        wake = () => {
          clearTimeout(timer)
          resolve(true)
        }
      }),
  }
}
