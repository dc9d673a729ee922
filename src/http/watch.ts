/** The live page's stream: while somebody watches a warning, its mark is looked at once a second, and a change is told. */
import type { Context } from 'hono'
import type { Db } from '#db/engine/tx.ts'
import { marksOf } from '#db/warning/evidence.ts'
import { createStreams, type Send } from './stream.ts'

/** A hundred answers in a second are one change to show. */
const LOOK_EVERY_MS = 1_000

export function createWatch(db: Db, log: { error(f: object, m: string): void }) {
  /** Each with the warning it watches and the mark its browser knows. */
  const streams = createStreams<{ id: string; mark?: string; still(): Promise<boolean> }>()
  let looking = false

  async function look(): Promise<void> {
    if (looking || !streams.open.size) return
    looking = true
    try {
      const marks = await marksOf(db, [...new Set([...streams.open].map((s) => s.about.id))])
      for (const { send, about, end } of [...streams.open]) {
        const mark = marks.get(about.id)
        if (about.mark !== undefined && about.mark !== mark) {
          if (await about.still()) void send({ event: 'changed', data: '' })
          else end()
        }
        if (about.mark !== undefined) about.mark = mark
      }
    } catch (err) {
      log.error({ err }, 'could not look at watched warnings')
    } finally {
      looking = false
    }
  }
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)

  return {
    /** @param by whose stream it is. @param still whether whoever watches may still: asked at each change and each beat. */
    open(c: Context, by: string, id: string, still: () => Promise<boolean>): Response {
      const about: { id: string; mark?: string; still(): Promise<boolean> } = { id, still }
      // the mark is taken before the browser is told to look, so that nothing falls in between
      const begin = async (send: Send) => {
        about.mark = (await marksOf(db, [id])).get(id) ?? ''
        await send({ event: 'hello', data: '', retry: 2000 })
      }
      return streams.answer(c, { by, about }, begin, still)
    },
    async close(): Promise<void> {
      clearInterval(timer)
      await streams.close()
    },
  }
}
