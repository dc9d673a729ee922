/** Server-sent events: a heartbeat so that a dead line is seen, bounds on who holds how many, and an end that lets the server close. */
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { type SSEMessage, streamSSE } from 'hono/streaming'

const HEARTBEAT_MS = 10_000
/** A browser has one for all its tabs; where it cannot, one a tab and no more than six. The rest are lines that broke. */
const MOST_EACH = 12
/** So much may wait to be read; whoever is further behind comes back and reads anew. */
const MOST_WAITING = 512
/** Whoever was ended for having too many comes back after a while only. */
const TOO_MANY = { event: 'bye', data: '打开的页面太多，这一个不再自动更新，请刷新或关掉几个。', retry: 30_000 }

export type Send = (message: SSEMessage) => Promise<void>

/** An open stream and what it was opened for. */
export interface Stream<T> {
  about: T
  /** Never fails: a stream that cannot be written to ends. */
  send: Send
  end(): void
}

export function createStreams<T>() {
  const open = new Set<Stream<T> & { by: string }>()

  /** Whoever opens one more ends their oldest: most likely a line that broke and has not been seen to. */
  function makeRoom(by: string): void {
    const theirs = [...open].filter((s) => s.by === by)
    for (const s of theirs.slice(0, Math.max(0, theirs.length - MOST_EACH + 1))) void s.send(TOO_MANY).finally(s.end)
  }

  return {
    open: open as ReadonlySet<Stream<T>>,
    /**
     * One stream; `begin` says what its browser must know first, `still` whether it may go on, asked at each beat.
     * @param by whose it is: a sign-in or a wall, which may hold so many at a time.
     */
    answer(
      c: Context,
      { by, about }: { by: string; about: T },
      begin: (send: Send) => Promise<unknown>,
      still: () => Promise<boolean> = async () => true,
    ): Response {
      return streamSSE(c, async (api) => {
        await new Promise<void>((done) => {
          let waiting = 0
          const end = () => {
            clearInterval(beat)
            open.delete(stream)
            done()
          }
          /** A reader who does not read holds what was said to them in memory: their connection is given up. */
          const giveUp = () => {
            end()
            ;(c.env as Partial<HttpBindings> | undefined)?.outgoing?.destroy()
          }
          const send: Send = async (message) => {
            if (++waiting > MOST_WAITING) return giveUp()
            await api.writeSSE(message).catch(end)
            waiting -= 1
          }
          const beat = setInterval(
            async () => ((await still().catch(() => true)) ? void send({ event: 'beat', data: '' }) : end()),
            HEARTBEAT_MS,
          )
          const stream = { by, about, send, end }
          api.onAbort(end)
          makeRoom(by)
          open.add(stream)
          void begin(send).catch(end)
        })
      })
    },
    /** Ends every stream, so that the server can close. */
    async close(): Promise<void> {
      await Promise.all(
        [...open].map(async (s) => {
          await Promise.race([s.send({ event: 'bye', data: '', retry: 1000 }), later(LAST_WORD_MS)])
          s.end()
        }),
      )
    },
  }
}

/** Whoever does not read is not waited for. */
const LAST_WORD_MS = 500
const later = (ms: number) => new Promise<void>((done) => setTimeout(done, ms).unref())
