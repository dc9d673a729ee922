/** Warnings and drills as they stand: the original unchanged, who was asked, who answered and who has not. */
import { z } from '@hono/zod-openapi'
import type { Db } from '#db/engine/tx.ts'
import { answersOf, findWarning, listWarnings, obligationsOf } from '#db/warning/list.ts'
import type { ObligationRow, WarningRow } from '#db/warning/tables.ts'
import { dutyWords, isOwed } from '#domain/warning/warning.ts'
import { type Api, type ApiDeps, flag, listRoute, notFound, oneRoute, paged } from '../../http/operation.ts'
import { personRef, time, type View, viewOf, villageRef } from '../../http/view.ts'

const STATES = ['draft', 'open', 'superseded', 'lifted', 'closed', 'discarded'] as const

const warningSchema = z
  .object({
    id: z.string(),
    no: z.string(),
    drill: z.boolean(),
    state: z.enum(STATES),
    action: z.string(),
    event: z.string().nullable(),
    colour: z.string().nullable(),
    issuer: z.string().nullable(),
    issued_at: time.nullable(),
    villages: z.array(villageRef).openapi({ description: '空 = 全镇' }),
    unannounced: z.boolean().openapi({ description: '双盲演练' }),
    area: z
      .object({
        grids: z.array(z.string()),
        places: z.array(z.string()),
        polygons: z.array(z.array(z.array(z.number()))),
        team: z.literal(true).optional().openapi({ description: '应急救援队的演练' }),
        nowhere: z.literal(true).optional().openapi({ description: '原文说的地方不在本镇，等值班员选范围' }),
      })
      .openapi({ description: '村以外还点到的网格、风险点、划定范围（纬度,经度，WGS-84）' }),
    original: z.string().openapi({ description: '原文，一字不改' }),
    hash: z.string().openapi({ description: '原文的 SHA-256' }),
    task: z.string().nullable(),
    missing: z.array(z.string()).openapi({ description: '原文没有写明的要素' }),
    requested_by: z.string(),
    created_at: time,
    opened_at: time.nullable(),
    ended_at: time.nullable(),
    supersedes: z.string().nullable(),
    identifier: z.string().nullable().openapi({ description: '官方编号' }),
    follows: z.array(z.string()).openapi({ description: '它变更或取消的官方编号' }),
    code: z.string().nullable().openapi({ description: '事件代码', example: '11B03' }),
    effective_at: time.nullable(),
    expires_at: time.nullable(),
    doubts: z
      .array(z.object({ flag: z.string(), taken: z.string().optional(), said: z.string().optional() }))
      .openapi({ description: '要值班员核对的地方' }),
    asked: z.number().int(),
    answered: z.number().int(),
  })
  .openapi('Warning')

const obligation = z
  .object({
    person: personRef,
    phone: z.string().nullable(),
    village: villageRef.nullable(),
    role: z.string(),
    reach: z.enum(['ok', 'unbound', 'on_leave', 'refused']).openapi({ description: '不是 ok 的人要打电话' }),
    step: z.number().int(),
    answered_at: time.nullable(),
    answer: z.string().nullable(),
    answered_how: z.string().nullable(),
    acted_at: time.nullable().openapi({ description: '已行动（报了转移）' }),
    ended_at: time.nullable().openapi({ description: '已由新的预警接替，不用再应答' }),
    contact: personRef.nullable().openapi({ description: '被请去叫应此人的人' }),
  })
  .openapi('Obligation')

export const withObligations = warningSchema
  .extend({ policy: z.unknown(), obligations: z.array(obligation), unanswered: z.array(personRef) })
  .openapi('WarningWithObligations')

/** What a message became: one warning for each of its signals. */
export const takenWarnings = withObligations
  .extend({ also: z.array(withObligations).openapi({ description: '同一条原文里的其他预警' }) })
  .openapi('WarningTaken')

