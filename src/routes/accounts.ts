/** Chat accounts bound to people: seen, and let go. */
import { createRoute, z } from '@hono/zod-openapi'
import { listAccounts } from '#db/roster/accounts.ts'
import { HOW_WORDS, releaseAccounts } from '#domain/roster/accounts.ts'
import { BINDINGS } from '#domain/roster/needs.ts'
import { decideNow } from '#jobs/decide.ts'
import { requires } from '../http/auth.ts'
import { type Answer, idempotent } from '../http/idempotent.ts'
import { type Api, type ApiDeps, flag, json, listRoute, PROBLEMS, paged } from '../http/operation.ts'
import { Problem } from '../http/problem.ts'
import { personRef, time, type View, viewOf } from '../http/view.ts'
import { says } from './warnings/write.ts'

const accountSchema = z
  .object({
    channel: z.string().openapi({ example: 'feishu' }),
    account: z.string().openapi({ description: '管理员以下隐去中间', example: 'ou_****cdef' }),
    name: z.string().nullable().openapi({ description: '平台上的名字' }),
    person: personRef,
    how: z.enum(Object.keys(HOW_WORDS) as [keyof typeof HOW_WORDS]).nullable(),
    how_words: z.string().nullable(),
    bound_at: time.nullable(),
    revoked_at: time.nullable().openapi({ description: '空 = 仍有效' }),
  })
  .openapi('Account')

const EXAMPLE = { person: '019aa1b2-0000-7000-8000-000000000001' }
const asked = z
  .object({
    person: z.uuid().optional().openapi({ description: '这个人的全部账号', example: EXAMPLE.person }),
    channel: z.string().min(1).max(40).optional().openapi({ example: 'feishu' }),
    account: z.string().min(1).max(200).optional().openapi({ description: '只解除这一个；要写全', example: 'ou_…' }),
  })
  .openapi('RevokeInput')

/** @throws Problem 400 unless it names a person, or a channel with an account. */
function whose({
  person,
  channel,
  account,
}: z.infer<typeof asked>): { personId: string } | { channel: string; account: string } {
  if (person && !channel && !account) return { personId: person }
  if (!person && channel && account) return { channel, account }
  throw new Problem(400, '请写明 person（这个人的全部账号），或者 channel 和 account（只这一个）。', {
    field: person ? 'person' : channel ? 'account' : account ? 'channel' : 'person',
    example: EXAMPLE,
  })
}

type Row = Omit<Awaited<ReturnType<typeof listAccounts>>[number], 'mark'>

const shown = (v: View, a: Row) => ({
  channel: a.channel,
  account: v.account(a.account),
  name: a.name,
  person: v.person(a.personId)!,
  how: a.how,
  how_words: a.how && HOW_WORDS[a.how],
  bound_at: v.isoOr(a.boundAt),
  revoked_at: v.isoOr(a.revokedAt),
})

export function accountRoutes(api: Api, deps: ApiDeps) {
  const { db } = deps.runtime.database
  api.openapi(
    listRoute({
      path: 'accounts',
      scope: 'roster:read',
      tag: '花名册',
      summary: '绑定的账号，包括已解绑的',
      query: { person: z.uuid().optional(), revoked: flag },
      item: accountSchema,
      cursor: 'account',
    }),
    async (c) => {
      const { limit, cursor, person, revoked } = c.req.valid('query')
      const v = await viewOf(c, deps)
      const page = paged(
        await listAccounts(db, { personId: person, revoked }, { limit, cursor }),
        limit,
        (a) => `${(a.boundAt ?? new Date(0)).toISOString()}~${a.mark}`,
      )
      return c.json({ items: page.rows.map((a) => shown(v, a)), next: page.next }, 200)
    },
  )

  const route = createRoute({
    method: 'post',
    path: '/api/v1/accounts/revoke',
    tags: ['花名册'],
    summary: '解除账号绑定',
    description:
      '需要权限 accounts:write。写 person 解除这个人的全部账号，写 channel 和 account 只解除一个。解除后按陌生人对待，网页登录同时失效；重复解除不出错。可带 Idempotency-Key。',
    security: [{ token: [] }],
    middleware: requires('accounts:write'),
    request: { body: { required: true, content: { 'application/json': { schema: asked } } } },
    responses: {
      200: json(z.object({ revoked: z.array(accountSchema) }), '这一次解除了哪些；已解除过的不再列出'),
      404: says('没有这个人，或者没有绑定过这个账号'),
      409: says('这个 Idempotency-Key 已用于另一份内容'),
      ...PROBLEMS,
    },
  })
  api.openapi(route, async (c) => {
    const of = whose(c.req.valid('json'))
    const now = deps.runtime.now()
    const v = await viewOf(c, deps)
    return idempotent(c, now, async (once) => {
      let bound: Row[] = []
      let answer: Answer | undefined
      await decideNow(deps.decide, `token:${c.get('caller').name}`, {
        first: (tx) => once.check(tx),
        needs: { found: BINDINGS.of(of) },
        decide: (_, { found }) => {
          if ('personId' in of ? !v.roster.people.has(of.personId) : !found.length)
            throw new Problem(404, 'personId' in of ? '花名册里没有这个人。' : '没有绑定过这个账号。', {
              field: 'personId' in of ? 'person' : 'account',
              example: EXAMPLE,
            })
          bound = found.filter((a) => !a.revokedAt)
          return releaseAccounts(bound)
        },
        last: async (tx) => {
          const revoked = bound.map((a) => shown(v, { ...a, revokedAt: now }))
          answer = await once.keep(tx, { status: 200, body: { revoked } })
        },
      })
      return answer!
    }) as never
  })
}
