/**
 * The service put together: the station, then what this process does for it. Stops in reverse.
 * `PARTS` says which of http, bots and jobs this process runs; several processes may share one database.
 */
import type { Config } from './config.ts'
import type { Logger } from './log.ts'
import type { Runtime } from './runtime.ts'
import { openDoors, startListeners } from './start/doors.ts'
import { type Overrides, openStation } from './start/station.ts'
import { createStops } from './start/stops.ts'
import { startWork } from './start/work.ts'

export interface Service {
  /** Where the doors are; undefined when this process has none. */
  url?: string
  runtime: Runtime
  demo: boolean
  /** Resolves when nothing received is still unread. */
  idle(): Promise<void>
  stop(): Promise<void>
}

/** Resolves when everything is up; where something does not come up, what was opened is ended before it throws. */
export async function startService(config: Config, log: Logger, overrides: Overrides = {}): Promise<Service> {
  const stops = createStops(log)
  const does = (part: Config['parts'][number]) => config.parts.includes(part)
  try {
    const station = await openStation(config, log, overrides, stops)
    if (does('jobs')) await startWork(station, stops, overrides.pacing)
    if (does('bots')) startListeners(station, stops)
    const url = does('http') ? await openDoors(station, stops) : undefined
    return { url, runtime: station.runtime, demo: config.demo, idle: () => station.intake.idle(), stop: stops.run }
  } catch (error) {
    await stops.run()
    throw error
  }
}
