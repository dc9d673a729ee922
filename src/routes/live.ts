/** Server-sent events of the web chat: one listener a process, each stream gets the chats of its person. */
import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { WebMessage } from '#bots/web/store.ts'
import type { WebMemory } from '#db/load/web.ts'

interface Stream {
  api: SSEStreamingApi
  chats: Set<string>
  end: () => void
}

const HEARTBEAT_MS = 10_000
/** Revisions may become visible a little out of order; each look goes back this far and skips what was seen. */
const OVERLAP = 200

export function createLive(memory: WebMemory, log: { error(f: object, m: string): void }) {
  const streams = new Set<Stream>()
  let unlisten: (() => Promise<void>) | undefined
  let last = 0
  let seen = new Set<number>()
  let looking = false
  let again = false

  async function look(): Promise<void> {
    if (looking) {
      again = true
      return
    }
    looking = true
    try {
      do {
        again = false
        const fresh = (await memory.since(Math.max(0, last - OVERLAP))).filter((m) => !seen.has(m.rev))
        for (const m of fresh) {
          seen.add(m.rev)
          last = Math.max(last, m.rev)
          for (const s of streams)
            if (s.chats.has(m.chat))
              void s.api.writeSSE({ event: 'message', id: String(m.rev), data: JSON.stringify(m) }).catch(s.end)
        }
        if (seen.size > OVERLAP * 4) seen = new Set([...seen].filter((r) => r > last - OVERLAP * 2))
        if (fresh.length >= 500) again = true
      } while (again)
    } catch (err) {
      log.error({ err }, 'could not look for web messages')
    } finally {
      looking = false
    }
  }

  return {
    async start(): Promise<void> {
      last = await memory.lastRev()
      for (const m of await memory.since(Math.max(0, last - OVERLAP))) seen.add(m.rev)
      unlisten = await memory.listen(() => void look())
    },
    /** One stream; `from` replays what came after that revision. */
    async open(c: Context, chats: string[], from: number | undefined): Promise<Response> {
      return streamSSE(c, async (api) => {
        await new Promise<void>((end) => {
          const stream: Stream = { api, chats: new Set(chats), end }
          const beat = setInterval(() => void api.writeSSE({ event: 'beat', data: '' }).catch(end), HEARTBEAT_MS)
          api.onAbort(end)
          streams.add(stream)
          void (async () => {
            await api.writeSSE({ event: 'hello', data: JSON.stringify({ rev: last }), retry: 2000 })
            const missed: WebMessage[] = from === undefined ? [] : await memory.since(from, chats)
            for (const m of missed) await api.writeSSE({ event: 'message', id: String(m.rev), data: JSON.stringify(m) })
          })().catch(end)
          const done = end
          stream.end = () => {
            clearInterval(beat)
            streams.delete(stream)
            done()
          }
          api.onAbort(stream.end)
        })
      })
    },
    count: () => streams.size,
    /** Ends every stream, so that the server can close. */
    async close(): Promise<void> {
      for (const s of [...streams]) {
        await s.api.writeSSE({ event: 'bye', data: '', retry: 1000 }).catch(() => {})
        s.end()
      }
      await unlisten?.().catch(() => {})
    },
  }
}
