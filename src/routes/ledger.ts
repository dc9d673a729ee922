/** The ledger and the outbox: what happened and what became of every message. */
import { z } from '@hono/zod-openapi'
import { listLedger, listOutbox } from '#db/flow/list.ts'
import { PRIORITY } from '#domain/kernel/fact.ts'
import { type Api, type ApiDeps, listRoute, paged } from '../http/operation.ts'
import { personRef, time, viewOf } from '../http/view.ts'

const entry = z
  .object({
    seq: z.number().int(),
    at: time,
    change: z.string().openapi({ example: 'record.filed' }),
    subject_id: z.string().nullable(),
    actor: z.string(),
    actor_name: z.string().nullable(),
    inbox_id: z.string().nullable(),
    rules: z.string(),
    drill: z.boolean(),
    data: z.unknown(),
  })
  .openapi('LedgerEntry')

const STATES = ['queued', 'leased', 'sent', 'settled', 'refused', 'unknown'] as const
const STATE_WORDS = {
  queued: '待发',
  leased: '发送中',
  sent: '已发出',
  settled: '无需再发',
  refused: '未送达',
  unknown: '结果不明',
} as const
const PRIORITIES = Object.fromEntries(Object.entries(PRIORITY).map(([name, n]) => [n, name]))
const owed = z
  .object({
    id: z.string(),
    channel: z.string(),
    chat: z.string().nullable(),
    person: personRef.nullable(),
    priority: z.string(),
    drill: z.boolean(),
    text: z.string(),
    about: z.object({ kind: z.string(), id: z.string() }).nullable(),
    state: z.enum(STATES),
    state_words: z.string(),
    attempts: z.number().int(),
    reason: z.string().nullable(),
    created_at: time,
    available_at: time,
    sent_at: time.nullable(),
  })
  .openapi('OutboxEntry')

export function ledgerRoutes(api: Api, deps: ApiDeps) {
  const { db } = deps.runtime.database
  const query = {
    subject_id: z.uuid().optional().openapi({ description: '只看某条记录或预警' }),
    change: z.string().max(60).optional().openapi({ example: 'record.moved' }),
  }
  api.openapi(
    listRoute({
      path: 'ledger',
      scope: 'ledger:read',
      tag: '台账',
      summary: '台账：只增不改',
      query,
      item: entry,
      cursor: 'seq',
    }),
    async (c) => {
      const { limit, cursor, subject_id, change } = c.req.valid('query')
      const v = await viewOf(c, deps)
      const page = paged(
        await listLedger(db, { subjectId: subject_id, change }, v.sight, { limit, cursor }),
        limit,
        (l) => String(l.seq),
      )
      return c.json(
        {
          items: page.rows.map((l) => ({
            seq: l.seq,
            at: v.iso(l.at),
            change: l.change,
            subject_id: l.subjectId,
            actor: v.words(l.actor),
            actor_name: v.roster.people.get(l.actor)?.name ?? null,
            inbox_id: l.inboxId,
            rules: l.rules,
            drill: l.drill,
            data: v.words(l.data),
          })),
          next: page.next,
        },
        200,
      )
    },
  )
  const asked = { state: z.enum(STATES).optional(), channel: z.string().max(40).optional() }
  api.openapi(
    listRoute({
      path: 'outbox',
      scope: 'outbox:read',
      tag: '台账',
      summary: '发件：发给谁，结果怎样',
      query: asked,
      item: owed,
    }),
    async (c) => {
      const { limit, cursor, ...filter } = c.req.valid('query')
      const v = await viewOf(c, deps)
      const page = paged(await listOutbox(db, filter, v.sight, { limit, cursor }), limit, (o) => o.id)
      return c.json(
        {
          items: page.rows.map((o) => ({
            id: o.id,
            channel: o.channel,
            chat: o.chat,
            person: v.person(o.personId),
            priority: PRIORITIES[o.priority] ?? String(o.priority),
            drill: o.drill,
            text: v.words(o.message.text),
            about: o.aboutKind && o.aboutId ? { kind: o.aboutKind, id: o.aboutId } : null,
            state: o.state,
            state_words: STATE_WORDS[o.state],
            attempts: o.attempts,
            reason: v.words(o.reason),
            created_at: v.iso(o.createdAt),
            available_at: v.iso(o.availableAt),
            sent_at: v.isoOr(o.sentAt),
          })),
          next: page.next,
        },
        200,
      )
    },
  )
}
