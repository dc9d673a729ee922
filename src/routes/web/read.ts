/** Reading chats. Deny first: each chat and each photo is asked for membership. */
import type { Hono } from 'hono'
import { sniff } from '#bots/sniff.ts'
import type { WebMemory } from '#db/web/store.ts'
import type { Live } from '../../http/live.ts'
import { Problem } from '../../http/problem.ts'
import type { Env } from '../../http/session.ts'
import { entered } from './entered.ts'

export function readRoutes(app: Hono<Env>, memory: WebMemory, live: Live): void {
  app.get('/web/chats', async (c) => c.json(await memory.chatsOf(c.get('person').personId)))
  app.get('/web/chats/:id/messages', async (c) => {
    const chat = await entered(c, memory)
    const before = c.req.query('before')
    // of this century: a database knows fewer years than a clock here
    if (before !== undefined && (!/^20\d\d-/.test(before) || Number.isNaN(new Date(before).getTime())))
      throw new Problem(400, '“before”应为时间。', { field: 'before', example: '2026-11-24T08:00:00Z' })
    const members = Object.fromEntries((await memory.members(chat)).map((m) => [m.account, m.name]))
    return c.json({
      messages: await memory.messages(chat, before ? new Date(before) : undefined),
      members: { ...members, [c.get('person').personId]: c.get('person').name },
    })
  })
  app.get('/web/events', async (c) => {
    const from = Number(c.req.header('last-event-id') ?? c.req.query('from') ?? Number.NaN)
    return live.open(c, c.get('person').id, Number.isFinite(from) ? from : undefined)
  })
  app.get('/web/media/:hash', async (c) => {
    const hash = c.req.param('hash')
    try {
      if (!(await memory.maySee(hash, c.get('person').personId))) throw new Error('not for them')
      const bytes = await memory.media(hash)
      return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
        'content-type': sniff(bytes),
        'cache-control': 'private, max-age=86400',
        'content-disposition': 'inline',
        'x-content-type-options': 'nosniff',
      })
    } catch {
      throw new Problem(404, '没有这张照片。')
    }
  })
}
