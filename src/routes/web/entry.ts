/** Signing in and out, and who is there. What is added after this is for people who are signed in. */
import type { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { createRosterCache } from '#db/roster/snapshot.ts'
import { mayWatch } from '#domain/kernel/access.ts'
import { cleaned } from '#domain/kernel/wellformed.ts'
import { inForm, jsonOf } from '../../http/form.ts'
import { Problem } from '../../http/problem.ts'
import { type Env, fromOwnPage, type Sessions } from '../../http/session.ts'
import type { Runtime } from '../../runtime.ts'
import { parse, signing } from './forms.ts'

export function entryRoutes(app: Hono<Env>, { database, now }: Runtime, sessions: Sessions): void {
  const rosters = createRosterCache(database.db)
  // Writes come from our own page only: same origin by the browser's own word, and JSON, which a foreign form cannot send.
  // what somebody wrote is kept without what no text can hold; an address that holds it is none of ours
  app.use('/web/*', inForm({ bodies: false }))
  app.use('/web/*', async (c, next) => {
    if (c.req.method !== 'GET') {
      fromOwnPage(c)
      if (!c.req.path.endsWith('/media') && !c.req.header('content-type')?.startsWith('application/json'))
        throw new Problem(400, '请用 JSON 提交。', { field: 'content-type', example: 'application/json' })
    }
    c.header('cache-control', 'no-store')
    await next()
  })
  app.get('/web/station', async (c) => {
    const people = await sessions.choices(c)
    return c.json({ demo: people.length > 0, people })
  })
  app.post('/web/session', bodyLimit({ maxSize: 4096 }), async (c) => {
    await sessions.signIn(c, parse(signing, cleaned(await jsonOf(c)), { code: '123456' }))
    return c.json({ ok: true })
  })
  app.delete('/web/session', async (c) => {
    await sessions.signOut(c)
    return c.json({ ok: true })
  })
  app.use('/web/*', async (c, next) => {
    const person = await sessions.who(c)
    if (!person) throw new Problem(401, '请先登录。')
    c.set('person', person)
    await next()
  })
  app.get('/web/me', async (c) => {
    const { personId: id, name } = c.get('person')
    const roster = await rosters.get(now())
    const person = roster.people.get(id)
    return c.json({ id, name, watches: !!person && mayWatch(roster, person, now()) })
  })
  app.get('/web/sessions', async (c) => {
    const { id, personId } = c.get('person')
    const list = await sessions.of(personId)
    return c.json(list.map(({ personId: _, name: __, ...s }) => ({ ...s, here: s.id === id })))
  })
  app.delete('/web/sessions/:id', async (c) => {
    const { personId } = c.get('person')
    const id = z.uuid().safeParse(c.req.param('id'))
    if (!id.success || !(await sessions.end(id.data, personId, personId)))
      throw new Problem(404, '这次登录已经结束了。')
    return c.json({ ok: true })
  })
}