const warningView = (v: View, w: WarningRow, count = { asked: 0, answered: 0 }) => ({
  id: w.id,
  no: w.no,
  drill: w.drill,
  state: w.state,
  action: w.action,
  event: w.event,
  colour: w.colour,
  issuer: w.issuer,
  issued_at: v.isoOr(w.issuedAt),
  villages: w.villages.map((code) => v.village(code)!),
  unannounced: w.unannounced,
  area: { ...w.area, polygons: w.area.polygons.map((corners) => corners.map((point) => [...point])) },
  original: w.original,
  hash: w.hash,
  task: w.task,
  missing: w.missing,
  requested_by: v.roster.people.get(w.requestedBy)?.name ?? w.requestedBy,
  created_at: v.iso(w.createdAt),
  opened_at: v.isoOr(w.openedAt),
  ended_at: v.isoOr(w.endedAt),
  supersedes: w.supersedes,
  identifier: w.identifier,
  follows: w.follows,
  code: w.code,
  effective_at: v.isoOr(w.effectiveAt),
  expires_at: v.isoOr(w.expiresAt),
  doubts: w.doubts,
  ...count,
})

const obligationView = (v: View, o: ObligationRow) => ({
  // the name as it was when asked
  person: { ...v.person(o.personId)!, ...(o.name ? { name: o.name } : {}) },
  phone: v.phone(v.roster.people.get(o.personId)?.phone),
  village: v.village(o.villageCode),
  role: dutyWords(o.role),
  reach: o.reach,
  step: o.step,
  answered_at: v.isoOr(o.answeredAt),
  answer: v.words(o.answer),
  answered_how: o.answeredHow,
  acted_at: v.isoOr(o.actedAt),
  ended_at: v.isoOr(o.endedAt),
  contact: o.contactId ? (v.person(o.contactId) ?? null) : null,
})

/** The whole of one warning, as GET answers it; writes answer with it too. */
export async function wholeWarning(db: Db, v: View, row: WarningRow) {
  const duties = await obligationsOf(db, [row.id])
  const open = duties.filter(isOwed)
  return {
    ...warningView(v, row, {
      asked: duties.filter((o) => !o.endedAt).length,
      answered: duties.filter((o) => o.answeredAt).length,
    }),
    policy: row.policy,
    obligations: duties.map((o) => obligationView(v, o)),
    unanswered: open.map((o) => v.person(o.personId)!),
  }
}

export function warningReadRoutes(api: Api, deps: ApiDeps) {
  const { db } = deps.runtime.database
  const scope = 'warnings:read'
  const state = z.enum(STATES).optional()
  const drill = flag.openapi({ description: '缺省 false：不含演练' })
  // Drills have a list of their own, and are in the other only when asked for.
  const lists = [
    { path: 'warnings', noun: '预警', always: undefined },
    { path: 'drills', noun: '演练', always: true },
  ] as const
  for (const { path, noun, always } of lists) {
    api.openapi(
      listRoute({ path, scope, tag: '预警', summary: noun, query: { state, drill }, item: warningSchema }),
      async (c) => {
        const { limit, cursor, ...asked } = c.req.valid('query')
        const v = await viewOf(c, deps)
        const page = paged(
          await listWarnings(db, { state: asked.state, drill: always ?? asked.drill ?? false }, v.sight, {
            limit,
            cursor,
          }),
          limit,
          (w) => w.id,
        )
        const counts = await answersOf(
          db,
          page.rows.map((w) => w.id),
        )
        return c.json({ items: page.rows.map((w) => warningView(v, w, counts.get(w.id))), next: page.next }, 200)
      },
    )
    api.openapi(
      oneRoute({
        path,
        scope,
        tag: '预警',
        summary: `一条${noun}：谁答了，谁没答`,
        param: '编号或 id',
        item: withObligations,
      }),
      async (c) => {
        const v = await viewOf(c, deps)
        const row = await findWarning(db, c.req.valid('param').ref, v.sight)
        if (!row) throw notFound(`条${noun}`)
        return c.json(await wholeWarning(db, v, row), 200)
      },
    )
  }
}
