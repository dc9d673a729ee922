/**
 * Emergency broadcasts by API: what was asked for and how far it got in each village; a request, and a stop.
 * Approving is not here: it is a person's signature, and a token is nobody's.
 */
import { createRoute, z } from '@hono/zod-openapi'
import { findBroadcast, listBroadcasts } from '#db/broadcast/load.ts'
import type { Db } from '#db/engine/tx.ts'
import { findWarning } from '#db/warning/list.ts'
import { AIR_STATES, BROADCAST_STATES, type BroadcastState, type BroadcastView } from '#domain/broadcast/broadcast.ts'
import { request, stop } from '#domain/broadcast/lifecycle.ts'
import { BROADCAST, BROADCASTS_OPEN } from '#domain/broadcast/needs.ts'
import type { Warning } from '#domain/warning/warning.ts'
import { decideNow } from '#jobs/decide.ts'
import { requires } from '../http/auth.ts'
import { type Answer, idempotent } from '../http/idempotent.ts'
import {
  type Api,
  type ApiDeps,
  flag,
  json,
  listRoute,
  notFound,
  oneRoute,
  PROBLEMS,
  paged,
} from '../http/operation.ts'
import { Problem } from '../http/problem.ts'
import { personRef, time, type View, viewOf, villageRef } from '../http/view.ts'
import { says } from './warnings/write.ts'

const STATES = Object.keys(BROADCAST_STATES) as [BroadcastState, ...BroadcastState[]]
const AIRED = Object.keys(AIR_STATES) as [keyof typeof AIR_STATES, ...(keyof typeof AIR_STATES)[]]

const schema = z
  .object({
    id: z.string(),
    no: z.string(),
    drill: z.boolean(),
    state: z.enum(STATES).openapi({ description: 'accepted = 平台已接收，还没有播出' }),
    warning_id: z.string().nullable(),
    title: z.string(),
    text: z.string(),
    hash: z.string().openapi({ description: '播出内容的 SHA-256' }),
    villages: z.array(villageRef).openapi({ description: '空 = 全镇' }),
    reason: z.string(),
    requested_by: z.string(),
    created_at: time,
    start_at: time.nullable(),
    end_at: time.nullable(),
    ended_at: time.nullable(),
    approval: z
      .object({
        requester: z.string(),
        approver: personRef,
        at: time,
        mode: z.enum(['signed', 'phone_order']),
        reason: z.string(),
        text_hash: z.string(),
        said_at: time,
        recorded_by: z.string().nullable(),
        signed_at: time.nullable().openapi({ description: '电话同意的，补签之前是 null' }),
        denied_at: time.nullable(),
      })
      .nullable(),
    stop: z.object({ by: z.string(), at: time, reason: z.string() }).nullable(),
    heard: z
      .array(
        z.object({
          village: villageRef,
          state: z.enum(AIRED),
          coverage: z.number().nullable().openapi({ description: '0 到 1' }),
          reached: z.string().nullable().openapi({ description: '平台、适配器、发射机、终端的数量' }),
          note: z.string().nullable(),
          reported_at: time.nullable(),
        }),
      )
      .openapi({ description: '各村播到哪一步，以平台报告为准' }),
  })
  .openapi('Broadcast')

const view = (v: View, { broadcast: b, villages }: BroadcastView) => {
  const name = (id: string) => v.roster.people.get(id)?.name ?? id
  const at = (iso: string) => v.iso(new Date(iso))
  const atOr = (iso: string | null) => (iso ? at(iso) : null)
  return {
    id: b.id,
    no: b.no,
    drill: b.drill,
    state: b.state,
    warning_id: b.warningId,
    title: b.title,
    text: b.text,
    hash: b.hash,
    villages: b.villages.map((code) => v.village(code)!),
    reason: b.reason,
    requested_by: name(b.requestedBy),
    created_at: v.iso(b.createdAt),
    start_at: v.isoOr(b.startAt),
    end_at: v.isoOr(b.endAt),
    ended_at: v.isoOr(b.endedAt),
    approval: b.approval && {
      requester: name(b.approval.requester),
      approver: v.person(b.approval.approver)!,
      at: at(b.approval.at),
      mode: b.approval.mode,
      reason: b.approval.reason,
      text_hash: b.approval.textHash,
      said_at: at(b.approval.saidAt),
      recorded_by: b.approval.recordedBy && name(b.approval.recordedBy),
      signed_at: atOr(b.approval.signedAt),
      denied_at: atOr(b.approval.deniedAt),
    },
    stop: b.stop && { by: name(b.stop.by), at: at(b.stop.at), reason: b.stop.reason },
    heard: villages.map((x) => ({
      village: v.village(x.villageCode)!,
      state: x.state,
      coverage: x.coverage,
      reached: x.reached,
      note: x.note,
      reported_at: v.isoOr(x.reportedAt),
    })),
  }
}

const input = z
  .object({
    text: z.string().trim().min(2).max(500).optional().openapi({ description: '本镇的通知，和 warning 二选一' }),
    villages: z
      .array(z.string().max(40))
      .max(500)
      .optional()
      .openapi({ description: '村名或12位代码；空列表 = 全镇。播自己的通知时必填', example: ['石岭村'] }),
    warning: z
      .string()
      .max(60)
      .optional()
      .openapi({ description: '转播的预警编号，原文一字不改', example: 'YJ-20261124-001' }),
    minutes: z.number().int().min(1).max(720).optional().openapi({ description: '播多久，分钟' }),
  })
  .strict()
  .openapi('BroadcastInput')

