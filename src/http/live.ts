/** Server-sent events of the web chat: one listener a process, each stream gets the chats of its person. */
import type { Context } from 'hono'
import type { WebMessage } from '#bots/web/store.ts'
import { SLICE, type WebMemory } from '#db/web/store.ts'
import type { Sessions } from './session.ts'
import { createStreams, type Send } from './stream.ts'

/** Messages may become visible a little out of order; each look goes back by so many of the station's own and skips what was seen. */
const OVERLAP = 200

export type Live = ReturnType<typeof createLive>

export function createLive(
  memory: WebMemory,
  { hearing }: Pick<Sessions, 'hearing'>,
  log: { error(f: object, m: string): void },
) {
  /** Each with the id of its session. */
  const streams = createStreams<string>()
  let unlisten: (() => Promise<void>) | undefined
  let last = 0
  /** What is looked at lies after it; it never goes back, so that all that lies after it and was told is in `seen`. */
  let from = 0
  let seen = new Set<number>()
  let looking = false
  let again = false

  /** All after a revision, a slice at a time; whose chats they may be is asked anew for each. */
  async function* after(rev: number, chats?: () => Promise<string[]>): AsyncGenerator<WebMessage[]> {
    for (let from = rev; ; ) {
      const slice = await memory.since(from, await chats?.())
      yield slice
      if (slice.length < SLICE) return
      from = slice.at(-1)!.rev
    }
  }

  async function tell(fresh: WebMessage[]): Promise<void> {
    if (!fresh.length) return
    // who may hear what is looked at anew: whoever was taken out of a chat or signed out hears no more
    const may = await hearing([...streams.open].map((s) => s.about))
    for (const s of streams.open) if (!may.has(s.about)) s.end()
    for (const m of fresh) {
      seen.add(m.rev)
      last = Math.max(last, m.rev)
      for (const s of streams.open)
        if (may.get(s.about)?.has(m.chat)) void s.send({ event: 'message', id: String(m.rev), data: JSON.stringify(m) })
    }
  }

  async function look(): Promise<void> {
    if (looking) {
      again = true
      return
    }
    looking = true
    try {
      do {
        again = false
        from = Math.max(from, await memory.before(last, OVERLAP))
        const read: number[] = []
        for await (const slice of after(from)) {
          await tell(slice.filter((m) => !seen.has(m.rev)))
          read.push(...slice.map((m) => m.rev))
        }
        seen = new Set(read)
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
      from = await memory.before(last, OVERLAP)
      for (const m of await memory.since(from)) seen.add(m.rev)
      unlisten = await memory.listen(() => void look())
    },
    /** One stream of a session; `from` replays what came after that revision; it ends when the session has. */
    open(c: Context, session: string, from: number | undefined): Response {
      const begin = async (send: Send) => {
        await send({ event: 'hello', data: JSON.stringify({ rev: last }), retry: 2000 })
        if (from === undefined) return
        const chats = async () => [...((await hearing([session])).get(session) ?? [])]
        for await (const slice of after(from, chats))
          for (const m of slice) await send({ event: 'message', id: String(m.rev), data: JSON.stringify(m) })
      }
      return streams.answer(c, { by: session, about: session }, begin, async () =>
        (await hearing([session])).has(session),
      )
    },
    count: () => streams.open.size,
    async close(): Promise<void> {
      await streams.close()
      await unlisten?.().catch(() => {})
    },
  }
}
