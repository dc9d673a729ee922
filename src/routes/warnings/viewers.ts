/** Who looks at the pages of warnings: a person by their own sign-in, or a wall by its token, which may only show. */
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { nameAt } from '#db/engine/station.ts'
import { findToken } from '#db/flow/tokens.ts'
import { createRosterCache } from '#db/roster/snapshot.ts'
import { mayWatch } from '#domain/kernel/access.ts'
import type { Person } from '#domain/kernel/roster.ts'
import { hashOf } from '#jobs/context.ts'
import type { Peers } from '../../http/peer.ts'
import { Problem } from '../../http/problem.ts'
import type { Sessions } from '../../http/session.ts'
import type { Runtime } from '../../runtime.ts'

const WALL_DAYS = 90

export interface Viewer {
  person?: Person
  /** The sign-in, or the wall's token as a hash. */
  by: string
}

export type Viewers = ReturnType<typeof createViewers>

export function createViewers({ database, config, now }: Runtime, sessions: Sessions, peers: Peers) {
  const wallCookie = nameAt('anan_wall', config.stationId)
  const rosters = createRosterCache(database.db)

  /** Whoever these pages are for, by their id; undefined = nobody. */
  async function watcher(id: string): Promise<Person | undefined> {
    const roster = await rosters.get(now())
    const person = roster.people.get(id)
    return person && mayWatch(roster, person, now()) ? person : undefined
  }

  const isWall = async (token: string) => (await findToken(database.db, hashOf(token), now()))?.role === 'wall'

  /** @throws Problem 401 when nobody is signed in, 403 when it is somebody these pages are not for. */
  async function viewerOf(c: Context): Promise<Viewer> {
    const signedIn = await sessions.who(c)
    const person = signedIn && (await watcher(signedIn.personId))
    if (person) return { person, by: signedIn.id }
    const token = getCookie(c, wallCookie)
    if (token && (await isWall(token))) return { by: hashOf(token) }
    throw signedIn ? new Problem(403, '这里只给值班员、带班领导和镇领导看。') : new Problem(401, '请先登录。')
  }

  return {
    watcher,
    viewerOf,
    /** The same, for pages with work to be done on them: a wall has none. */
    async personOf(c: Context): Promise<Person> {
      const { person } = await viewerOf(c)
      if (!person) throw new Problem(403, '大屏只能看应答情况。')
      return person
    },
    /** Lets a wall in by its token. @throws Problem 400 where it is none. */
    async enterWall(c: Context, token: string): Promise<void> {
      if (!token || !(await isWall(token)))
        throw new Problem(400, '这不是大屏令牌，或者已停用。请用 npm run token -- --name 大屏 --role wall 生成一个。')
      setCookie(c, wallCookie, token, {
        httpOnly: true,
        sameSite: 'Strict',
        path: '/warnings',
        maxAge: WALL_DAYS * 86_400,
        secure: peers.of(c).tls,
      })
    },
    rosterNow: () => rosters.get(now()),
  }
}
