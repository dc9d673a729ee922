/** Warnings as CAP 1.2 (OASIS): in with codes, out with the original unchanged; a drill is an `Exercise` either way. */
import { createRoute, z } from '@hono/zod-openapi'
import { findWarning } from '#db/warning/list.ts'
import { may } from '#domain/access.ts'
import { buildCap } from '#domain/cap/build.ts'
import { signalsOf } from '#domain/cap/from-cap.ts'
import { parseCap } from '#domain/cap/parse.ts'
import { missingOf, readWarning } from '#domain/cap/text.ts'
import { alertOf, capTime } from '#domain/cap/to-cap.ts'
import { decoded } from '#domain/reading/decoded.ts'
import { unfit } from '#domain/warning/accept.ts'
import { drawnElsewhere } from '#domain/warning/area.ts'
import { villagesOf as touchedBy } from '#domain/warning/audience.ts'
import { signalOf } from '#domain/warning/signal.ts'
import type { Warning } from '#domain/warning/warning.ts'
import { requires } from '../../http/auth.ts'
import { type Api, type ApiDeps, flag, json, notFound, PROBLEMS } from '../../http/operation.ts'
import { Problem } from '../../http/problem.ts'
import { type View, viewOf } from '../../http/view.ts'
import { takenWarnings } from './read.ts'
import { feed, says } from './write.ts'

const CAP_EXAMPLE = '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>…</identifier>…</alert>'

/** CAP 1.2 in: the same warning, told in codes. A draft for the officer unless `confirm=true` is asked for. */
export function capRoutes(api: Api, deps: ApiDeps) {
  const route = createRoute({
    method: 'post',
    path: '/api/v1/warnings/cap',
    tags: ['预警'],
    summary: '送入一条 CAP 1.2 预警',
    description:
      '需要权限 warnings:write；status 为 Exercise 的是演练，另需 drills:write。可带 Idempotency-Key。缺省只建草稿，等值班员确认。',
    security: [{ token: [] }],
    middleware: requires('warnings:write'),
    request: {
      query: z.object({ confirm: flag.openapi({ description: 'true = 不等值班员确认，直接发出' }) }),
      body: {
        required: true,
        content: { 'application/cap+xml': { schema: z.string().openapi({ example: CAP_EXAMPLE }) } },
      },
    },
    responses: {
      201: json(takenWarnings, '已办，附谁要应答'),
      409: says('这个 Idempotency-Key 或这个编号（identifier）已用于另一份内容'),
      ...PROBLEMS,
    },
  })
  const out = createRoute({
    method: 'get',
    path: '/api/v1/warnings/{ref}/cap',
    tags: ['预警'],
    summary: '一条预警或演练的 CAP 1.2',
    description: '需要权限 warnings:read。原文在 description 里，一字不改；演练的 status 是 Exercise。',
    security: [{ token: [] }],
    middleware: requires('warnings:read'),
    request: { params: z.object({ ref: z.string().openapi({ example: 'YJ-20261124-001' }) }) },
    responses: {
      200: { description: 'CAP 1.2', content: { 'application/cap+xml': { schema: z.string() } } },
      ...PROBLEMS,
    },
  })
  api.openapi(route, async (c) => {
    const xml = decoded(new Uint8Array(await c.req.arrayBuffer()), encodingOf(c.req.header('content-type')))
    if (xml === undefined)
      throw new Problem(400, '文字编码读不懂。请用 UTF-8 或 GB 18030 送来。', { field: '正文', example: CAP_EXAMPLE })
    const parsed = parseCap(xml)
    if (!parsed.ok) {
      const { element, line, why, example } = parsed.faults[0]!
      throw new Problem(400, `第${line}行的 ${element} 不对：${why}`, { field: element, example })
    }
    const { tz } = deps.runtime.config
    const read = signalsOf(parsed.alert, tz)
    if (!read.forPeople)
      throw new Problem(400, '这条 CAP 不是发给人看的（status 或 msgType），没有收下。', {
        field: 'status',
        example: 'Actual',
      })
    if (read.drill && !may(c.get('caller'), 'drills:write'))
      throw new Problem(403, '这是一条演练，需要权限 drills:write。', { field: 'status', example: 'Actual' })
    const v = await viewOf(c, deps)
    const wrong = unfit(parsed.alert, read, v.roster)
    if (wrong)
      throw new Problem(400, `${wrong.element} 不对：${wrong.why}`, { field: wrong.element, example: wrong.example })
    const { context } = deps.decide
    const drawn = drawnElsewhere(
      v.roster,
      read.signals.flatMap((s) => s.area ?? []),
    )
    return feed(c, deps, v, {
      original: read.original,
      declared: read.drill ? 'drill' : 'real',
      task: null,
      confirm: c.req.valid('query').confirm ?? false,
      told: {
        signals: read.signals.map((signal, i) => ({ signal, original: read.originals[i]! })),
        missing: [
          ...missingOf(readWarning(read.original, { sentAt: deps.runtime.now(), tz })),
          ...(drawn ? ['范围（划定的图形没有碰到本镇已知的地点）'] : []),
        ],
        digest: (await context()).hashOf(JSON.stringify(parsed.alert)),
      },
    }) as never
  })

  api.openapi(out, async (c) => {
    const { database, config } = deps.runtime
    const v = await viewOf(c, deps)
    const w = await findWarning(database.db, c.req.valid('param').ref, v.sight)
    if (!w) throw notFound('预警')
    const sender = v.roster.station.name.replace(/[\s,<&]/g, '')
    const old = w.supersedes ? await findWarning(database.db, w.supersedes, v.sight) : undefined
    const alert = alertOf({
      identifier: w.no,
      sender,
      sentAt: w.openedAt ?? w.createdAt,
      references: old && [{ sender, identifier: old.no, sent: capTime(old.openedAt ?? old.createdAt, config.tz) }],
      tz: config.tz,
      drill: w.drill,
      // where it holds now, which may be less than it said when it came
      signals: [{ ...signalOf(w), area: null }],
      original: w.original,
      hash: w.hash,
      areas: areasOf(v.roster, w),
      note: w.task ?? undefined,
    })
    return c.body(buildCap(alert), 200, { 'content-type': 'application/cap+xml; charset=utf-8' }) as never
  })
}

const encodingOf = (type: string | undefined) => /charset=["']?([\w-]{1,20})/i.exec(type ?? '')?.[1]

/** Every village that the area lies in, with its code; a part of one goes by the part's name. */
function areasOf(roster: View['roster'], w: Pick<Warning, 'villages' | 'area'>): { name: string; code: string }[] {
  const touched = touchedBy({ roster }, w)
  const { grids, places } = w.area
  return roster.villages
    .filter(({ code }) => touched === 'all' || touched.includes(code))
    .map(({ name, code }) => {
      const parts = [...roster.grids, ...roster.places].filter(
        (p) => p.villageCode === code && (grids.includes(p.id) || places.includes(p.id)),
      )
      const whole = touched === 'all' || w.villages.includes(code) || !parts.length
      return { name: whole ? name : parts.map((p) => p.name).join('、'), code }
    })
}
