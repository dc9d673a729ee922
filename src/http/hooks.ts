/** Where platforms push: the channel verifies and parses, the inbox keeps, and only then is it answered. */
import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import type { Metrics } from '../metrics.ts'
import type { Runtime } from '../runtime.ts'

export function hookRoutes(runtime: Runtime, metrics: Metrics) {
  const app = new Hono()
  app.post('/hooks/:channel', async (c) => {
    const channel = runtime.channels.get(c.req.param('channel'))
    if (!channel?.webhook) return c.text('', 404)
    const verdict = await channel.webhook(c.req.raw, runtime.now(), peerOf(c))
    if (verdict.kind === 'refused') {
      metrics.refused.inc({ channel: channel.name, reason: verdict.reason })
      runtime.log.warn({ channel: channel.name, reason: verdict.reason }, 'a webhook request was refused')
      return verdict.reply ?? c.text('', verdict.status)
    }
    if (verdict.kind === 'reply') return answer(c, verdict.reply)
    try {
      await runtime.receive(verdict.events)
      const doubt = await verdict.unless?.(runtime.known)
      if (doubt) {
        metrics.refused.inc({ channel: channel.name, reason: doubt.reason })
        runtime.log.warn({ channel: channel.name, reason: doubt.reason }, 'a webhook request was refused')
        return doubt.reply
      }
    } catch (err) {
      // never 200 for what is not kept: 503 makes the platform push it again
      runtime.log.error({ err, channel: channel.name }, 'could not store a push')
      return c.text('', 503, { 'retry-after': '15' })
    }
    return answer(c, verdict.reply ?? {})
  })
  return app
}

const answer = (c: Context, reply: unknown) => (reply instanceof Response ? reply : c.json(reply as object))

/** The socket's own word; undefined where there is no socket. */
const peerOf = (c: Context) => (c.env?.incoming ? getConnInfo(c).remote.address : undefined)
