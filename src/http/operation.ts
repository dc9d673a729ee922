/** One read operation of the API: path, scope, what it takes and gives; from it come the route, its checks and its documentation. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { createRosterCache } from '#db/roster/snapshot.ts'
import type { Scope } from '#domain/access.ts'
import type { DecideDeps } from '#jobs/decide.ts'
import type { Runtime } from '../runtime.ts'
import { type ApiEnv, requires } from './auth.ts'
import { Problem } from './problem.ts'

export type Api = OpenAPIHono<ApiEnv>

/** What every part of the API works with. */
export interface ApiDeps {
  runtime: Runtime
  decide: DecideDeps
  roster: ReturnType<typeof createRosterCache>
}

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    field: z.string().optional(),
    example: z.unknown().optional(),
  })
  .openapi('Problem')

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
})
export const PROBLEMS = {
  400: problem('参数不对，指明哪一项并给出能通过的例子'),
  401: problem('没有令牌或令牌无效'),
  403: problem('令牌的角色没有这个权限'),
}

export const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

/** Examples for whatever a caller may get wrong in a query. */
export const EXAMPLES: Record<string, unknown> = {
  limit: 50,
  cursor: '上一页答复里的 next',
  state: 'registered',
  village: '石岭村',
  drill: 'false',
  since: '2026-11-24T08:00:00+08:00',
  from: '2026-11-24',
  to: '2026-12-01',
  active: 'true',
  original: '青溪县气象台11月24日9时发布暴雨黄色预警信号：……',
  villages: ['石岭村'],
  grids: ['石岭村第三网格'],
  places: ['石岭村青龙坑水库'],
  polygons: [
    [
      [25.05, 118.02],
      [25.05, 118.03],
      [25.06, 118.03],
    ],
  ],
  unannounced: false,
  text: '请低洼处住户立即转移到村小学。',
  warning: 'YJ-20261124-001',
  minutes: 30,
  reason: '水已退，停播',
  task: '请立即到岗',
  confirm: true,
  role: 'info_officer',
  person: '019aa1b2-0000-7000-8000-000000000001',
  how: 'phone',
  result: 'no_answer',
  note: '家人代接，已转告',
  at: '2026-11-24T10:00:00+08:00',
  channel: 'feishu',
  account: 'ou_…',
  revoked: 'false',
  subject_id: '019aa1b2-0000-7000-8000-000000000001',
}

const limit = z.coerce
  .number()
  .int()
  .min(1)
  .max(500)
  .default(50)
  .openapi({ description: '每页条数，最多500', example: 50 })
/** What is asked for lies in years that a station may have rows of; the database does not take every year there is. */
const inOurTime = (at: Date) => at.getUTCFullYear() >= 2000 && at.getUTCFullYear() < 3000
const OUT_OF_TIME = { error: '应为2000年以后的时间' }
const BROKEN = '不是上一页给出的 next'
const isId = (s: string) => z.uuid().safeParse(s).success
const isMoment = (s: string) => z.iso.datetime().safeParse(s).success && inOurTime(new Date(s))
/** An account that was never bound pages at the epoch. */
const NEVER = '1970-01-01T00:00:00.000Z'
const paging = (form: (parts: string[]) => boolean) =>
  z
    .string()
    .max(120)
    .refine((s) => form(s.split('~')), BROKEN)
const CURSORS = {
  id: z.uuid({ error: BROKEN }),
  seq: z.string().regex(/^\d{1,15}$/, BROKEN),
  account: paging(
    ([at = '', md5 = '', ...more]) => (isMoment(at) || at === NEVER) && /^[0-9a-f]{32}$/.test(md5) && !more.length,
  ),
  shift: paging(([at = '', id = '', ...more]) => isMoment(at) && isId(id) && !more.length),
  summary: paging(
    ([day = '', slot = '', id = '', ...more]) => isMoment(`${day}T${slot}:00Z`) && isId(id) && !more.length,
  ),
}
const cursorOf = (kind: keyof typeof CURSORS) =>
  CURSORS[kind].optional().openapi({ description: '上一页答复里的 next' })

export const flag = z
  .enum(['true', 'false'])
  .transform((s) => s === 'true')
  .optional()
export const instant = z.iso
  .datetime({ offset: true })
  .transform((s) => new Date(s))
  .refine(inOurTime, OUT_OF_TIME)
  .optional()
export const day = z.iso
  .date()
  .refine((s) => inOurTime(new Date(s)), OUT_OF_TIME)
  .optional()

/** Nothing beside limit and cursor. */
type NoQuery = Record<never, never>

export const villageQuery = z.string().max(40).optional().openapi({ description: '村名或12位代码', example: '石岭村' })

interface ListSpec<Q extends z.ZodRawShape, I extends z.ZodType> {
  path: string
  scope: Scope
  tag: string
  summary: string
  query?: Q
  item: I
  cursor?: keyof typeof CURSORS
}

/** `GET path?limit=&cursor=` → {items, next}. */
export const listRoute = <I extends z.ZodType, Q extends z.ZodRawShape = NoQuery>({
  path,
  scope,
  tag,
  summary,
  query,
  item,
  cursor = 'id',
}: ListSpec<Q, I>) =>
  createRoute({
    method: 'get',
    path: `/api/v1/${path}`,
    tags: [tag],
    summary,
    description: `需要权限 ${scope}。新的在前。`,
    security: [{ token: [] }],
    middleware: requires(scope),
    request: { query: z.object({ limit, cursor: cursorOf(cursor), ...(query ?? ({} as Q)) }) },
    responses: {
      200: json(
        z.object({
          items: z.array(item),
          next: z.string().nullable().openapi({ description: '下一页的 cursor；null 表示到底了' }),
        }),
        '一页',
      ),
      ...PROBLEMS,
    },
  })

/** `GET path/{ref}` by id or readable number. */
export const oneRoute = <I extends z.ZodType>({
  path,
  scope,
  tag,
  summary,
  item,
  param,
  under,
}: {
  path: string
  scope: Scope
  tag: string
  summary: string
  item: I
  param: string
  /** Something of it: `hand-over`. */
  under?: string
}) =>
  createRoute({
    method: 'get',
    path: `/api/v1/${path}/{ref}${under ? `/${under}` : ''}` as `/api/v1/${string}/{ref}`,
    tags: [tag],
    summary,
    description: `需要权限 ${scope}。`,
    security: [{ token: [] }],
    middleware: requires(scope),
    request: {
      params: z.object({ ref: z.string().min(1).max(60).openapi({ description: param, example: 'YH-20261124-003' }) }),
    },
    responses: { 200: json(item, summary), 404: problem('没有这一条'), ...PROBLEMS },
  })

/** Rows as loaded (one more than asked for) → the page's rows and the cursor of the next one. */
export function paged<R>(rows: R[], limit: number, keyOf: (row: R) => string): { rows: R[]; next: string | null } {
  const last = rows[limit - 1]
  return { rows: rows.slice(0, limit), next: rows.length > limit && last ? keyOf(last) : null }
}

export const notFound = (what: string) => new Problem(404, `没有找到这${what}。请核对编号。`, { field: 'ref' })
