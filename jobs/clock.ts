/** The only importer of node-cron: things that happen at a time of day in the station's zone. */
import cron from 'node-cron'

export interface ClockEntry {
  name: string
  /** Five fields, minute first, read in the station's zone. */
  cron: string
  run(): Promise<unknown>
}

/** Starts every entry; an entry still running is not started again. Returns the stop. */
export function startClock(
  entries: ClockEntry[],
  tz: string,
  log: { error(fields: object, message: string): void },
): () => Promise<void> {
  const tasks = entries.map((entry) => {
    const say = (message: unknown, err?: unknown) => log.error({ clock: entry.name, err }, String(message))
    return cron.schedule(entry.cron, () => entry.run().catch((err: unknown) => say('a clock entry failed', err)), {
      timezone: tz,
      name: entry.name,
      noOverlap: true,
      // its own logger writes plain lines between ours
      logger: { info() {}, debug() {}, warn: (message) => say(message), error: say },
    })
  })
  return async () => {
    await Promise.all(tasks.map((t) => t.destroy()))
  }
}