const tags = ['应急广播']
const key = z.object({ 'idempotency-key': z.string().optional() })
const scope = 'broadcasts:read'
const path = 'broadcasts'

export function broadcastRoutes(api: Api, deps: ApiDeps) {
  const { db } = deps.runtime.database
  const keptAs = async (id: string, v: View, tx: unknown) => view(v, (await findBroadcast(tx as Db, id))!)

  api.openapi(
    listRoute({
      path,
      scope,
      tag: '应急广播',
      summary: '应急广播',
      query: { state: z.enum(STATES).optional(), drill: flag },
      item: schema,
    }),
    async (c) => {
      const { limit, cursor, state, drill } = c.req.valid('query')
      const v = await viewOf(c, deps)
      const page = paged(
        await listBroadcasts(db, { state, drill: drill ?? false }, { limit, cursor }),
        limit,
        (s) => s.broadcast.id,
      )
      return c.json({ items: page.rows.map((s) => view(v, s)), next: page.next }, 200)
    },
  )

  api.openapi(
    oneRoute({
      path,
      scope,
      tag: '应急广播',
      summary: '一条应急广播：谁同意的，各村播到哪一步',
      param: '编号或 id',
      item: schema,
    }),
    async (c) => {
      const found = await findBroadcast(db, c.req.valid('param').ref)
      if (!found) throw notFound('条广播')
      return c.json(view(await viewOf(c, deps), found), 200)
    },
  )

  api.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/broadcasts',
      tags,
      summary: '申请一条应急广播',
      description: '需要权限 broadcasts:write。只是申请：要带班领导或镇领导本人同意后才播。可带 Idempotency-Key。',
      security: [{ token: [] }],
      middleware: requires('broadcasts:write'),
      request: { headers: key, body: { required: true, content: { 'application/json': { schema: input } } } },
      responses: {
        201: json(schema, '已申请'),
        409: says('这个 Idempotency-Key 已用于另一份内容，或同样的内容已在办'),
        ...PROBLEMS,
      },
    }),
    async (c) => {
      const asked = c.req.valid('json')
      const v = await viewOf(c, deps)
      if (!asked.warning === !asked.text)
        throw new Problem(400, '“text”和“warning”要填一项，只填一项。', {
          field: 'text',
          example: '请低洼处住户立即转移到村小学。',
        })
      if (asked.text && !asked.villages)
        throw new Problem(400, '没有写明播给哪几个村。', { field: 'villages', example: ['石岭村'] })
      const villages = (asked.villages ?? []).map((said, i) => v.villageAsked(said, `villages.${i}`)!)
      const warning = asked.warning ? await findWarning(db, asked.warning, v.sight) : undefined
      if (asked.warning && !warning)
        throw new Problem(400, '没有找到这条预警。', { field: 'warning', example: 'YJ-20261124-001' })
      const by = `token:${c.get('caller').name}`
      return idempotent(c, deps.runtime.now(), async (once) => {
        let id = ''
        let answer: Answer | undefined
        await decideNow(deps.decide, by, {
          first: (tx) => once.check(tx),
          needs: { open: BROADCASTS_OPEN.of(null) },
          decide: (g, { open }) => {
            const made = request(
              g,
              { by, villages, text: asked.text, warning: warning as Warning | undefined, minutes: asked.minutes },
              open,
            )
            if ('fault' in made)
              throw new Problem(400, made.fault.said, { field: made.fault.field, example: made.fault.example })
            id = made.id
            return made.changes
          },
          last: async (tx) => {
            answer = await once.keep(tx, { status: 201, body: await keptAs(id, v, tx) })
          },
        })
        return answer!
      }) as never
    },
  )

  api.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/broadcasts/{ref}/stop',
      tags,
      summary: '要求停播',
      description: '需要权限 broadcasts:write。平台确认后状态才是 cancelled。可带 Idempotency-Key。',
      security: [{ token: [] }],
      middleware: requires('broadcasts:write'),
      request: {
        headers: key,
        params: z.object({ ref: z.string().openapi({ example: 'GB-20261124-001' }) }),
        body: {
          required: true,
          content: {
            'application/json': {
              schema: z.object({ reason: z.string().trim().min(1).max(200) }).openapi('BroadcastStop'),
            },
          },
        },
      },
      responses: { 200: json(schema, '已要求停播'), 404: says('没有这一条'), 409: says('已经结束'), ...PROBLEMS },
    }),
    async (c) => {
      const { reason } = c.req.valid('json')
      const v = await viewOf(c, deps)
      const id = (await findBroadcast(db, c.req.valid('param').ref))?.broadcast.id
      if (!id) throw notFound('条广播')
      const by = `token:${c.get('caller').name}`
      return idempotent(c, deps.runtime.now(), async (once) => {
        let answer: Answer | undefined
        await decideNow(deps.decide, by, {
          first: (tx) => once.check(tx),
          needs: { view: BROADCAST.of(id) },
          decide: (g, { view }) => {
            const changes = view ? stop(g, view, by, reason) : []
            if (!changes.length) throw new Problem(409, '这条广播已经结束或正在停播。', { field: 'ref' })
            return changes
          },
          last: async (tx) => {
            answer = await once.keep(tx, { status: 200, body: await keptAs(id, v, tx) })
          },
        })
        return answer!
      }) as never
    },
  )
}
