/** The door of the pages of warnings: whoever is not signed in stands before it, whatever page they asked for. */
import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { ROLES, type Role } from '#domain/kernel/roster.ts'
import { formOf } from '../../http/form.ts'
import { sendPage } from '../../http/page.ts'
import { invalid, Problem } from '../../http/problem.ts'
import { type Env, fromOwnPage, type Sessions } from '../../http/session.ts'
import { signInPage } from '../../pages/door.tsx'
import type { Viewers } from './viewers.ts'

const entering = z.object({
  next: z.string().max(200).default('/warnings'),
  code: z.string().max(20).optional(),
  person: z.string().max(60).optional(),
  token: z.string().max(200).optional(),
})

/** Adds the door. @returns what shows it, with where to go on to and what was wrong before. */
export function enterRoutes(app: Hono<Env>, viewers: Viewers, sessions: Sessions) {
  const show = async (c: Context, next: string, wrong?: string) => {
    const people = []
    for (const p of await sessions.choices(c))
      if (await viewers.watcher(p.id)) people.push({ ...p, role: ROLES[p.role as Role] ?? '' })
    const body = String(signInPage({ next, people, wrong }))
    return sendPage(c, 'paper', { title: '预警应答情况', body }, wrong ? 400 : 401)
  }
  app.post('/warnings/enter', bodyLimit({ maxSize: 4096 }), async (c) => {
    fromOwnPage(c)
    const form = entering.safeParse(await formOf(c))
    if (!form.success) throw invalid(form.error, { code: '123456' })
    const { next, code, person, token } = form.data
    // on to one of these pages only, whatever the form says
    const to = /^\/warnings(?:\/[\w-]{1,60}(?:\/[a-z]{1,20})?)?$/.test(next) ? next : '/warnings'
    try {
      if (token === undefined) await sessions.signIn(c, { code, person })
      else await viewers.enterWall(c, token.trim())
    } catch (error) {
      if (error instanceof Problem) return show(c, to, error.message)
      throw error
    }
    return c.redirect(to, 303)
  })
  return show
}
