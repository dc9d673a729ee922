/** Warnings fed in and drills sent out by other systems: the same decision as a chat command, once per Idempotency-Key. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Db } from '#db/engine/tx.ts'
import { findWarning } from '#db/warning/list.ts'
import { type DecisionContext, leaders, officers, tell } from '#domain/kernel/situation.ts'
import type { Change } from '#domain/nouns.ts'
import { garbled } from '#domain/reading/decoded.ts'
import { inside } from '#domain/warning/audience.ts'
import { isHeld } from '#domain/warning/doubt.ts'
import { asksSecond, draftMessage, draftsOf, type Told } from '#domain/warning/draft.ts'
import { RECENT_OR_NAMED } from '#domain/warning/needs.ts'
import { issueOver, standingAfter, takeTogether } from '#domain/warning/supersede.ts'
import { holdOf } from '#domain/warning/validity.ts'
import type { Warning, WarningArea, WarningState } from '#domain/warning/warning.ts'
import { decideNow } from '#jobs/decide.ts'
import { type ApiEnv, requires } from '../../http/auth.ts'
import { type Answer, idempotent } from '../../http/idempotent.ts'
import { type Api, type ApiDeps, json, PROBLEMS, problemSchema } from '../../http/operation.ts'
import { Problem } from '../../http/problem.ts'
import { type View, viewOf } from '../../http/view.ts'
import { takenWarnings, wholeWarning } from './read.ts'

const EXAMPLE = '青溪县气象台11月24日9时发布暴雨黄色预警信号：预计未来6小时……'

const input = z
  .object({
    original: z.string().trim().min(1).max(20_000).openapi({ description: '原文，一字不改地转发', example: EXAMPLE }),
    villages: z
      .array(z.string().max(40))
      .max(500)
      .optional()
      .openapi({ description: '村名或12位代码；不填 = 按原文里的村名，没有就是全镇', example: ['石岭村'] }),
    grids: z
      .array(z.string().max(60))
      .max(500)
      .optional()
      .openapi({ description: '网格的名称或 id', example: ['石岭村第三网格'] }),
    places: z
      .array(z.string().max(60))
      .max(500)
      .optional()
      .openapi({ description: '风险点的名称或 id：其责任人也要应答', example: ['石岭村青龙坑水库'] }),
    polygons: z
      .array(
        z
          .array(z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)]))
          .min(3)
          .max(1000),
      )
      .max(20)
      .optional()
      .openapi({
        description: '划定的范围：[纬度, 经度] 的角点（WGS-84），其中的风险点算在内',
        example: [
          [
            [25.05, 118.02],
            [25.05, 118.03],
            [25.06, 118.03],
          ],
        ],
      }),
    unannounced: z.boolean().default(false).openapi({ description: '双盲演练（只用于 drills，只有 admin 令牌可以）' }),
    task: z.string().trim().min(1).max(500).optional().openapi({ description: '站里的要求，和原文分开显示' }),
    confirm: z.boolean().optional().openapi({
      description:
        'true = 直接发出；预警不填时只建草稿，等值班员在卡片上确认后才发出，演练不填时直接发出。这里送来而原文像演练的、已过期、只是说到预警而没有写全是谁发布的什么、或本站要求双人确认的，一律先建草稿',
    }),
  })
  .openapi('WarningInput')

const DOORS = [
  // the text of a drill sent as real is a draft that asks its officer: a real one misread must reach somebody
  { path: 'warnings', noun: '预警', scope: 'warnings:write', drill: false, confirmed: false },
  { path: 'drills', noun: '演练', scope: 'drills:write', drill: true, confirmed: true },
] as const

export const says = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
})

export function warningWriteRoutes(api: Api, deps: ApiDeps) {
  for (const { path, noun, scope, drill, confirmed } of DOORS) {
    const route = createRoute({
      method: 'post',
      path: `/api/v1/${path}`,
      tags: ['预警'],
      summary: `送入一条${noun}`,
      description: `需要权限 ${scope}。可带 Idempotency-Key。`,
      security: [{ token: [] }],
      middleware: requires(scope),
      request: {
        headers: z.object({
          'idempotency-key': z
            .string()
            .optional()
            .openapi({ description: '同一个键、同一份内容只办一次', example: 'county-20261124-001' }),
        }),
        body: { required: true, content: { 'application/json': { schema: input } } },
      },
      responses: {
        201: json(takenWarnings, '已办，附谁要应答'),
        409: says('这个 Idempotency-Key 已用于另一份内容'),
        ...PROBLEMS,
      },
    })
    api.openapi(route, async (c) => {
      const {
        original,
        villages,
        grids,
        places,
        polygons = [],
        unannounced,
        task = null,
        confirm = confirmed,
      } = c.req.valid('json')
      if (garbled(original))
        throw new Problem(400, '原文有乱码，没有收下。请用 UTF-8 送来。', { field: 'original', example: EXAMPLE })
      const v = await viewOf(c, deps)
      if (unannounced && !(drill && v.sight.unannounced))
        throw new Problem(403, '双盲演练只能用 admin 的令牌，经 POST /api/v1/drills 发起。', {
          field: 'unannounced',
          example: false,
        })
      const area = {
        grids: namedIn(v.roster.grids, grids ?? [], 'grids', '网格'),
        places: namedIn(v.roster.places, places ?? [], 'places', '风险点'),
        polygons,
      }
      for (const [i, corners] of polygons.entries())
        if (!v.roster.places.some((p) => p.lat != null && p.lon != null && inside([p.lat, p.lon], corners)))
          throw new Problem(400, '划定的范围里没有本镇的风险点，请核对坐标（先纬度后经度，WGS-84）。', {
            field: `polygons.${i}`,
            example: [
              [25.05, 118.02],
              [25.05, 118.03],
              [25.06, 118.03],
            ],
          })
      const codes = villages?.map((said, i) => v.villageAsked(said, `villages.${i}`)!)
      const named = area.grids.length + area.places.length + area.polygons.length > 0
      return feed(c, deps, v, {
        original,
        declared: drill ? 'drill' : 'real',
        unannounced,
        villages: codes ?? (named ? [] : undefined),
        ...(named ? { area } : {}),
        task,
        confirm,
      }) as never
    })
  }
}

/** The ids of what is asked for by name or id. @throws Problem 400 for one that is not on the roster. */
const namedIn = (list: { id: string; name: string }[], said: string[], field: string, noun: string): string[] =>
  said.map((one, i) => {
    const found = list.find((x) => x.id === one || x.name === one)
    if (!found)
      throw new Problem(400, `没有叫“${one}”的${noun}。`, { field: `${field}.${i}`, example: list[0]?.name ?? noun })
    return found.id
  })

