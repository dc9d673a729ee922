/** What the running service is made of; every function takes the part it needs. */
import type { Channel, Known, Received } from '#bots/channel.ts'
import type { Database } from '#db/engine/client.ts'
import type { Config } from './config.ts'
import type { Logger } from './log.ts'

export interface Runtime {
  config: Config
  database: Database
  channels: ReadonlyMap<string, Channel>
  /**
   * Stores events in the inbox and wakes intake. Resolves when they are durable; throws when they are not,
   * so that the caller answers 503 and the platform pushes again.
   */
  receive(events: Received[]): Promise<void>
  /** What was kept and sent before, for a channel that must answer by it. */
  known: Known
  /** Wakes a channel's delivery lane. */
  poke(channel: string): void
  now(): Date
  newId(): string
  log: Logger
}
