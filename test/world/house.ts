/** All doors of a station in one app, asked without a network: the API, the web chat, a warning's pages, hooks and health. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { knownBy } from '#db/broadcast/known.ts'
import { createWebStore } from '#db/web/store.ts'
import { createApp } from '#src/app.ts'
import { loadConfig, Secret } from '#src/config.ts'
import { healthRoutes } from '#src/http/health.ts'
import { hookRoutes } from '#src/http/hooks.ts'
import { createPeers } from '#src/http/peer.ts'
import { createSessions } from '#src/http/session.ts'
import { createMetrics } from '#src/metrics.ts'
import { apiRoutes } from '#src/routes/nouns.ts'
import { warningPages } from '#src/routes/warnings/pages.ts'
import { webRoutes } from '#src/routes/web/index.ts'
import type { Runtime } from '#src/runtime.ts'
import type { World } from './world.ts'

const TOKEN = 'boot-token-of-the-test-station'

export async function openHouse(w: World) {
  const dataDir = await mkdtemp(join(tmpdir(), 'anan-house-'))
  const mediaDir = join(dataDir, 'media')
  const log = { info() {}, warn() {}, debug() {}, error() {} }
  const config = { ...loadConfig({ DATA_DIR: dataDir }), token: new Secret(TOKEN) }
  const runtime = {
    config,
    database: w.database,
    now: w.clock.now,
    newId: uuidv7,
    log,
    poke() {},
    channels: new Map(),
    known: knownBy(w.db),
    receive: w.receive,
  } as unknown as Runtime
  const metrics = createMetrics()
  const peers = createPeers(config)
  const memory = createWebStore(w.database, mediaDir)
  const sessions = createSessions(runtime, w.deps, memory, peers)
  const web = webRoutes(runtime, memory, sessions, mediaDir)
  const pages = warningPages(runtime, w.deps, sessions, peers)
  const queue = { backend: 'postgres', ping: async () => {}, counts: async () => ({}) }
  const app = createApp(runtime, metrics, peers, { whileAlive: (work) => work }, hookRoutes(runtime, metrics), [
    healthRoutes(
      runtime,
      queue as never,
      metrics,
      async () => true,
      () => false,
    ),
    apiRoutes(runtime, w.deps),
    web.app,
    pages.app,
  ])
  let cookie = ''
  return {
    app,
    memory,
    mediaDir,
    /** Every door there is, `GET /api/v1/warnings/:ref`. */
    routes: [...new Set(app.routes.filter((r) => r.method !== 'ALL').map((r) => `${r.method} ${r.path}`))].sort(),
    /** From now on asks as this person where a person is asked for. */
    async signIn(person: { id: string }): Promise<void> {
      const code = await w.gives(person, '271828')
      const got = await app.request('/web/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code }),
      })
      cookie = (got.headers.get('set-cookie') ?? '').split(';')[0]!
    },
    /** Answer and status; of a stream what comes at once. */
    async ask(method: string, path: string, body?: unknown): Promise<{ status: number; text: string }> {
      const response = await app.request(path, {
        method,
        headers: {
          ...(path.startsWith('/api/') ? { authorization: `Bearer ${TOKEN}` } : { cookie }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      })
      if (!/event-stream/.test(response.headers.get('content-type') ?? ''))
        return { status: response.status, text: await response.text() }
      const reader = response.body!.getReader()
      const first = await Promise.race([
        reader.read(),
        new Promise<undefined>((done) => setTimeout(() => done(undefined), 300)),
      ])
      await reader.cancel()
      return { status: response.status, text: first?.value ? new TextDecoder().decode(first.value) : '' }
    },
    async close(): Promise<void> {
      await Promise.all([web.live.close(), pages.close()])
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
