/**
 * Work that comes round again and again. The queue wakes it, once for all processes; where the queue does not (it is down, was
 * wiped, or waits by a clock that was set back) this process does its rounds by itself. All of it may run twice without harm.
 */
export interface Round {
  every_ms: number
  run(): Promise<unknown>
}

/** A round is overdue after so many times its span, and not before so many ms: several processes share the queue's wake-ups. */
const OVERDUE = { times: 3, least_ms: 5_000 }

export function createRounds(
  rounds: Record<string, Round>,
  log: { error(fields: object, message: string): void },
): {
  /** For the queue's worker. */
  handlers: Record<string, () => Promise<unknown>>
  stop(): void
} {
  const state = new Map(Object.keys(rounds).map((name) => [name, { running: 0, at: performance.now() }]))
  const run = async (name: string) => {
    const mine = state.get(name)!
    mine.running += 1
    mine.at = performance.now()
    try {
      return await rounds[name]!.run()
    } finally {
      mine.running -= 1
    }
  }
  const timer = setInterval(() => {
    for (const [name, { every_ms }] of Object.entries(rounds)) {
      const { running, at } = state.get(name)!
      if (running || performance.now() - at < Math.max(OVERDUE.times * every_ms, OVERDUE.least_ms)) continue
      void run(name).catch((err) => log.error({ err, round: name }, 'a round failed'))
    }
  }, 1_000)
  return {
    handlers: Object.fromEntries(Object.keys(rounds).map((name) => [name, () => run(name)])),
    stop: () => clearInterval(timer),
  }
}
