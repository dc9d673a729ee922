/** Server-sent events: a heartbeat so that a dead line is seen, and an end that lets the server close. */
import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'

const HEARTBEAT_MS = 10_000

/** An open stream and what it was opened for. */
export interface Stream<T> {
  api: SSEStreamingApi
  about: T
  end(): void
}

export function createStreams<T>() {
  const open = new Set<Stream<T>>()
  return {
    open,
    /** One stream; `begin` says what its browser must know first, `still` whether it may go on, asked at each beat. */
    answer(
      c: Context,
      about: T,
      begin: (api: SSEStreamingApi) => Promise<unknown>,
      still: () => Promise<boolean> = async () => true,
    ): Response {
      return streamSSE(c, async (api) => {
        await new Promise<void>((done) => {
          const end = () => {
            clearInterval(beat)
            open.delete(stream)
            done()
          }
          const beat = setInterval(
            async () =>
              (await still().catch(() => true)) ? void api.writeSSE({ event: 'beat', data: '' }).catch(end) : end(),
            HEARTBEAT_MS,
          )
          const stream: Stream<T> = { api, about, end }
          api.onAbort(end)
          open.add(stream)
          void begin(api).catch(end)
        })
      })
    },
    /** Ends every stream, so that the server can close. */
    async close(): Promise<void> {
      for (const s of [...open]) {
        await s.api.writeSSE({ event: 'bye', data: '', retry: 1000 }).catch(() => {})
        s.end()
      }
    },
  }
}
