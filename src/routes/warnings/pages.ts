/**
 * The pages of a warning for people who watch and call: live, list, evidence. A person's own sign-in opens them, for officers and
 * leaders; a wall opens the live page by its token, which travels in a form and a cookie, never in an address.
 */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { nameAt } from '#db/engine/station.ts'
import { noteShown } from '#db/flow/ledger.ts'
import { findWarning, listWarnings } from '#db/flow/list.ts'
import { findToken } from '#db/flow/tokens.ts'
import { createRosterCache } from '#db/roster/load.ts'
import { loadEvidence, verdictOf } from '#db/warning/evidence.ts'
import { mayCall, mayWatch, sightOfPerson } from '#domain/kernel/access.ts'
import { type Person, ROLES, type Role } from '#domain/kernel/roster.ts'
import type { Warning } from '#domain/warning/warning.ts'
import type { DecideParts } from '#jobs/decide.ts'
import { hashOf } from '#jobs/ground.ts'
import { formOf, inForm } from '../../http/form.ts'
import { notFound } from '../../http/operation.ts'
import { sendPage } from '../../http/page.ts'
import type { Peers } from '../../http/peer.ts'
import { invalid, Problem } from '../../http/problem.ts'
import { type Env, fromOwnPage, type Sessions } from '../../http/session.ts'
import { createWatch } from '../../http/watch.ts'
import { board } from '../../pages/board.tsx'
import { callsPage } from '../../pages/calls.tsx'
import { listPage, signInPage, wrongPage } from '../../pages/door.tsx'
import { evidencePage } from '../../pages/evidence.tsx'
import { nameOf, shown } from '../../pages/words.ts'
import type { Runtime } from '../../runtime.ts'
import { CALL_EXAMPLES, callInput, enterCall } from './calls.ts'

const WALL_DAYS = 90

/** Who looks: a person, or a wall that may only show. */
interface Viewer {
  person?: Person
  /** The sign-in, or the wall's token as a hash. */
  by: string
}

