/** What has to be ended, last opened first. */
import type { Logger } from '../log.ts'

type Stop = () => Promise<unknown> | unknown

export interface Stops {
  add(stop: Stop): void
  /** Ends everything once, however often it is called; what does not stop cleanly is logged and holds up nothing. */
  run(): Promise<void>
}

export function createStops(log: Logger): Stops {
  const stops: Stop[] = []
  let stopping: Promise<void> | undefined
  return {
    add: (stop) => void stops.push(stop),
    run: () => (stopping ??= lastFirst(stops, log)),
  }
}

async function lastFirst(stops: readonly Stop[], log: Logger): Promise<void> {
  for (const stop of stops.toReversed()) {
    try {
      await stop()
    } catch (err) {
      log.warn({ err }, 'a part did not stop cleanly')
    }
  }
}
