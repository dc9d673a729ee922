/** The page itself, with what it is made of. */
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import type { Context, Hono } from 'hono'
import { dist, sendPage } from '../../http/page.ts'
import type { Env } from '../../http/session.ts'

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

export function pageRoutes(app: Hono<Env>): void {
  app.get('/assets/*', async (c) => {
    const path = join(dist, normalize(c.req.path))
    const type = TYPES[extname(path)]
    if (!path.startsWith(dist) || !type) return c.notFound()
    const body = await readFile(path).catch(() => null)
    return body
      ? c.body(body, 200, { 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' })
      : c.notFound()
  })
  // served beside the page, whose whole path it may then answer for; asked for anew each time, so that no old one stays
  app.get('/shell.worker.js', async (c) => {
    const body = await readFile(join(dist, 'shell.worker.js')).catch(() => null)
    return body ? c.body(body, 200, { 'content-type': TYPES['.js']!, 'cache-control': 'no-store' }) : c.notFound()
  })
  const page = (c: Context) => sendPage(c, 'index')
  app.get('/', page)
  app.get('/chat/:id', page)
}
