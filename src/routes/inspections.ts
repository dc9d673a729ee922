/** Checks with their items, and the units under the plan. */
import { z } from '@hono/zod-openapi'
import { itemsOf } from '#db/inspection/list.ts'
import { loadPlanned } from '#db/inspection/load.ts'
import { findRecord } from '#db/record/list.ts'
import { RESULTS } from '#domain/inspection/inspection.ts'
import { standingIn } from '#domain/inspection/plan.ts'
import { STATE_WORDS } from '#domain/record/record.ts'
import { type Api, type ApiDeps, listRoute, notFound, oneRoute } from '../http/operation.ts'
import { personRef, time, viewOf, villageRef } from '../http/view.ts'

const checkSchema = z
  .object({
    id: z.string(),
    no: z.string().openapi({ example: 'JC-20261124-003' }),
    state: z.string(),
    state_words: z.string(),
    drill: z.boolean(),
    unit: z.string(),
    unit_kind: z.string().openapi({ description: '检查表的类型', example: '学校' }),
    place_id: z.string().nullable().openapi({ description: '花名册里的风险点或重点单位' }),
    inspectors: z.array(z.string()),
    begun_at: time,
    ended_at: time.nullable(),
    items: z.array(
      z.object({
        seq: z.number().int(),
        item: z.string(),
        result: z.enum(RESULTS).nullable().openapi({ description: 'null = 还没查' }),
        wrong: z.string().nullable(),
        hazard_no: z.string().nullable().openapi({ example: 'YH-20261124-003' }),
        answered_by: personRef.nullable(),
        answered_at: time.nullable(),
      }),
    ),
  })
  .openapi('Check')

const unitSchema = z
  .object({
    place_id: z.string(),
    name: z.string(),
    village: villageRef.nullable(),
    checklist: z.string().openapi({ example: '学校' }),
    every_days: z.number().int(),
    checked_at: time.nullable(),
    due_on: z.string().nullable().openapi({ description: '已到期还没检查的那一天' }),
    next_on: z.string(),
  })
  .openapi('CheckPlanUnit')

const scope = 'records:read' as const
const tag = '检查'

export function inspectionRoutes(api: Api, deps: ApiDeps) {
  const { db } = deps.runtime.database
  api.openapi(
    oneRoute({ path: 'checks', scope, tag, summary: '一次检查，附各检查项', param: '编号或 id', item: checkSchema }),
    async (c) => {
      const v = await viewOf(c, deps)
      const record = await findRecord(db, ['inspection'], c.req.valid('param').ref, v.sight)
      const found = record && (await itemsOf(db, record.id))
      if (!found) throw notFound('次检查')
      const { inspectors } = record.fields as { inspectors?: string[] }
      return c.json(
        {
          id: record.id,
          no: record.no,
          state: record.state,
          state_words: STATE_WORDS[record.state],
          drill: record.drill,
          unit: v.words(found.check.unit),
          unit_kind: found.check.unitKind,
          place_id: found.check.placeId,
          inspectors: v.words(inspectors ?? []),
          begun_at: v.iso(found.check.begunAt),
          ended_at: v.isoOr(found.check.endedAt),
          items: found.items.map((i) => ({
            seq: i.seq,
            item: v.words(i.item),
            result: i.result,
            wrong: v.words(i.wrong),
            hazard_no: i.hazardNo,
            answered_by: v.person(i.byId),
            answered_at: v.isoOr(i.answeredAt),
          })),
        },
        200,
      )
    },
  )
  const plan = { path: 'check-plan', scope, tag, summary: '检查计划：重点单位多久查一次，上次和下次', item: unitSchema }
  api.openapi(listRoute(plan), async (c) => {
    const v = await viewOf(c, deps)
    const items = standingIn(await deps.decide.context(), await loadPlanned(db)).map((u) => ({
      place_id: u.place.id,
      name: u.place.name,
      village: v.village(u.place.villageCode),
      checklist: u.plan.kind,
      every_days: u.plan.every_days,
      checked_at: v.isoOr(u.checkedAt),
      due_on: u.late ?? null,
      next_on: u.next,
    }))
    return c.json({ items, next: null }, 200)
  })
}