export function warningPages(runtime: Runtime, decide: DecideParts, sessions: Sessions, peers: Peers) {
  const { now, log } = runtime
  const { db } = runtime.database
  const { tz, stationId } = runtime.config
  const wallCookie = nameAt('anan_wall', stationId)
  const rosters = createRosterCache(db)
  const watch = createWatch(db, log)
  const app = new Hono<Env>()
  app.use('/warnings/*', inForm({ bodies: false }))

  /** @throws Problem 401 when nobody is signed in, 403 when it is somebody these pages are not for. */
  async function viewerOf(c: Context): Promise<Viewer> {
    const signedIn = await sessions.who(c)
    const person = signedIn && (await watcher(signedIn.personId))
    if (person) return { person, by: signedIn.id }
    const token = getCookie(c, wallCookie)
    if (token && (await isWall(token))) return { by: hashOf(token) }
    throw signedIn ? new Problem(403, '这里只给值班员、带班领导和镇领导看。') : new Problem(401, '请先登录。')
  }
  async function watcher(id: string): Promise<Person | undefined> {
    const roster = await rosters.get(now())
    const person = roster.people.get(id)
    return person && mayWatch(roster, person, now()) ? person : undefined
  }
  const isWall = async (token: string | undefined) =>
    !!token && (await findToken(db, hashOf(token), now()))?.role === 'wall'
  /** The same, for pages with work to be done on them: a wall has none. */
  async function personOf(c: Context): Promise<Person> {
    const { person } = await viewerOf(c)
    if (!person) throw new Problem(403, '大屏只能看应答情况。')
    return person
  }
  async function warningOf(c: Context, viewer: Pick<Viewer, 'person'>) {
    const found = await findWarning(db, c.req.param('ref') ?? '', sightOfPerson(viewer.person))
    if (!found) throw notFound('条预警')
    return found as Warning
  }
  async function showing(w: Warning) {
    const [roster, [facts]] = await Promise.all([rosters.get(now()), loadEvidence(db, [w.id])])
    return shown(facts!, roster, now(), tz)
  }
  const classes = (w: Warning, viewer: Pick<Viewer, 'person'>) => [
    ...(w.drill ? ['drill'] : []),
    ...(viewer.person ? [] : ['wall']),
  ]
  const send = (
    c: Context,
    kind: 'board' | 'paper',
    w: Warning,
    what: string,
    body: unknown,
    viewer: Pick<Viewer, 'person'> = {},
  ) => sendPage(c, kind, { title: `${nameOf(w)} ${what}`, classes: classes(w, viewer), body: String(body) })

  // ---- who is there ----
  const signIn = async (c: Context, next: string, wrong?: string) => {
    const people = []
    for (const p of await sessions.choices(c))
      if (await watcher(p.id)) people.push({ ...p, role: ROLES[p.role as Role] ?? '' })
    return sendPage(
      c,
      'paper',
      { title: '预警应答情况', body: String(signInPage({ next, people, wrong })) },
      wrong ? 400 : 401,
    )
  }
  const entering = z.object({
    next: z.string().max(200).default('/warnings'),
    code: z.string().max(20).optional(),
    person: z.string().max(60).optional(),
    token: z.string().max(200).optional(),
  })
  app.post('/warnings/enter', bodyLimit({ maxSize: 4096 }), async (c) => {
    fromOwnPage(c)
    const form = entering.safeParse(await formOf(c))
    if (!form.success) throw invalid(form.error, { code: '123456' })
    const { next, code, person, token } = form.data
    // on to one of these pages only, whatever the form says
    const to = /^\/warnings(?:\/[\w-]{1,60}(?:\/[a-z]{1,20})?)?$/.test(next) ? next : '/warnings'
    try {
      if (token === undefined) await sessions.signIn(c, { code, person })
      else {
        if (!(await isWall(token.trim())))
          throw new Problem(400, '这不是大屏令牌，或者已停用。请用 npm run token -- --name 大屏 --role wall 生成一个。')
        setCookie(c, wallCookie, token.trim(), {
          httpOnly: true,
          sameSite: 'Strict',
          path: '/warnings',
          maxAge: WALL_DAYS * 86_400,
          secure: peers.of(c).tls,
        })
      }
    } catch (error) {
      if (error instanceof Problem) return signIn(c, to, error.message)
      throw error
    }
    return c.redirect(to, 303)
  })

  // ---- watching ----
  app.get('/warnings', async (c) => {
    const viewer = await viewerOf(c)
    const [real, drills] = await Promise.all(
      [false, true].map((drill) => listWarnings(db, { drill }, sightOfPerson(viewer.person), { limit: 30 })),
    )
    const warnings = ([...real!, ...drills!] as Warning[]).sort((a, b) => (a.id < b.id ? 1 : -1))
    const body = listPage({ warnings, tz })
    return sendPage(c, 'paper', { title: '预警和演练', body: String(body) })
  })
  app.get('/warnings/:ref', async (c) => {
    const viewer = await viewerOf(c)
    const w = await warningOf(c, viewer)
    return send(c, 'board', w, '应答情况', board(await showing(w), { links: !!viewer.person }), viewer)
  })
  app.get('/warnings/:ref/board', async (c) => {
    const viewer = await viewerOf(c)
    const w = await warningOf(c, viewer)
    return c.html(String(board(await showing(w), { links: !!viewer.person })), 200, { 'cache-control': 'no-store' })
  })
  app.get('/warnings/:ref/events', async (c) => {
    const viewer = await viewerOf(c)
    const still = () =>
      viewerOf(c).then(
        () => true,
        (error) => !(error instanceof Problem),
      )
    return watch.open(c, viewer.by, (await warningOf(c, viewer)).id, still)
  })

  // ---- calling ----
  app.get('/warnings/:ref/calls', async (c) => {
    const person = await personOf(c)
    const w = await warningOf(c, { person })
    const s = await showing(w)
    const caller = mayCall(s.roster, person, now())
    // noted before the numbers are shown, so that nobody saw them whom the ledger does not know
    if (caller) await noteShown(db, { what: `calls ${w.no}`, subjectId: w.id, actor: person.id, now: now() })
    const kept = s.evidence.calls.find((x) => x.personId === c.req.query('kept'))
    const name = kept && s.roster.people.get(kept.personId)?.name
    return send(c, 'paper', w, '打电话名单', callsPage(s, { caller, kept: name && `已记下${name}的结果。` }))
  })
  app.post('/warnings/:ref/calls', bodyLimit({ maxSize: 16 * 1024 }), async (c) => {
    fromOwnPage(c)
    const person = await personOf(c)
    const w = await warningOf(c, { person })
    if (!mayCall(await rosters.get(now()), person, now()))
      throw new Problem(403, '打电话的结果由值班员或带班领导来记。')
    const form = await formOf(c)
    const input = callInput.safeParse(form)
    if (!input.success) throw invalid(input.error, CALL_EXAMPLES)
    await enterCall(decide, w.id, input.data, person.id)
    const next = z.uuid().safeParse(form.next)
    return c.redirect(`/warnings/${w.no}/calls?kept=${input.data.person}${next.success ? `#p-${next.data}` : ''}`, 303)
  })

  // ---- evidence ----
  app.get('/warnings/:ref/evidence', async (c) => {
    const person = await personOf(c)
    const w = await warningOf(c, { person })
    const [s, verdict] = await Promise.all([showing(w), verdictOf(db, w.id, now())])
    return send(c, 'paper', w, '留痕', evidencePage(s, { verdict, intact: hashOf(w.original) === w.hash }))
  })
  app.get('/warnings/:ref/evidence.xlsx', async (c) => {
    const person = await personOf(c)
    const w = await warningOf(c, { person })
    const ground = await decide.ground()
    // loaded when somebody asks for it: the workbook library would hold up every start
    const [{ warningSheets }, { workbookOf }] = await Promise.all([
      import('../../sheets/warning.ts'),
      import('../../sheets/workbook.ts'),
    ])
    const sheets = await warningSheets(
      { db, ground, span: { from: w.createdAt, to: now() }, full: false, drill: w.drill },
      w.id,
    )
    return c.body(new Uint8Array(await workbookOf(sheets)), 200, {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${w.no}.xlsx"`,
      'cache-control': 'no-store',
    })
  })

  app.onError(async (error, c) => {
    if (!(error instanceof Problem)) throw error
    if (error.status === 401 && c.req.method === 'GET') return signIn(c, c.req.path)
    return sendPage(
      c,
      'paper',
      { title: error.message, body: String(wrongPage({ title: error.message })) },
      error.status,
    )
  })
  return { app, close: () => watch.close() }
}
