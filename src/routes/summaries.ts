/** The leaders' summaries. */
import { z } from '@hono/zod-openapi'
import { listSummaries } from '#db/summary/list.ts'
import { type Api, type ApiDeps, listRoute, paged } from '../http/operation.ts'
import { personRef, time, viewOf } from '../http/view.ts'

const summary = z
  .object({
    day: z.string(),
    slot: z.string(),
    person: personRef,
    body: z.record(z.string(), z.unknown()),
    created_at: time,
  })
  .openapi('Summary')

export function summaryRoutes(api: Api, deps: ApiDeps) {
  const { db } = deps.runtime.database
  api.openapi(
    listRoute({
      path: 'summaries',
      scope: 'summaries:read',
      tag: '值班',
      summary: '已发出的日报',
      item: summary,
      cursor: 'summary',
    }),
    async (c) => {
      const { limit, cursor } = c.req.valid('query')
      const v = await viewOf(c, deps)
      const page = paged(await listSummaries(db, { limit, cursor }), limit, (s) => `${s.day}~${s.slot}~${s.personId}`)
      return c.json(
        {
          items: page.rows.map((s) => ({
            day: s.day,
            slot: s.slot,
            person: v.person(s.personId)!,
            body: v.words(s.body as Record<string, unknown>),
            created_at: v.iso(s.createdAt),
          })),
          next: page.next,
        },
        200,
      )
    },
  )
}
