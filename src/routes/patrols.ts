/** The places under the patrol plan: how often, when last, since when missed. */
import { z } from '@hono/zod-openapi'
import { loadPatrolPlan } from '#db/patrol/load.ts'
import { standingIn } from '#domain/patrol/patrol.ts'
import { type Api, type ApiDeps, listRoute } from '../http/operation.ts'
import { time, viewOf, villageRef } from '../http/view.ts'

const placeSchema = z
  .object({
    place_id: z.string(),
    name: z.string(),
    kind: z.string().openapi({ example: '高陡边坡' }),
    village: villageRef.nullable(),
    every_hours: z.number().int(),
    warned: z.boolean().openapi({ description: '因生效预警加密' }),
    visited_at: time.nullable(),
    missed_since: time.nullable().openapi({ description: '从什么时候起该巡查还没有巡查' }),
    next_due: time,
  })
  .openapi('PatrolPlanPlace')

const plan = {
  path: 'patrol-plan',
  scope: 'records:read',
  tag: '巡查',
  summary: '巡查计划：哪些点多久一次，上次什么时候，漏了没有',
  item: placeSchema,
} as const

export function patrolRoutes(api: Api, deps: ApiDeps) {
  const { db } = deps.runtime.database
  api.openapi(listRoute(plan), async (c) => {
    const v = await viewOf(c, deps)
    const context = await deps.decide.context()
    const items = standingIn(context, await loadPatrolPlan(db, context.now)).map((p) => ({
      place_id: p.place.id,
      name: p.place.name,
      kind: p.place.kind,
      village: v.village(p.place.villageCode),
      every_hours: p.everyHours,
      warned: p.warned,
      visited_at: v.isoOr(p.visitedAt),
      missed_since: v.isoOr(p.missedSince),
      next_due: v.iso(p.nextDue),
    }))
    return c.json({ items, next: null }, 200)
  })
}
