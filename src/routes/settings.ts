/** Settings: the value in force, where each part of it comes from, and changing it. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { changeSetting, settingRows } from '#db/roster/settings.ts'
import { DEFAULTS, isSetting, SETTING_LABELS, SETTINGS, type SettingName } from '#domain/settings.ts'
import { type ApiEnv, requires } from '../http/auth.ts'
import { type Api, type ApiDeps, json, PROBLEMS } from '../http/operation.ts'
import { invalid, Problem } from '../http/problem.ts'
import { time, type View, viewOf } from '../http/view.ts'

const NAMES = Object.keys(SETTINGS) as SettingName[]
const source = z.enum(['default', 'station'])
const schema = z
  .object({
    name: z.string(),
    label: z.string(),
    value: z.unknown(),
    default: z.unknown(),
    source: source.openapi({ description: 'default = 出厂值，station = 本站改过' }),
    sources: z.record(z.string(), source).openapi({ description: '每一项的来源' }),
    updated_at: time.nullable(),
    updated_by: z.string().nullable(),
  })
  .openapi('Setting')

const params = z.object({ name: z.string().openapi({ example: 'call_and_response' }) })
const path = '/api/v1/settings/{name}'
const common = { tags: ['设置'], security: [{ token: [] }], request: { params } }
const given = { 200: json(schema, '现在的值'), ...PROBLEMS }

function known(name: string): SettingName {
  if (!isSetting(name))
    throw new Problem(404, `没有“${name}”这项设置。可用的有：${NAMES.join('、')}。`, {
      field: 'name',
      example: 'quiet_hours',
    })
  return name
}

/** `a.b` → default or station, down to the second level; deeper parts belong together. */
function sourcesOf(value: unknown, fallback: unknown, path: string[] = []): [string, 'default' | 'station'][] {
  if (path.length < 2 && value && typeof value === 'object' && !Array.isArray(value))
    return Object.entries(value).flatMap(([k, v]) =>
      sourcesOf(v, (fallback as Record<string, unknown> | undefined)?.[k], [...path, k]),
    )
  return [[path.join('.') || 'value', JSON.stringify(value) === JSON.stringify(fallback) ? 'default' : 'station']]
}

export function settingRoutes(api: Api, deps: ApiDeps) {
  const {
    database: { db },
    now,
  } = deps.runtime

  type Rows = Awaited<ReturnType<typeof settingRows>>
  const looked = (c: Context<ApiEnv>): Promise<[View, Rows]> => Promise.all([viewOf(c, deps), settingRows(db)])

  function shown(v: View, rows: Rows, name: SettingName) {
    const row = rows.find((r) => r.name === name)
    const own = row ? SETTINGS[name].safeParse(row.value) : undefined
    const value = own?.success ? own.data : DEFAULTS[name]
    return {
      name,
      label: SETTING_LABELS[name],
      value: value as unknown,
      default: DEFAULTS[name] as unknown,
      source: own?.success ? ('station' as const) : ('default' as const),
      sources: Object.fromEntries(sourcesOf(value, DEFAULTS[name])),
      updated_at: v.isoOr(row?.updatedAt),
      updated_by: row?.updatedBy ?? null,
    }
  }

  api.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/settings',
      tags: ['设置'],
      security: [{ token: [] }],
      summary: '全部设置',
      middleware: requires('settings:read'),
      responses: { 200: json(z.object({ items: z.array(schema), next: z.null() }), '全部'), ...PROBLEMS },
    }),
    async (c) => {
      const [v, rows] = await looked(c)
      return c.json({ items: NAMES.map((name) => shown(v, rows, name)), next: null }, 200)
    },
  )
  api.openapi(
    createRoute({
      ...common,
      method: 'get',
      path,
      summary: '一项设置',
      middleware: requires('settings:read'),
      responses: given,
    }),
    async (c) => c.json(shown(...(await looked(c)), known(c.req.valid('param').name)), 200),
  )

  const body = {
    content: {
      'application/json': { schema: z.object({ value: z.unknown().openapi({ description: '完整的新值' }) }) },
    },
  }
  api.openapi(
    createRoute({
      ...common,
      method: 'put',
      path,
      summary: '修改一项设置（仅管理员）',
      request: { params, body },
      middleware: requires('settings:write'),
      responses: given,
    }),
    async (c) => {
      const name = known(c.req.valid('param').name)
      const { value } = c.req.valid('json') as { value?: unknown }
      const parsed = z.object({ value: SETTINGS[name] as z.ZodType }).safeParse({ value })
      if (!parsed.success) throw invalid(parsed.error, { value: DEFAULTS[name] })
      await changeSetting(db, name, parsed.data.value, `token:${c.get('caller').name}`, now())
      return c.json(shown(...(await looked(c)), name), 200)
    },
  )
  api.openapi(
    createRoute({
      ...common,
      method: 'delete',
      path,
      summary: '恢复出厂值（仅管理员）',
      middleware: requires('settings:write'),
      responses: given,
    }),
    async (c) => {
      const name = known(c.req.valid('param').name)
      await changeSetting(db, name, null, `token:${c.get('caller').name}`, now())
      return c.json(shown(...(await looked(c)), name), 200)
    },
  )
}
