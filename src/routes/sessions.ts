/** Sign-ins to the web pages, as an administrator sees and ends them. */
import { createRoute, z } from '@hono/zod-openapi'
import { listSessions } from '#db/roster/sessions.ts'
import { requires } from '../http/auth.ts'
import { type Api, type ApiDeps, json, listRoute, notFound, PROBLEMS, paged } from '../http/operation.ts'
import { endSession } from '../http/session.ts'
import { personRef, time, viewOf } from '../http/view.ts'
import { says } from './warnings/write.ts'

const session = z
  .object({
    id: z.string(),
    person: personRef.nullable(),
    browser: z.string().nullable().openapi({ example: '手机微信' }),
    signed_in_at: time,
    seen_at: time,
  })
  .openapi('Session')

export function sessionRoutes(api: Api, deps: ApiDeps) {
  const { config, now, database } = deps.runtime
  api.openapi(
    listRoute({
      path: 'sessions',
      scope: 'accounts:write',
      tag: '花名册',
      summary: '网页上还有效的登录',
      query: { person: z.uuid().optional() },
      item: session,
    }),
    async (c) => {
      const { limit, cursor, person } = c.req.valid('query')
      const v = await viewOf(c, deps)
      const page = paged(
        await listSessions(database.db, { personId: person, now: now(), demo: config.demo }, { limit, cursor }),
        limit,
        (s) => s.id,
      )
      const items = page.rows.map((s) => ({
        id: s.id,
        person: v.person(s.personId),
        browser: s.agent,
        signed_in_at: v.iso(s.createdAt),
        seen_at: v.iso(s.seenAt),
      }))
      return c.json({ items, next: page.next }, 200)
    },
  )
  api.openapi(
    createRoute({
      method: 'delete',
      path: '/api/v1/sessions/{id}',
      tags: ['花名册'],
      summary: '结束一次网页登录',
      description: '需要权限 accounts:write。',
      security: [{ token: [] }],
      middleware: requires('accounts:write'),
      request: { params: z.object({ id: z.uuid() }) },
      responses: {
        200: json(z.object({ ended: z.boolean() }), '已结束'),
        404: says('没有这次登录，或者已经结束'),
        ...PROBLEMS,
      },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      if (!(await endSession(deps.decide, config.demo, { id, actor: `token:${c.get('caller').name}` })))
        throw notFound('次登录')
      return c.json({ ended: true }, 200)
    },
  )
}
