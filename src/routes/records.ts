/** Lists of records: one shape for all kinds, which nouns name in the registry. */
import { z } from '@hono/zod-openapi'
import { historyOf } from '#db/flow/list.ts'
import { attachmentsOf, findRecord, listRecords } from '#db/record/list.ts'
import type { RecordRow } from '#db/record/tables.ts'
import type { Scope } from '#domain/access.ts'
import { wgs84 } from '#domain/kernel/geo.ts'
import { kinds, type RecordKind } from '#domain/kinds.ts'
import { RECORD_STATES, type RecordState, STATE_WORDS } from '#domain/record/record.ts'
import {
  type Api,
  type ApiDeps,
  flag,
  instant,
  listRoute,
  notFound,
  oneRoute,
  paged,
  villageQuery,
} from '../http/operation.ts'
import { history, personRef, time, type View, viewOf, villageRef } from '../http/view.ts'

/** A list of records, by its path: which kinds, what it is called, and who may read it where not whoever reads records. */
type Lists = Readonly<Record<string, { of: RecordKind[]; noun: string; scope?: Scope }>>

export const attachment = z
  .object({
    id: z.string(),
    kind: z.string(),
    name: z.string().nullable(),
    type: z.string().nullable(),
    size: z.number().nullable(),
    sha256: z.string().nullable(),
  })
  .openapi('Attachment')

export const recordSchema = z
  .object({
    id: z.string().openapi({ description: 'UUIDv7' }),
    no: z.string().openapi({ example: 'YH-20261124-003' }),
    kind: z.enum(Object.keys(kinds) as [RecordKind, ...RecordKind[]]),
    drill: z.boolean(),
    state: z.enum(RECORD_STATES),
    state_words: z.string(),
    counted: z.boolean().openapi({ description: '是否计入统计：演练、待核实、撤回、不予采信、重复和不属实的不计' }),
    fields: z.record(z.string(), z.unknown()),
    village: villageRef.nullable(),
    reporter: z.object({
      id: z.string().nullable(),
      name: z.string().nullable(),
      phone: z.string().nullable(),
      channel: z.string(),
      account: z.string(),
      bound: z.boolean(),
    }),
    chat: z.object({ channel: z.string(), id: z.string(), name: z.string().nullable() }).nullable(),
    text: z.string(),
    owner: personRef.nullable(),
    due_on: z.string().nullable(),
    location: z
      .object({
        lat: z.number(),
        lon: z.number(),
        datum: z.string().nullable().openapi({ description: '发来时的坐标系', example: 'GCJ-02' }),
        wgs84: z.object({ lat: z.number(), lon: z.number() }).nullable(),
      })
      .nullable(),
    occurred_at: time.nullable(),
    reported_at: time,
    received_at: time,
    updated_at: time,
    version: z.number().int(),
    source_message_ids: z.array(z.string()),
    attachments: z.array(attachment),
  })
  .openapi('Record')

const UNCOUNTED: RecordState[] = ['unverified', 'refused', 'withdrawn', 'duplicate', 'untrue']

function recordView(
  v: View,
  r: RecordRow,
  files: Awaited<ReturnType<typeof attachmentsOf>>,
): z.input<typeof recordSchema> {
  return {
    id: r.id,
    no: r.no,
    kind: r.kind,
    drill: r.drill,
    state: r.state,
    state_words: STATE_WORDS[r.state],
    counted: !r.drill && !UNCOUNTED.includes(r.state),
    fields: v.words(r.fields),
    village: v.village(r.villageCode),
    reporter: v.sender(r.channel, r.account, r.reporterId),
    chat: v.chat(r.channel, r.chat),
    text: v.words(r.text),
    owner: v.person(r.ownerId),
    due_on: r.dueOn,
    location:
      r.lat !== null && r.lon !== null ? { lat: r.lat, lon: r.lon, datum: r.datum, wgs84: wgs84(r) ?? null } : null,
    occurred_at: v.isoOr(r.occurredAt),
    reported_at: v.iso(r.reportedAt),
    received_at: v.iso(r.receivedAt),
    updated_at: v.iso(r.updatedAt),
    version: r.version,
    source_message_ids: r.sourceMessageIds,
    attachments: files
      .filter((f) => f.recordId === r.id)
      .map((f) => ({ id: f.id, kind: f.kind, name: v.words(f.name), type: f.type, size: f.size, sha256: f.hash })),
  }
}

/** A list, and each of it by itself with all that became of it, for each path. */
export const recordLists = (lists: Lists) => (api: Api, deps: ApiDeps) => {
  const { db } = deps.runtime.database
  for (const [path, { of, noun, scope = 'records:read' }] of Object.entries(lists)) {
    const query = {
      state: z
        .enum(RECORD_STATES)
        .optional()
        .openapi({ description: RECORD_STATES.map((state) => `${state} ${STATE_WORDS[state]}`).join('，') }),
      village: villageQuery,
      drill: flag.openapi({ description: 'true 只看演练，false 只看实际' }),
      since: instant.openapi({ description: '这个时间及以后收到的', example: '2026-11-24T08:00:00+08:00' }),
    }
    api.openapi(listRoute({ path, scope, tag: '记录', summary: noun, query, item: recordSchema }), async (c) => {
      const { limit, cursor, village, ...filter } = c.req.valid('query')
      const v = await viewOf(c, deps)
      const page = paged(
        await listRecords(db, { kinds: of, ...filter, villageCode: v.villageAsked(village) }, v.sight, {
          limit,
          cursor,
        }),
        limit,
        (r) => r.id,
      )
      const files = await attachmentsOf(
        db,
        page.rows.map((r) => r.id),
      )
      return c.json({ items: page.rows.map((r) => recordView(v, r, files)), next: page.next }, 200)
    })
    api.openapi(
      oneRoute({
        path,
        scope,
        tag: '记录',
        summary: `一条${noun}，附来龙去脉`,
        param: '编号或 id',
        item: recordSchema.extend({ history }),
      }),
      async (c) => {
        const v = await viewOf(c, deps)
        const row = await findRecord(db, of, c.req.valid('param').ref, v.sight)
        if (!row) throw notFound('条记录')
        const [files, past] = await Promise.all([attachmentsOf(db, [row.id]), historyOf(db, row.id)])
        return c.json(
          {
            ...recordView(v, row, files),
            history: v.history(past),
          },
          200,
        )
      },
    )
  }
}
