/** Writes what became of messages: at once, but not more often than every few milliseconds; what comes meanwhile is gathered. */
import type { Db } from '#db/engine/tx.ts'
import { type Settled, settle } from '#db/flow/settle.ts'

const SETTLE_EVERY_MS = 25
const MOST_TRIES = 30

export interface SettlerDeps {
  db: Db
  lane: string
  now(): Date
  sleep(ms: number): Promise<void>
  log: { error(f: object, m: string): void }
  /** So many are written without waiting for more. */
  most: number
  /** What has been written. */
  settled(batch: readonly Settled[]): void
}

export interface Settler {
  add(settled: Settled): void
  /** Resolves when all that was added is written or given up on. */
  flush(): Promise<void>
}

export function createSettler(deps: SettlerDeps): Settler {
  let waiting: Settled[] = []
  let timer: NodeJS.Timeout | undefined
  let lastAt = Number.NEGATIVE_INFINITY
  let writing = Promise.resolve()
  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const batch = waiting
    waiting = []
    lastAt = performance.now()
    if (batch.length) writing = writing.then(() => write(deps, batch))
    return writing
  }
  return {
    add(settled) {
      waiting.push(settled)
      if (waiting.length >= deps.most) void flush()
      else timer ??= setTimeout(flush, Math.max(0, lastAt + SETTLE_EVERY_MS - performance.now()))
    },
    flush,
  }
}

/** What cannot be written stays leased; the row's key makes a repeat harmless once the lane is taken up again. */
async function write({ db, lane, now, sleep, log, settled }: SettlerDeps, batch: Settled[]): Promise<void> {
  for (let tries = 0; tries <= MOST_TRIES; tries++) {
    try {
      await settle(db, batch, now())
      return settled(batch)
    } catch (err) {
      log.error({ err, lane, rows: batch.length, tries }, 'could not settle')
      if (tries < MOST_TRIES) await sleep(Math.min(5000, 100 * 2 ** tries))
    }
  }
}
