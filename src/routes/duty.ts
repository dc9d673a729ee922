/** The duty sheet. */
import { z } from '@hono/zod-openapi'
import { listShifts } from '#db/roster/list.ts'
import { addDays, at } from '#domain/kernel/time.ts'
import { type Api, type ApiDeps, day, instant, listRoute, paged } from '../http/operation.ts'
import { personRef, time, viewOf } from '../http/view.ts'

const shift = z
  .object({
    id: z.string(),
    person: personRef,
    phone: z.string().nullable(),
    post: z.enum(['officer', 'leader']),
    post_words: z.string(),
    lines: z.array(z.string()),
    start_at: time,
    end_at: time,
    now: z.boolean().openapi({ description: '此刻是否当班' }),
  })
  .openapi('Shift')
const POSTS = { officer: '值班员', leader: '带班领导' } as const

export function dutyRoutes(api: Api, deps: ApiDeps) {
  const {
    database: { db },
    config: { tz },
    now,
  } = deps.runtime
  const query = {
    from: day.openapi({ description: '从哪天起', example: '2026-11-24' }),
    to: day.openapi({ description: '到哪天止（含）', example: '2026-12-01' }),
    at: instant.openapi({ description: '只看这一刻当班的人', example: '2026-11-24T10:00:00+08:00' }),
  }
  api.openapi(
    listRoute({
      path: 'duty',
      scope: 'roster:read',
      tag: '值班',
      summary: '值班表',
      query,
      item: shift,
      cursor: 'shift',
    }),
    async (c) => {
      const { limit, cursor, from, to, at: moment } = c.req.valid('query')
      const v = await viewOf(c, deps)
      const found = await listShifts(
        db,
        {
          from: from ? at(from, '00:00', tz) : undefined,
          to: to ? at(addDays(to, 1), '00:00', tz) : undefined,
          at: moment,
        },
        { limit, cursor },
      )
      const page = paged(found, limit, (s) => `${s.startAt.toISOString()}~${s.id}`)
      return c.json(
        {
          items: page.rows.map((s) => ({
            id: s.id,
            person: v.person(s.personId)!,
            phone: v.phone(v.roster.people.get(s.personId)?.phone),
            post: s.post,
            post_words: POSTS[s.post],
            lines: s.lines,
            start_at: v.iso(s.startAt),
            end_at: v.iso(s.endAt),
            now: s.startAt <= now() && now() < s.endAt,
          })),
          next: page.next,
        },
        200,
      )
    },
  )
}
