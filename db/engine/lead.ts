/**
 * Leadership over all processes of a station: whoever holds a session advisory lock leads. When the leader dies its connection dies with
 * it, and another takes over within a second; when the leader's own connection breaks, its work is aborted at once.
 */
import postgres from 'postgres'
import { LOCKS } from './locks.ts'

export interface Leading {
  /** Whether this process leads now. */
  leads(): boolean
  /** Gives the lead up and waits until the work has ended. */
  stop(): Promise<void>
}

const ASK_EVERY_MS = 500
const BEAT_EVERY_MS = 1_000
const ANSWER_WITHIN_MS = 3_000

/**
 * Runs `work` in exactly one of all processes that ask for the same name. The signal aborts on stop or when the lock is lost;
 * work that ends or throws before that is started again after a pause.
 */
export function lead(
  url: string,
  name: string,
  work: (signal: AbortSignal) => Promise<void>,
  log: { warn(f: object, m: string): void; error(f: object, m: string): void },
): Leading {
  const stopping = new AbortController()
  let leading = false

  async function once(): Promise<void> {
    const lost = new AbortController()
    const sql = postgres(url, {
      max: 1,
      onnotice: () => {},
      connect_timeout: 5,
      idle_timeout: 0,
      max_lifetime: null,
      fetch_types: false,
      onclose: () => lost.abort(),
    })
    try {
      while (!stopping.signal.aborted && !lost.signal.aborted) {
        const [row] = await sql<
          { got: boolean }[]
        >`select pg_try_advisory_lock(${LOCKS.lead}, hashtext(current_setting('anan.station') || ' ' || ${name})) got`
        if (row?.got) break
        await pause(ASK_EVERY_MS, stopping.signal)
      }
      if (stopping.signal.aborted || lost.signal.aborted) return
      leading = true
      const signal = AbortSignal.any([stopping.signal, lost.signal])
      const beat = setInterval(() => {
        // a connection that hangs is as good as broken: the server may have given the lock away
        const hangs = setTimeout(() => lost.abort(), ANSWER_WITHIN_MS)
        sql`select 1`.catch(() => lost.abort()).finally(() => clearTimeout(hangs))
      }, BEAT_EVERY_MS)
      try {
        await work(signal)
      } finally {
        clearInterval(beat)
        leading = false
        if (lost.signal.aborted && !stopping.signal.aborted) log.warn({ lead: name }, 'lost the lead')
      }
    } finally {
      await sql.end({ timeout: 1 }).catch(() => {})
    }
  }

  const running = (async () => {
    while (!stopping.signal.aborted) {
      await once().catch((err) => log.error({ err, lead: name }, 'leader stumbled'))
      if (!stopping.signal.aborted) await pause(ASK_EVERY_MS, stopping.signal)
    }
  })()

  return {
    leads: () => leading,
    async stop() {
      stopping.abort()
      await running
    },
  }
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
  })
