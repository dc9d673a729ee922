import { expect, test } from 'vitest'
import type { Channel, Verdict } from '#bots/channel.ts'
import { hookRoutes } from '#src/http/hooks.ts'
import { createMetrics } from '#src/metrics.ts'
import type { Runtime } from '#src/runtime.ts'

const GENUINE: Verdict = {
  kind: 'events',
  events: [
    {
      raw: '{}',
      event: {
        type: 'read',
        channel: 'x',
        eventId: 'e',
        at: '2026-11-24T02:00:00Z',
        sender: { account: 'a' },
        messageIds: [],
      },
    },
  ],
}

function door(verdict: Verdict, receive: () => Promise<void>) {
  const metrics = createMetrics()
  const logged: string[] = []
  const log = (_: object, message: string) => void logged.push(message)
  const channel = { name: 'x', webhook: async () => verdict } as unknown as Channel
  const runtime = {
    channels: new Map([['x', channel]]),
    now: () => new Date(),
    receive,
    log: { info: log, warn: log, error: log, debug: log },
  } as unknown as Runtime
  const app = hookRoutes(runtime, metrics)
  return { push: (path = '/hooks/x') => app.request(path, { method: 'POST', body: '{}' }), metrics, logged }
}

test.each([
  ['the disk is full', Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' })],
  ['the database is gone', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })],
  ['the database is shutting down', Object.assign(new Error('terminating connection'), { code: '57P01' })],
])('%s: 503, so that the platform pushes again; never 200 for what is not kept', async (_what, error) => {
  const { push, logged } = door(GENUINE, () => Promise.reject(error))
  const answer = await push()
  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).toBe('15')
  expect(logged).toEqual(['could not store a push'])
})

test('what is kept is answered 200', async () => {
  expect((await door(GENUINE, async () => {}).push()).status).toBe(200)
})

test('a refused push is counted by its reason and never stored', async () => {
  const { push, metrics } = door({ kind: 'refused', status: 401, reason: 'stale' }, () =>
    Promise.reject(new Error('stored')),
  )
  expect((await push()).status).toBe(401)
  expect(await metrics.registry.metrics()).toContain('anan_refused_total{channel="x",reason="stale"} 1')
})

test('a channel that is not there is 404', async () => {
  expect((await door(GENUINE, async () => {}).push('/hooks/constructor')).status).toBe(404)
})
