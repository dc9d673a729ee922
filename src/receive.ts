/**
 * Everything received goes through here: events → inbox rows → wake intake.
 * Rows of concurrent requests are gathered into one insert, at most two inserts at a time: a burst costs few commits, and an
 * idle moment costs no wait. The caller is answered only when its own rows are durable.
 */

import type { Received } from '#bots/channel.ts'
import type { Db } from '#db/engine/tx.ts'
import { keepReceived } from '#db/flow/inbox.ts'
import { chatKeyOf } from '#domain/kernel/message.ts'

interface Waiting {
  received: Received[]
  done: () => void
  failed: (error: unknown) => void
}

const MAX_ROWS = 200
const MAX_INSERTS = 2
/** Platforms wait three seconds for an answer. What takes longer here is refused in time, so that it is pushed again. */
const KEPT_WITHIN_MS = 2_000
/** So many callers wait at most; with a database that stands still the next are refused at once. */
const MAX_WAITING = 5_000

/**
 * @param wake called with the chats that have something new, and the inbox rows that are new
 * @param stored hears how each attempt to keep something ended
 */
export function createReceiver(
  db: Db,
  newId: () => string,
  now: () => Date,
  wake: (chatKeys: string[], received: string[]) => void,
  stored: (error?: unknown) => void = () => {},
) {
  const waiting: Waiting[] = []
  let running = 0

  async function flush(): Promise<void> {
    if (!waiting.length || running >= MAX_INSERTS) return
    const batch = takeBatch()
    running += 1
    try {
      const rows = await insert(batch.flatMap((w) => w.received))
      for (const w of batch) w.done()
      stored()
      wake(rows.keys, rows.ids)
    } catch (error) {
      stored(error)
      // One row the database cannot take must not cost its neighbours theirs.
      if (batch.length === 1) batch[0]!.failed(error)
      else for (const w of batch) await alone(w)
    } finally {
      running -= 1
      void flush()
    }
  }

  async function alone(w: Waiting): Promise<void> {
    try {
      const rows = await insert(w.received)
      w.done()
      wake(rows.keys, rows.ids)
    } catch (error) {
      w.failed(error)
    }
  }

  /** As many callers as fit in one insert, and one at least. */
  function takeBatch(): Waiting[] {
    let rows = 0
    let n = 0
    while (n < waiting.length && (n === 0 || rows + waiting[n]!.received.length <= MAX_ROWS))
      rows += waiting[n++]!.received.length
    return waiting.splice(0, n)
  }

  async function insert(received: Received[]): Promise<{ keys: string[]; ids: string[] }> {
    const rows = received.map(({ event, raw }) => ({ id: newId(), chatKey: chatKeyOf(event), event, raw }))
    return keepReceived(db, rows, now())
  }

  /** Resolves when the rows are durable. One given up on here may still be kept: pushed again, it is the same row. */
  return (received: Received[]): Promise<void> =>
    received.length
      ? new Promise((done, failed) => {
          if (waiting.length >= MAX_WAITING) return failed(new Error('too much waits for the database'))
          const late = setTimeout(() => {
            const at = waiting.indexOf(mine)
            if (at >= 0) waiting.splice(at, 1)
            failed(new Error(`the database did not keep it within ${KEPT_WITHIN_MS} ms`))
          }, KEPT_WITHIN_MS)
          const ended =
            <T>(then: (value: T) => void) =>
            (value: T) => {
              clearTimeout(late)
              then(value)
            }
          const mine: Waiting = { received, done: ended(done), failed: ended(failed) }
          waiting.push(mine)
          // let the requests of this turn of the loop gather first
          setImmediate(() => void flush())
        })
      : Promise.resolve()
}
