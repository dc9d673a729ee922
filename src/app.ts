/** All doors behind one port: request id, one line in the log, errors said plainly, routes. */
import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { TookTooLong } from '#jobs/within.ts'
import type { Peers } from './http/peer.ts'
import { Problem, problemJson } from './http/problem.ts'
import type { Metrics } from './metrics.ts'
import type { Pulse } from './pulse.ts'
import type { Runtime } from './runtime.ts'

const REFUSED: ReadonlySet<number> = new Set([401, 403, 421, 429])

/** Asked under any name: what carries its own token, and what only says how it goes. */
const ANY_NAME = /^\/(?:api\/|health\/|metrics$)/

/** These say how it goes with the database, or need none. */
const WITHOUT_DATABASE = /^\/(?:health\/|metrics$|assets\/)/

/** Only what broke before it had arrived whole: where it had, somebody may still hear the answer. */
const gone = (c: Context) => {
  const incoming = (c.env as Partial<HttpBindings> | undefined)?.incoming
  return !!incoming?.errored && !incoming.complete
}

/** @param hooks where platforms push: machines need no page headers, and have counts of their own. */
export function createApp(
  runtime: Runtime,
  metrics: Metrics,
  peers: Peers,
  pulse: Pulse,
  hooks: Hono,
  routes: { fetch: unknown }[],
) {
  const app = new Hono()
  app.route('/', hooks)
  app.use(async (c, next) => {
    const started = performance.now()
    await next()
    const route = c.req.routePath ?? c.req.path
    const seconds = (performance.now() - started) / 1000
    metrics.http.observe({ method: c.req.method, route, status: c.res.status }, seconds)
    // who was turned away at which door, and from where; never what they tried it with
    if (REFUSED.has(c.res.status))
      runtime.log.info({ method: c.req.method, route, status: c.res.status, from: peers.of(c).address }, 'refused')
    if (c.res.status >= 500 || seconds > 1)
      runtime.log.warn(
        { method: c.req.method, route, status: c.res.status, ms: Math.round(seconds * 1000) },
        'slow or failed request',
      )
  })
  app.use(
    secureHeaders({
      contentSecurityPolicy: undefined,
      crossOriginResourcePolicy: 'same-origin',
      referrerPolicy: 'no-referrer',
    }),
  )
  app.use(async (c, next) => {
    if (!ANY_NAME.test(c.req.path)) peers.known(c)
    await next()
  })
  // whoever asks is not left waiting for a database that stands still
  app.use((c, next) => (WITHOUT_DATABASE.test(c.req.path) ? next() : pulse.whileAlive(next())))
  for (const routed of routes) app.route('/', routed as Hono)
  app.notFound((c) => problemJson(c, new Problem(404, '没有这个地址。')))
  app.onError((err, c) => {
    if (err instanceof Problem) return problemJson(c, err)
    const status = (err as { status?: number }).status
    if (status && status < 500) return problemJson(c, new Problem(status as 400, '请求不对，请检查后重试。'))
    // somebody whose line broke, or who was too slow, gets no answer and is no fault
    if (gone(c)) return c.body(null, 408)
    runtime.log.error({ err, route: c.req.path }, 'a request failed')
    // the same again would take as long again
    if (err instanceof TookTooLong)
      return problemJson(c, new Problem(422, '内容太长或太复杂，没有读完，也没有收下。请缩短，或分成几条再送。'))
    return problemJson(c, new Problem(503, '暂时没有办成，请稍后再试。'))
  })
  return app
}
