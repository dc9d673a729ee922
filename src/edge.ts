/** The edge relay: passes platform pushes to the station unopened. It keeps nothing and knows no key. */
import { Hono } from 'hono'

const WITHIN_MS = 2_500
const MOST = 1024 * 1024

/** Headers that a push is verified by, and nothing else. */
const PASSED = ['content-type', 'x-lark-request-timestamp', 'x-lark-request-nonce', 'x-lark-signature']

const app = new Hono<{ Bindings: { ORIGIN_URL: string } }>()

app.post('/hooks/:channel', async (c) => {
  const body = await c.req.arrayBuffer()
  if (body.byteLength > MOST) return c.body(null, 413)
  const headers = new Headers(
    PASSED.flatMap((name) => (c.req.header(name) ? [[name, c.req.header(name)!] as [string, string]] : [])),
  )
  try {
    const got = await fetch(new URL(`/hooks/${encodeURIComponent(c.req.param('channel'))}`, c.env.ORIGIN_URL), {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(WITHIN_MS),
      redirect: 'manual',
    })
    return new Response(got.body, {
      status: got.status,
      headers: { 'content-type': got.headers.get('content-type') ?? 'application/json' },
    })
  } catch {
    // never 200 for what the station has not taken: the platform pushes again
    return c.body(null, 503)
  }
})

export default app
