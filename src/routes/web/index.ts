/** The web chat's doors: its page, signing in, reading and writing. */
import { Hono } from 'hono'
import type { WebMemory } from '#db/web/store.ts'
import { createLive } from '../../http/live.ts'
import type { Env, Sessions } from '../../http/session.ts'
import type { Runtime } from '../../runtime.ts'
import { entryRoutes } from './entry.ts'
import { pageRoutes } from './page.ts'
import { readRoutes } from './read.ts'
import { writeRoutes } from './write.ts'

export function webRoutes(runtime: Runtime, memory: WebMemory, sessions: Sessions, mediaDir: string) {
  const live = createLive(memory, sessions, runtime.log)
  const app = new Hono<Env>()
  pageRoutes(app)
  entryRoutes(app, runtime, sessions)
  readRoutes(app, memory, live)
  writeRoutes(app, runtime, memory, mediaDir)
  return { app, live }
}
