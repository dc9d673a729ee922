/** Signing in to the web pages: a one-time code, or in the demo station a choice of people. Only hashes are kept. */
import { randomBytes } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { nameAt } from '#db/engine/station.ts'
import { hearing, listSessions, type SessionRow, sessionOf } from '#db/roster/sessions.ts'
import type { WebMemory } from '#db/web/store.ts'
import { tried } from '#domain/roster/codes.ts'
import { CODE_TRIES, SESSION } from '#domain/roster/needs.ts'
import { agentOf, SESSION as LASTS, openSession } from '#domain/roster/sessions.ts'
import { hashOf } from '#jobs/context.ts'
import { type DecideDeps, decideNow } from '#jobs/decide.ts'
import type { Runtime } from '../runtime.ts'
import type { Peers } from './peer.ts'
import { Problem } from './problem.ts'

const CODE_EXAMPLE = { field: 'code', example: '123456' }

export type Env = { Bindings: HttpBindings; Variables: { person: SessionRow } }

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

/** Ends a living session. @param of only where it is this person's. @returns false when there is none such. */
export async function endSession(
  decide: DecideDeps,
  demo: boolean,
  { id, actor, of }: { id: string; actor: string; of?: string },
): Promise<boolean> {
  const ended = await decideNow(decide, actor, {
    needs: { found: SESSION.of({ id, demo }) },
    decide: (_, { found }) =>
      found && (!of || found.personId === of) ? [{ type: 'session.ended', id, personId: found.personId }] : [],
  })
  return ended.length > 0
}

export type Sessions = ReturnType<typeof createSessions>

export function createSessions(runtime: Runtime, decide: DecideDeps, memory: WebMemory, peers: Peers) {
  const { now, config, log } = runtime
  const { db } = runtime.database
  // a browser keeps one jar for all stations at one host
  const cookieName = nameAt('anan_session', config.stationId)

  /** The demo station's people, for whoever sits at this machine; nobody for anybody else. */
  const choices = async (c: Context) => (config.demo && peers.of(c).here ? memory.demoPeople() : [])

  /** @throws Problem 403 for somebody who cannot be chosen here. */
  async function chosen(c: Context, id: string) {
    if ((await choices(c)).some((p) => p.id === id)) return { how: 'picker', personId: id } as const
    throw new Problem(403, '只有在演示站的本机上可以直接选人。请用六位登录码。', CODE_EXAMPLE)
  }

  return {
    choices,
    /** @throws Problem 400 for a code that does not work, 403 outside the demo station, 429 after too many wrong ones. */
    async signIn(c: Context, by: { code?: string; person?: string }): Promise<void> {
      // what cannot be a code is no try
      if (!by.person && !/^\d{6}$/.test(by.code ?? ''))
        throw new Problem(400, '登录码是六位数字。请向站里要一个。', CODE_EXAMPLE)
      const picked = by.person ? await chosen(c, by.person) : undefined
      const { network: address, tls } = peers.of(c)
      const cookie = randomBytes(32).toString('base64url')
      const browser = { hash: hashOf(cookie), agent: agentOf(c.req.header('user-agent')) }
      let failed: 'paused' | 'wrong' | undefined
      await decideNow(decide, picked?.personId ?? `web ${address}`, {
        needs: { tries: CODE_TRIES.of({ channel: 'web', account: address }) },
        decide: (g, { tries }) => {
          if (picked) return openSession(g, picked, browser)
          const result = tried(g, tries, hashOf(by.code!), {
            channel: 'web',
            account: address,
          })
          if (result.kind === 'right') return openSession(g, { how: 'code', code: result.code }, browser)
          failed = result.kind
          return result.kind === 'wrong' ? result.changes : []
        },
      })
      if (failed) log.warn({ address, failed }, 'a sign-in was refused')
      if (failed === 'paused') throw new Problem(429, '登录码输错的次数太多，请一小时后再试，或者请值班员帮您。')
      if (failed === 'wrong')
        throw new Problem(400, '登录码不对、已用过或已过期。请向站里要一个新的六位码。', CODE_EXAMPLE)
      setCookie(c, cookieName, cookie, {
        httpOnly: true,
        sameSite: 'Lax',
        path: '/',
        maxAge: LASTS.most_days * 86_400,
        secure: tls,
      })
    },
    async who(c: Context): Promise<SessionRow | undefined> {
      const cookie = getCookie(c, cookieName)
      return cookie ? sessionOf(db, hashOf(cookie), now(), config.demo) : undefined
    },
    async signOut(c: Context): Promise<void> {
      const session = await this.who(c)
      if (session) await this.end(session.id, session.personId, session.personId)
      deleteCookie(c, cookieName, { path: '/' })
    },
    /** The living sessions of a person, the newest first. */
    of: (personId: string) => listSessions(db, { personId, now: now(), demo: config.demo }, { limit: 100 }),
    end: (id: string, actor: string, of?: string) => endSession(decide, config.demo, { id, actor, of }),
    hearing: (ids: readonly string[]) => hearing(db, ids, now(), config.demo),
  }
}
