/** The only importer of node-cron: things that happen at a time of day in the station's zone. */
import cron from 'node-cron'

export interface ClockEntry {
  name: string
  /** Five fields, minute first, read in the station's zone. */
  cron: string
  run(): Promise<unknown>
}

/** Starts every entry; an entry still running is not started again. Returns the stop. */
export function startClock(entries: ClockEntry[], tz: string, log: { error(fields: object, message: string): void }): () => Promise<void> {
  const tasks = entries.map((entry) =>
    cron.schedule(entry.cron, async () => {
      await entry.run().catch((err: unknown) => log.error({ err, clock: entry.name }, 'a clock entry failed'))
    }, { timezone: tz, name: entry.name, noOverlap: true }),
  )
  return async () => {
    await Promise.all(tasks.map((t) => t.destroy()))
  }
}
