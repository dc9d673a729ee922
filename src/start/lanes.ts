/** The lanes that this process runs, and how the others are woken. */
import type { Channel } from '#bots/channel.ts'
import { type Leading, lead } from '#db/engine/lead.ts'
import { createLane, type Lane, type LaneDeps } from '#jobs/deliver.ts'
import type { JobQueue } from '#jobs/queue.ts'
import type { Logger } from '../log.ts'
import type { Stops } from './stops.ts'

export interface Lanes {
  /** There is something new to send by this channel. */
  poke(channel: string): void
  /** Runs a channel's lane here whenever no other process does. */
  run(deps: LaneDeps, stops: Stops): void
}

export function createLanes(url: string, queue: JobQueue, log: Logger): Lanes {
  const here = new Map<Channel['name'], { lane: Lane; leading: Leading }>()
  return {
    // poking the lane that runs here costs nothing; elsewhere a job wakes it, and its own watch finds the rows within a second anyway
    poke(channel) {
      const own = here.get(channel)
      if (own?.leading.leads()) return own.lane.wake()
      void queue
        .add(`lane-${channel}`, 'wake', {}, { id: 'wake' })
        .catch((err) => log.warn({ err, channel }, 'could not wake a lane; its watch will'))
    },
    run(deps, stops) {
      const { name } = deps.channel
      const lane = createLane(deps)
      const work = async (signal: AbortSignal) => {
        const close = await queue.work(`lane-${name}`, { wake: async () => lane.wake() })
        try {
          await lane.run(signal)
        } finally {
          await close()
        }
      }
      const leading = lead(url, `lane ${name}`, work, log)
      here.set(name, { lane, leading })
      stops.add(() => leading.stop())
    },
  }
}
