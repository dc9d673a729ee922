/** Whether the database still answers while somebody waits for it. What only takes long is waited for; a database that stands still is said to. */
import { setTimeout as sleep } from 'node:timers/promises'

/** A request that takes longer than this is worth a question to the database. */
const LOOK_AFTER_MS = 500
/** The question is the smallest there is: unanswered for so long, the database stands still. */
const ANSWERED_WITHIN_MS = 1_500

export interface Pulse {
  /**
   * The work's own end, however long it takes.
   * @throws as soon as the database is known not to answer; the work may still be done when it does
   */
  whileAlive<T>(work: Promise<T>): Promise<T>
}

/** @param ask one small question to the database, on a connection that nothing else waits for. */
export function createPulse(ask: () => Promise<unknown>): Pulse {
  // all who wait share one question
  let asking: Promise<boolean> | undefined
  const alive = () =>
    (asking ??= Promise.race([
      ask().then(
        () => true,
        () => false,
      ),
      sleep(ANSWERED_WITHIN_MS, false, { ref: false }),
    ]).finally(() => {
      asking = undefined
    }))
  return {
    async whileAlive(work) {
      let ended = false
      const end = () => {
        ended = true
      }
      work.then(end, end)
      for (;;) {
        await Promise.race([work.catch(() => {}), sleep(LOOK_AFTER_MS, undefined, { ref: false })])
        if (ended) return work
        const answers = await Promise.race([work.then(() => true).catch(() => true), alive()])
        if (!answers) throw new Error('the database does not answer')
      }
    },
  }
}
