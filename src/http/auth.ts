/** Who may use the API: a Bearer token, a role, its scopes. Nothing under /api/v1 answers without one. */
import { timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { findToken } from '#db/flow/tokens.ts'
import { loadSettings } from '#db/roster/settings.ts'
import { may, SCOPES, type Scope, scopesOf } from '#domain/access.ts'
import { type Caller, TOKEN_ROLES, type TokenRole } from '#domain/kernel/access.ts'
import { hashOf } from '#jobs/context.ts'
import { createQuota } from '#jobs/quota.ts'
import type { Runtime } from '../runtime.ts'
import type { Peers } from './peer.ts'
import { Problem } from './problem.ts'

export type ApiEnv = { Variables: { caller: Caller; whole?: boolean } }

const HOW = { field: 'Authorization', example: 'Bearer anan_…' }

/** Whose token a request carries, or whether it carries one at all. ANAN_TOKEN is an admin from boot. */
function callersOf({ config, database, now }: Pick<Runtime, 'config' | 'database' | 'now'>) {
  const fromBoot = config.token ? Buffer.from(hashOf(config.token.reveal())) : undefined
  return async (c: Context): Promise<Caller | 'none' | 'wrong'> => {
    const token = /^Bearer\s+(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    if (!token) return 'none'
    const hash = hashOf(token)
    if (fromBoot && timingSafeEqual(fromBoot, Buffer.from(hash)))
      return { id: 'env', name: 'ANAN_TOKEN', role: 'admin' }
    return (await findToken(database.db, hash, now())) ?? 'wrong'
  }
}

/** Sets `caller`, or ends with 401 in words that say what to do. */
export function withToken(runtime: Pick<Runtime, 'config' | 'database' | 'now'>) {
  const callerOf = callersOf(runtime)
  return createMiddleware<ApiEnv>(async (c, next) => {
    c.header('www-authenticate', 'Bearer realm="anan"')
    c.header('cache-control', 'no-store')
    const caller = await callerOf(c)
    if (caller === 'none')
      throw new Problem(401, '请带上访问令牌。用 npm run token -- --name 名称 --role 角色 生成一个。', HOW)
    if (caller === 'wrong') throw new Problem(401, '访问令牌不对、已停用或已过期。请换一个有效的令牌。', HOW)
    c.header('www-authenticate', undefined)
    c.set('caller', caller)
    await next()
  })
}

/**
 * Whether whoever asks may hear how the station does in detail: by an address that may, else by a token. Where the database
 * cannot say whose the token is, nobody's.
 */
export function monitorOf(runtime: Pick<Runtime, 'config' | 'database' | 'now'>, peers: Peers) {
  const callerOf = callersOf(runtime)
  return async (c: Context): Promise<boolean> => {
    if (peers.of(c).monitor) return true
    const caller = await callerOf(c).catch(() => 'wrong' as const)
    return typeof caller === 'object' && may(caller, 'health:read')
  }
}

/** Never too much: what brings a warning in, sends one out or stops a broadcast. */
const ALWAYS = /^\/api\/v1\/(?:warnings|drills|broadcasts)/

/** A token may ask so often in a minute. @throws Problem 429 with Retry-After */
export function withinQuota({ database, now }: Pick<Runtime, 'database' | 'now'>) {
  const quota = createQuota()
  let most = { perMinute: 0, until: 0 }
  return createMiddleware<ApiEnv>(async (c, next) => {
    const at = now()
    // looked up once a minute: a quota need not be looked up more often than it is counted
    if (at.getTime() >= most.until)
      most = {
        perMinute: (await loadSettings(database.db)).limits.requests_per_minute,
        until: (Math.floor(at.getTime() / 60_000) + 1) * 60_000,
      }
    const exempt = c.req.method === 'POST' && ALWAYS.test(c.req.path)
    if (!exempt && quota.count(c.get('caller').id, at) > most.perMinute) {
      c.header('retry-after', String(60 - (Math.floor(at.getTime() / 1000) % 60)))
      throw new Problem(429, `这个令牌一分钟里请求太多（上限${most.perMinute}次），请稍后再来。送入预警不受影响。`, {
        field: 'Authorization',
        example: '一次取 500 条（limit=500），少取几次',
      })
    }
    await next()
  })
}

/** Refuses a caller whose role lacks the scope, naming the roles that have it. */
export const requires = (scope: Scope) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const caller = c.get('caller')
    if (!may(caller, scope)) {
      const roles = (Object.keys(TOKEN_ROLES) as TokenRole[]).filter((role) => scopesOf(role).includes(scope))
      throw new Problem(403, `这个令牌的角色是“${TOKEN_ROLES[caller.role]}”，不能${SCOPES[scope].words}。`, {
        field: 'role',
        example: roles.join(' / '),
      })
    }
    await next()
  })
