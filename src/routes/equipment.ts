/** The station's gear: how each kind stands, and the log of tests and faults. */
import { z } from '@hono/zod-openapi'
import { findTest, listTests } from '#db/equipment/list.ts'
import { loadEquipment } from '#db/equipment/load.ts'
import type { TestRow } from '#db/equipment/tables.ts'
import { historyOf } from '#db/flow/list.ts'
import { DEVICES, type Device, type Kind, OTHER } from '#domain/equipment/devices.ts'
import { dueDays, keptIn, nounOf, planOf, TEST_STATES, type TestState } from '#domain/equipment/equipment.ts'
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

const devices: [Kind, ...Kind[]] = ['other', ...(Object.keys(DEVICES) as Device[])]
const wordsOf = (device: Kind) => (device === 'other' ? OTHER : DEVICES[device].noun)
const states = Object.keys(TEST_STATES) as [TestState, ...TestState[]]

const testSchema = z
  .object({
    id: z.string().openapi({ description: 'UUIDv7' }),
    no: z.string().openapi({ example: 'SB-20261124-003' }),
    device: z.enum(devices).openapi({ description: 'other = 其他设备，按 device_words 的名称记' }),
    device_words: z.string().openapi({ example: '卫星电话' }),
    unit: z.string().nullable().openapi({ description: '几台里的哪一台，照原话', example: '第二部' }),
    village: villageRef.nullable(),
    state: z.enum(states),
    state_words: z.string(),
    fault: z.string().nullable(),
    drill: z.boolean(),
    person: personRef.nullable(),
    chat: z.object({ channel: z.string(), id: z.string(), name: z.string().nullable() }).nullable(),
    text: z.string(),
    tested_at: time,
    received_at: time,
    mended_at: time.nullable(),
    mended_by: personRef.nullable(),
    source_message_id: z.string(),
  })
  .openapi('EquipmentTest')

const kindSchema = z
  .object({
    device: z.enum(devices),
    device_words: z.string().openapi({ example: '卫星电话' }),
    every_days: z.number().int().nullable().openapi({ description: '几天测一次；null = 不定期' }),
    tested_at: time.nullable(),
    due_on: z.string().nullable().openapi({ description: '已到期还没测的那一天' }),
    next_on: z.string().nullable(),
    keeper: personRef.nullable(),
    faults: z.array(testSchema),
  })
  .openapi('Equipment')

const testView = (v: View, t: Omit<TestRow, 'stationId'>): z.input<typeof testSchema> => ({
  id: t.id,
  no: t.no,
  device: t.device,
  device_words: nounOf(t),
  unit: t.unit,
  village: v.village(t.villageCode),
  state: t.state,
  state_words: TEST_STATES[t.state],
  fault: v.words(t.fault),
  drill: t.drill,
  person: v.person(t.personId),
  chat: v.chat(t.channel, t.chat),
  text: v.words(t.text),
  tested_at: v.iso(t.testedAt),
  received_at: v.iso(t.receivedAt),
  mended_at: v.isoOr(t.mendedAt),
  mended_by: v.person(t.mendedBy),
  source_message_id: t.messageId,
})

const tag = '设备'
const scope = 'equipment:read' as const

export function equipmentRoutes(api: Api, deps: ApiDeps) {
  const { db } = deps.runtime.database
  api.openapi(
    listRoute({
      path: 'equipment',
      scope,
      tag,
      summary: '设备：计划、最近测试、故障；没有计划的按名称列在后面',
      item: kindSchema,
    }),
    async (c) => {
      const v = await viewOf(c, deps)
      const context = await deps.decide.context()
      const found = await loadEquipment(db)
      const items = keptIn(context, found).map((k): z.input<typeof kindSchema> => {
        const { last = null, next = null } = dueDays(k, context)
        return {
          device: k.device,
          device_words: DEVICES[k.device].noun,
          every_days: planOf(context, k.device),
          tested_at: v.isoOr(k.testedAt),
          due_on: last,
          next_on: next,
          keeper: v.person(k.keeperId),
          faults: found.faults.filter((f) => f.device === k.device && !f.drill).map((f) => testView(v, f)),
        }
      })
      const others = found.others.map(
        ({ name, testedAt }): z.input<typeof kindSchema> => ({
          device: 'other',
          device_words: name,
          every_days: null,
          tested_at: v.iso(testedAt),
          due_on: null,
          next_on: null,
          keeper: null,
          faults: found.faults
            .filter((f) => f.device === 'other' && f.name === name && !f.drill)
            .map((f) => testView(v, f)),
        }),
      )
      return c.json({ items: [...items, ...others], next: null }, 200)
    },
  )
  const query = {
    device: z
      .enum(devices)
      .optional()
      .openapi({ description: devices.map((d) => `${d} ${wordsOf(d)}`).join('，'), example: 'generator' }),
    state: z
      .enum(states)
      .optional()
      .openapi({ description: states.map((s) => `${s} ${TEST_STATES[s]}`).join('，'), example: 'faulty' }),
    village: villageQuery,
    drill: flag.openapi({ description: 'true 只看演练，false 只看实际' }),
    since: instant.openapi({ description: '这个时间及以后收到的', example: '2026-11-24T08:00:00+08:00' }),
  }
  const path = 'equipment/tests'
  api.openapi(listRoute({ path, scope, tag, summary: '设备测试和故障记录', query, item: testSchema }), async (c) => {
    const { limit, cursor, village, ...filter } = c.req.valid('query')
    const v = await viewOf(c, deps)
    const page = paged(
      await listTests(db, { ...filter, villageCode: v.villageAsked(village) }, { limit, cursor }),
      limit,
      (t) => t.id,
    )
    return c.json({ items: page.rows.map((t) => testView(v, t)), next: page.next }, 200)
  })
  const one = {
    path,
    scope,
    tag,
    summary: '一条测试或故障，附来龙去脉',
    param: '编号或 id',
    item: testSchema.extend({ history }),
  }
  api.openapi(oneRoute(one), async (c) => {
    const v = await viewOf(c, deps)
    const row = await findTest(db, c.req.valid('param').ref)
    if (!row) throw notFound('条测试记录')
    const past = await historyOf(db, row.id)
    return c.json(
      {
        ...testView(v, row),
        history: v.history(past),
      },
      200,
    )
  })
}
