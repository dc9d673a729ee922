/**
 * Work that may not hold the process: a pattern that never comes to an end, or a decision that goes round, is cut off after a
 * time and thrown, whatever it is doing. Everything else of the process (the doors, /health, SIGTERM) goes on afterwards.
 */
import { Script } from 'node:vm'

/** Thrown in place of an answer that did not come in time. */
export class TookTooLong extends Error {
  constructor(what: string, ms: number) {
    super(`${what} took longer than ${ms} ms`)
  }
}

const JOB = Symbol.for('anan.within')
const script = new Script(`globalThis[Symbol.for('anan.within')]()`)

/**
 * What `work` gives, at once and in this thread; `work` is synchronous and changes nothing outside itself. The engine's own
 * watchdog cuts it off, also inside a regular expression. It costs about a tenth of a millisecond: wrap batches, not words.
 * @throws TookTooLong after `ms`; whatever `work` throws
 */
export function within<T>(ms: number, what: string, work: () => T): T {
  const outer = Reflect.get(globalThis, JOB)
  let given: { value: T } | undefined
  Reflect.set(globalThis, JOB, () => {
    given = { value: work() }
  })
  try {
    script.runInThisContext({ timeout: ms })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw new TookTooLong(what, ms)
    throw error
  } finally {
    Reflect.set(globalThis, JOB, outer)
  }
  return given!.value
}
