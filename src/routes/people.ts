/** People, grids and groups of the roster. */
import { z } from '@hono/zod-openapi'
import { listGrids, listGroups, listPeople, membersOf } from '#db/roster/list.ts'
import { ROLES, type Role } from '#domain/kernel/roster.ts'
import { type Api, type ApiDeps, flag, listRoute, paged, villageQuery } from '../http/operation.ts'
import { time, viewOf, villageRef } from '../http/view.ts'

const role = z.object({
  role: z.enum(Object.keys(ROLES) as [Role, ...Role[]]),
  words: z.string(),
  village: villageRef.nullable(),
  grid: z.string().nullable(),
})
const personSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    phone: z.string().nullable().openapi({ description: '管理员以下隐去中间四位', example: '138****5678' }),
    active: z.boolean(),
    on_leave_until: time.nullable(),
    roles: z.array(role),
    channels: z.array(z.string()).openapi({ description: '已绑定账号的渠道；空 = 发不到，要打电话' }),
  })
  .openapi('Person')
const grid = z
  .object({
    id: z.string(),
    name: z.string(),
    village: villageRef.nullable(),
    seq: z.number().int(),
    external_code: z.string().nullable(),
    members: z.array(z.string()),
  })
  .openapi('Grid')
const group = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.string(),
    villages: z.array(villageRef),
    chats: z.array(
      z.object({
        channel: z.string(),
        id: z.string(),
        name: z.string().nullable(),
        active: z.boolean(),
        members: z.number().nullable(),
      }),
    ),
  })
  .openapi('Group')

export function peopleRoutes(api: Api, deps: ApiDeps) {
  const { db } = deps.runtime.database
  const scope = 'roster:read'
  api.openapi(
    listRoute({
      path: 'people',
      scope,
      tag: '花名册',
      summary: '人员',
      query: { active: flag, role: role.shape.role.optional(), village: villageQuery },
      item: personSchema,
    }),
    async (c) => {
      const { limit, cursor, active, role, village } = c.req.valid('query')
      const v = await viewOf(c, deps)
      const page = paged(
        await listPeople(db, { active, role, villageCode: v.villageAsked(village) }, { limit, cursor }),
        limit,
        (p) => p.id,
      )
      const grids = new Map(v.roster.grids.map((g) => [g.id, g.name]))
      return c.json(
        {
          items: page.rows.map((p) => ({
            id: p.id,
            name: p.name,
            phone: v.phone(p.phone),
            active: p.active,
            on_leave_until: v.isoOr(p.onLeaveUntil),
            roles: (v.roster.people.get(p.id)?.roles ?? []).map((r) => ({
              role: r.role,
              words: ROLES[r.role],
              village: v.village(r.villageCode),
              grid: grids.get(r.gridId ?? '') ?? null,
            })),
            channels: [...new Set((v.roster.reach.get(p.id) ?? []).map((r) => r.channel))],
          })),
          next: page.next,
        },
        200,
      )
    },
  )
  api.openapi(listRoute({ path: 'grids', scope, tag: '花名册', summary: '网格和网格员', item: grid }), async (c) => {
    const { limit, cursor } = c.req.valid('query')
    const v = await viewOf(c, deps)
    const page = paged(await listGrids(db, { limit, cursor }), limit, (g) => g.id)
    const members = new Map<string, string[]>()
    for (const p of v.roster.people.values())
      for (const r of p.roles)
        if (p.active && r.gridId) members.set(r.gridId, [...(members.get(r.gridId) ?? []), p.name])
    return c.json(
      {
        items: page.rows.map((g) => ({
          id: g.id,
          name: g.name,
          village: v.village(g.villageCode),
          seq: g.seq,
          external_code: g.externalCode,
          members: members.get(g.id) ?? [],
        })),
        next: page.next,
      },
      200,
    )
  })
  api.openapi(
    listRoute({ path: 'groups', scope, tag: '花名册', summary: '群组和所在的群聊', item: group }),
    async (c) => {
      const { limit, cursor } = c.req.valid('query')
      const v = await viewOf(c, deps)
      const page = paged(await listGroups(db, { limit, cursor }), limit, (g) => g.id)
      const chats = v.roster.chats.filter((x) => page.rows.some((g) => g.id === x.groupId))
      const counts = await membersOf(
        db,
        chats.filter((x) => x.channel === 'web').map((x) => x.chat),
      )
      return c.json(
        {
          items: page.rows.map((g) => ({
            id: g.id,
            name: g.name,
            kind: g.kind,
            villages: g.villages.map((code) => v.village(code)!),
            chats: chats
              .filter((x) => x.groupId === g.id)
              .map((x) => ({
                channel: x.channel,
                id: x.chat,
                name: x.name,
                active: x.active,
                members: x.channel === 'web' ? (counts.get(x.chat) ?? 0) : null,
              })),
          })),
          next: page.next,
        },
        200,
      )
    },
  )
}
