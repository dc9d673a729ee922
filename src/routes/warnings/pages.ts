/**
 * The pages of a warning for people who watch and call: live, list, evidence. A person's own sign-in opens them, for officers and
 * leaders; a wall opens the live page by its token, which travels in a form and a cookie, never in an address.
 */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { noteShown } from '#db/flow/ledger.ts'
import { loadEvidence, verdictOf } from '#db/warning/evidence.ts'
import { findWarning, listWarnings } from '#db/warning/list.ts'
import { mayCall, sightOfPerson } from '#domain/kernel/access.ts'
import type { Warning } from '#domain/warning/warning.ts'
import { hashOf } from '#jobs/context.ts'
import type { DecideDeps } from '#jobs/decide.ts'
import { formOf, inForm } from '../../http/form.ts'
import { notFound } from '../../http/operation.ts'
import { sendPage } from '../../http/page.ts'
import type { Peers } from '../../http/peer.ts'
import { invalid, Problem } from '../../http/problem.ts'
import { type Env, fromOwnPage, type Sessions } from '../../http/session.ts'
import { createWatch } from '../../http/watch.ts'
import { board } from '../../pages/board.tsx'
import { callsPage } from '../../pages/calls.tsx'
import { listPage, wrongPage } from '../../pages/door.tsx'
import { evidencePage } from '../../pages/evidence.tsx'
import { nameOf, shown } from '../../pages/words.ts'
import type { Runtime } from '../../runtime.ts'
import { CALL_EXAMPLES, callInput, enterCall } from './calls.ts'
import { enterRoutes } from './enter.ts'
import { createViewers, type Viewer, type Viewers } from './viewers.ts'

type Look = Pick<Viewer, 'person'>

interface Pages {
  app: Hono<Env>
  runtime: Runtime
  viewers: Viewers
  decide: DecideDeps
}

export function warningPages(runtime: Runtime, decide: DecideDeps, sessions: Sessions, peers: Peers) {
  const app = new Hono<Env>()
  app.use('/warnings/*', inForm({ bodies: false }))
  const viewers = createViewers(runtime, sessions, peers)
  const pages: Pages = { app, runtime, viewers, decide }
  const door = enterRoutes(app, viewers, sessions)
  const watch = watchPages(pages)
  callPages(pages)
  evidencePages(pages)
  app.onError(async (error, c) => {
    if (!(error instanceof Problem)) throw error
    if (error.status === 401 && c.req.method === 'GET') return door(c, c.req.path)
    const body = String(wrongPage({ title: error.message }))
    return sendPage(c, 'paper', { title: error.message, body }, error.status)
  })
  return { app, close: () => watch.close() }
}

/** The warning that an address names, as far as whoever looks may see it. @throws Problem 404 */
async function warningOf(c: Context, { runtime }: Pages, { person }: Look): Promise<Warning> {
  const found = await findWarning(runtime.database.db, c.req.param('ref') ?? '', sightOfPerson(person))
  if (!found) throw notFound('条预警')
  return found as Warning
}

/** How a warning stands now. */
async function showing({ runtime, viewers }: Pages, w: Warning) {
  const { database, now, config } = runtime
  const [roster, [facts]] = await Promise.all([viewers.rosterNow(), loadEvidence(database.db, [w.id])])
  return shown(facts!, roster, now(), config.tz)
}

function send(c: Context, kind: 'board' | 'paper', w: Warning, what: string, body: unknown, look?: Look) {
  const classes = [...(w.drill ? ['drill'] : []), ...(look?.person ? [] : ['wall'])]
  return sendPage(c, kind, { title: `${nameOf(w)} ${what}`, classes, body: String(body) })
}