/** What comes in, from whatever door. */
interface Fed {
  original: string
  declared: 'real' | 'drill'
  unannounced?: boolean
  /** Village codes; undefined = as the original names them. */
  villages?: string[]
  area?: WarningArea
  task: string | null
  confirm: boolean
  /** What the message states in codes, where its way in carries them. */
  told?: Told
}

/**
 * The same decision as a chat command: issued, or a draft for the officer's card; once per Idempotency-Key. What is not to go out
 * before an officer has looked stays a draft whatever was asked. @throws Problem 409 for an identifier that was another content's.
 */
export function feed(c: Context<ApiEnv>, deps: ApiDeps, v: View, { confirm, original, ...rest }: Fed) {
  return idempotent(c, deps.runtime.now(), async (once) => {
    const by = { requestedBy: `token:${c.get('caller').name}`, channel: null, chat: null, ...rest }
    let ids: string[] = []
    let answer: Answer | undefined
    await decideNow(deps.decide, by.requestedBy, {
      first: (tx) => once.check(tx),
      needs: { recent: RECENT_OR_NAMED.of(identifiersOf(by.told)) },
      decide: (g, { recent }) => {
        usedOnce(by.told, recent)
        const came = takeTogether(g, draftsOf({ ...g, newNo: () => '' }, original, by), recent)
        ids = came.map(({ warning }) => warning.id)
        // what is issued first is looked at by what is issued next
        let known: WarningState[] = [
          ...recent,
          ...came.flatMap(({ warning, same }) => (same ? [] : [{ warning, obligations: [] }])),
        ]
        return came.flatMap(({ warning, same }) => {
          // the same signal by two ways is one warning; a draft of it goes out when this way may send it out
          const now = known.find((k) => k.warning.id === same?.id)?.warning.state ?? same?.state
          if (same && (now !== 'draft' || !confirm)) return []
          // what is in doubt, over or not in force yet waits for its officer
          if (!confirm || isHeld(warning) || holdOf(g, warning) || asksSecond(g, warning))
            return same ? [] : waiting(g, warning)
          const changes = issueOver(g, warning, known)
          known = standingAfter(known, changes)
          return changes
        })
      },
      last: async (tx) => {
        const here = tx as unknown as Db
        const whole = await Promise.all(
          ids.map(async (id) => wholeWarning(here, v, (await findWarning(here, id, v.sight))!)),
        )
        answer = await once.keep(tx, { status: 201, body: { ...whole[0]!, also: whole.slice(1) } })
      },
    })
    return answer!
  })
}

/** A draft and its card, for whoever confirms it. */
function waiting(g: DecisionContext, warning: Warning): Change[] {
  const card = draftMessage(g, warning)
  const about = { kind: 'warning', id: warning.id } as const
  return [
    { type: 'warning.drafted', warning },
    ...(warning.unannounced ? leaders(g) : officers(g)).flatMap((p) =>
      tell(g, p.id, card, { priority: 'alert', about }),
    ),
  ]
}

/** Official identifiers that a message has or names, however long ago they came. */
const identifiersOf = (told: Told | undefined): string[] =>
  (told?.signals ?? []).flatMap(({ signal }) => [
    ...(signal.identifier ? [signal.identifier] : []),
    ...signal.follows.flatMap((f) => f.identifier ?? []),
  ])

/** One sender's identifier stands for one content. */
function usedOnce(told: Told | undefined, recent: readonly WarningState[]): void {
  const signal = told?.signals[0]?.signal
  if (!signal?.identifier || !signal.sender) return
  const other = recent.find(
    ({ warning: w }) =>
      w.identifier === signal.identifier && w.sender === signal.sender && w.said && w.said.digest !== told!.digest,
  )
  if (other)
    throw new Problem(
      409,
      `编号 ${signal.identifier} 已用于另一份内容（${other.warning.no}），没有收下。请换一个新编号。`,
      {
        field: 'alert/identifier',
        example: `${signal.identifier}_1`,
      },
    )
}
