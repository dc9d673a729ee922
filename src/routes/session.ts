/** Signing in to the web chat: a one-time code, or in the demo station a choice of people. Only hashes are kept. */
import { randomBytes } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { WebMemory } from '#db/load/web.ts'
import { hashOf } from '#jobs/ground.ts'
import { Problem } from './problem.ts'

const COOKIE = 'anan_session'
const DAYS = 30

/** At most so many tries in a span from one address: six digits do not stand unlimited guessing. */
const TRIES = { most: 10, spanMs: 10 * 60_000 }

export type Env = { Bindings: HttpBindings; Variables: { person: { id: string; name: string } } }

/**
 * Refuses a write that another site's page sent: by the browser's own word, else by where it says it comes from.
 * @throws Problem 403
 */
export function fromOwnPage(c: Context): void {
  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin')
  const foreign = site
    ? site !== 'same-origin' && site !== 'none'
    : origin
      ? !URL.canParse(origin) || new URL(origin).host !== c.req.header('host')
      : false
  if (foreign) throw new Problem(403, '请从安安自己的页面操作。')
}

export type Sessions = ReturnType<typeof createSessions>

export function createSessions(memory: WebMemory, demo: boolean) {
  const tries = new Map<string, number[]>()

  /** The peer as the socket knows it; headers can be forged. */
  const peer = (c: Context<Env>) => c.env?.incoming?.socket?.remoteAddress ?? 'local'

  function guard(address: string): void {
    const now = Date.now()
    const recent = (tries.get(address) ?? []).filter((t) => t > now - TRIES.spanMs)
    if (recent.length >= TRIES.most) throw new Problem(429, '试的次数太多，请十分钟后再试。')
    tries.set(address, [...recent, now])
    if (tries.size > 10_000) tries.clear()
  }

  return {
    /** @throws Problem 400 for a code that does not work, 403 outside the demo station, 429 after too many tries. */
    async signIn(c: Context<Env>, by: { code?: string; person?: string }): Promise<void> {
      let personId: string | undefined
      if (by.person) {
        const people = demo ? await memory.demoPeople() : []
        personId = people.find((p) => p.id === by.person)?.id
        if (!personId)
          throw new Problem(403, '只有演示站可以直接选人。请用六位登录码。', { field: 'code', example: '123456' })
      } else {
        guard(peer(c))
        personId = await memory.spendCode(hashOf(by.code ?? ''))
        if (!personId)
          throw new Problem(400, '登录码不对、已用过或已过期。请向站里要一个新的六位码。', {
            field: 'code',
            example: '123456',
          })
      }
      const cookie = randomBytes(32).toString('base64url')
      await memory.signIn(personId, hashOf(cookie), DAYS)
      setCookie(c, COOKIE, cookie, {
        httpOnly: true,
        sameSite: 'Lax',
        path: '/',
        maxAge: DAYS * 86_400,
        secure: new URL(c.req.url).protocol === 'https:',
      })
    },
    async who(c: Context): Promise<{ id: string; name: string } | undefined> {
      const cookie = getCookie(c, COOKIE)
      return cookie ? memory.signedIn(hashOf(cookie)) : undefined
    },
    async signOut(c: Context): Promise<void> {
      const cookie = getCookie(c, COOKIE)
      if (cookie) await memory.signOut(hashOf(cookie))
      deleteCookie(c, COOKIE, { path: '/' })
    },
  }
}