function watchPages(pages: Pages) {
  const { app, runtime, viewers } = pages
  const { db } = runtime.database
  const watch = createWatch(db, runtime.log)
  app.get('/warnings', async (c) => {
    const sight = sightOfPerson((await viewers.viewerOf(c)).person)
    const [real, drills] = await Promise.all(
      [false, true].map((drill) => listWarnings(db, { drill }, sight, { limit: 30 })),
    )
    const warnings = ([...real!, ...drills!] as Warning[]).sort((a, b) => (a.id < b.id ? 1 : -1))
    const body = listPage({ warnings, tz: runtime.config.tz })
    return sendPage(c, 'paper', { title: '预警和演练', body: String(body) })
  })
  app.get('/warnings/:ref', async (c) => {
    const viewer = await viewers.viewerOf(c)
    const w = await warningOf(c, pages, viewer)
    return send(c, 'board', w, '应答情况', board(await showing(pages, w), { links: !!viewer.person }), viewer)
  })
  app.get('/warnings/:ref/board', async (c) => {
    const viewer = await viewers.viewerOf(c)
    const w = await warningOf(c, pages, viewer)
    const body = board(await showing(pages, w), { links: !!viewer.person })
    return c.html(String(body), 200, { 'cache-control': 'no-store' })
  })
  app.get('/warnings/:ref/events', async (c) => {
    const viewer = await viewers.viewerOf(c)
    const still = () =>
      viewers.viewerOf(c).then(
        () => true,
        (error) => !(error instanceof Problem),
      )
    return watch.open(c, viewer.by, (await warningOf(c, pages, viewer)).id, still)
  })
  return watch
}

function callPages(pages: Pages): void {
  const { app, runtime, viewers, decide } = pages
  const { now } = runtime
  app.get('/warnings/:ref/calls', async (c) => {
    const person = await viewers.personOf(c)
    const w = await warningOf(c, pages, { person })
    const s = await showing(pages, w)
    const caller = mayCall(s.roster, person, now())
    // noted before the numbers are shown, so that nobody saw them whom the ledger does not know
    if (caller)
      await noteShown(runtime.database.db, {
        what: `calls ${w.no}`,
        subject: { id: w.id, of: 'warnings' },
        actor: person.id,
        now: now(),
      })
    const kept = s.evidence.calls.find((x) => x.personId === c.req.query('kept'))
    const name = kept && s.roster.people.get(kept.personId)?.name
    return send(c, 'paper', w, '打电话名单', callsPage(s, { caller, kept: name && `已记下${name}的结果。` }))
  })
  app.post('/warnings/:ref/calls', bodyLimit({ maxSize: 16 * 1024 }), async (c) => {
    fromOwnPage(c)
    const person = await viewers.personOf(c)
    const w = await warningOf(c, pages, { person })
    if (!mayCall(await viewers.rosterNow(), person, now()))
      throw new Problem(403, '打电话的结果由值班员或带班领导来记。')
    const form = await formOf(c)
    const input = callInput.safeParse(form)
    if (!input.success) throw invalid(input.error, CALL_EXAMPLES)
    await enterCall(decide, w.id, input.data, person.id)
    const next = z.uuid().safeParse(form.next)
    return c.redirect(`/warnings/${w.no}/calls?kept=${input.data.person}${next.success ? `#p-${next.data}` : ''}`, 303)
  })
}

function evidencePages(pages: Pages): void {
  const { app, runtime, viewers, decide } = pages
  const { now, database } = runtime
  app.get('/warnings/:ref/evidence', async (c) => {
    const person = await viewers.personOf(c)
    const w = await warningOf(c, pages, { person })
    const [s, verdict] = await Promise.all([showing(pages, w), verdictOf(database.db, w.id, now())])
    return send(c, 'paper', w, '留痕', evidencePage(s, { verdict, intact: hashOf(w.original) === w.hash }))
  })
  app.get('/warnings/:ref/evidence.xlsx', async (c) => {
    const person = await viewers.personOf(c)
    const w = await warningOf(c, pages, { person })
    const context = await decide.context()
    // loaded when somebody asks for it: the workbook library would hold up every start
    const [{ warningSheets }, { workbookOf }] = await Promise.all([
      import('../../sheets/warning.ts'),
      import('../../sheets/workbook.ts'),
    ])
    const span = { from: w.createdAt, to: now() }
    const sheets = await warningSheets({ db: database.db, context, span, full: false, drill: w.drill }, w.id)
    return c.body(new Uint8Array(await workbookOf(sheets)), 200, {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${w.no}.xlsx"`,
      'cache-control': 'no-store',
    })
  })
}
