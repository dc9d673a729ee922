/** What came of a phone call or visit to somebody who has not answered: entered on the list's page, or by API. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Db, Tx } from '#db/engine/tx.ts'
import { findWarning } from '#db/warning/list.ts'
import { recordCall } from '#domain/warning/call.ts'
import { WARNING } from '#domain/warning/needs.ts'
import { CALL_HOW, CALL_RESULTS } from '#domain/warning/warning.ts'
import { type DecideDeps, decideNow } from '#jobs/decide.ts'
import { requires } from '../../http/auth.ts'
import { type Answer, idempotent } from '../../http/idempotent.ts'
import { type Api, type ApiDeps, json, notFound, PROBLEMS } from '../../http/operation.ts'
import { Problem } from '../../http/problem.ts'
import { viewOf } from '../../http/view.ts'
import { wholeWarning, withObligations } from './read.ts'
import { says } from './write.ts'

export const CALL_EXAMPLES = {
  person: '019aa1b2-0000-7000-8000-000000000001',
  how: 'phone',
  result: 'no_answer',
  note: '家人代接，已转告',
}

const keysOf = <K extends string>(table: Readonly<Record<K, string>>) => Object.keys(table) as [K, ...K[]]

export const callInput = z
  .object({
    person: z.uuid().openapi({ description: '应答人的 id', example: CALL_EXAMPLES.person }),
    how: z.enum(keysOf(CALL_HOW)).default('phone').openapi({ description: 'phone（电话）、visit（上门）' }),
    result: z.enum(keysOf(CALL_RESULTS)).openapi({
      description: Object.entries(CALL_RESULTS)
        .map(([result, label]) => `${result}（${label}）`)
        .join('、'),
    }),
    note: z.string().trim().max(200).nullish().openapi({ description: '备注', example: CALL_EXAMPLES.note }),
  })
  .openapi('CallInput')

/** What the caller's own transaction does before and after, where it has something to do. */
interface Around {
  before?(tx: Tx): Promise<void>
  after?(tx: Tx): Promise<void>
}

/**
 * Keeps one call or visit; the same decision for the page and the API.
 * @throws Problem 404 for somebody the warning does not ask, 409 when it is not open.
 */
export async function enterCall(
  decide: DecideDeps,
  warningId: string,
  { person, how, result, note }: z.infer<typeof callInput>,
  calledBy: string,
  around: Around = {},
): Promise<void> {
  await decideNow(decide, calledBy, {
    first: async (tx) => around.before?.(tx),
    needs: { state: WARNING.of(warningId) },
    decide: (g, { state }) => {
      if (!state?.obligations.some((o) => o.personId === person))
        throw new Problem(404, '这条预警没有要这个人应答。', {
          field: 'person',
          example: state?.obligations[0]?.personId ?? CALL_EXAMPLES.person,
        })
      if (state.warning.state !== 'open')
        throw new Problem(409, '这条预警不在叫应中（还没发出或已经结束），没有记下。', { field: 'ref' })
      return recordCall(g, state, { personId: person, calledBy, how, result, note: note || null })
    },
    last: async (tx) => around.after?.(tx),
  })
}

export function callRoutes(api: Api, deps: ApiDeps) {
  const route = createRoute({
    method: 'post',
    path: '/api/v1/warnings/{ref}/calls',
    tags: ['预警'],
    summary: '记下一次电话或上门叫应的结果',
    description: '需要权限 answers:write。result 为 answered 时，这个人就算应答了。可带 Idempotency-Key。',
    security: [{ token: [] }],
    middleware: requires('answers:write'),
    request: {
      params: z.object({ ref: z.string().min(1).max(60).openapi({ example: 'YJ-20261124-001' }) }),
      body: { required: true, content: { 'application/json': { schema: callInput } } },
    },
    responses: {
      201: json(withObligations, '已记下，附谁答了、谁没答'),
      404: says('没有这条预警，或者没有要这个人应答'),
      409: says('预警不在叫应中，或者这个 Idempotency-Key 已用于另一份内容'),
      ...PROBLEMS,
    },
  })
  api.openapi(route, async (c) => {
    const { db } = deps.runtime.database
    const v = await viewOf(c, deps)
    const w = await findWarning(db, c.req.valid('param').ref, v.sight)
    if (!w) throw notFound('条预警')
    return idempotent(c, deps.runtime.now(), async (once) => {
      let answer: Answer | undefined
      await enterCall(deps.decide, w.id, c.req.valid('json'), `token:${c.get('caller').name}`, {
        before: (tx) => once.check(tx),
        after: async (tx) => {
          const here = tx as unknown as Db
          const body = await wholeWarning(here, v, (await findWarning(here, w.id, v.sight))!)
          answer = await once.keep(tx, { status: 201, body })
        },
      })
      return answer!
    }) as never
  })
}
