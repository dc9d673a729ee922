/** Whatever form a request has, it is taken or refused by its field; never is the sender told to try the same again. */

import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TookTooLong } from '#jobs/within.ts'
import { createApp } from '#src/app.ts'
import { loadConfig } from '#src/config.ts'
import { createPeers } from '#src/http/peer.ts'
import { createMetrics } from '#src/metrics.ts'
import type { Runtime } from '#src/runtime.ts'
import { handed } from '../cases/handed.ts'
import { type Door, openDoor } from './door.ts'

let door: Door
beforeAll(async () => {
  door = await openDoor()
  // what is asked here in a minute is more than a token may: its form is looked at, not its number
  const { body } = await door.ask('/api/v1/settings/limits')
  const value = { ...body.value, requests_per_minute: 100_000 }
  expect((await door.ask('/api/v1/settings/limits', { method: 'PUT', body: { value } })).status).toBe(200)
  door.world.clock.forward(1)
})
afterAll(() => door.close())

const dirty = handed<{ 'POST /api/v1/warnings': { original: string }; also: { task: string } }>(
  'HAND-13-dirty-api.json',
)
const { original: withNul } = dirty['POST /api/v1/warnings']
test.each([
  ['NUL', withNul],
  ['half a pair', withNul.replace('\u0000', '\ud83d')],
])('%s in a warning is refused by its field', async (_what, original) => {
  const { status, body } = await door.ask('/api/v1/warnings', { method: 'POST', body: { original } })
  expect(status).toBe(400)
  expect(body.field).toBe('original')
  expect(body.example).toBeTruthy()
})

test('NUL in a deeper field, in the path and in the query', async () => {
  const deep = await door.ask('/api/v1/settings/duty_lines', {
    method: 'PUT',
    body: { value: ['防汛', dirty.also.task] },
  })
  expect([deep.status, deep.body.field]).toEqual([400, 'value.1'])
  const query = await door.ask('/api/v1/records?village=%00')
  expect([query.status, query.body.field]).toEqual([400, 'village'])
  expect((await door.ask('/api/v1/hazards/YH%00')).status).toBe(400)
  expect((await door.ask('/api/v1/warnings/YJ%00/cap')).status).toBe(400)
})

/** What is hardly ever meant, for every parameter and as every body. */
const BAD = [
  '\u0000',
  '2026-02-30',
  '99999-01-01',
  '2026-02-30T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  '-1',
  '1e309',
  '9'.repeat(40),
  "'",
  '%',
  '__proto__',
  'ä'.repeat(500),
]
const BODIES = [
  '',
  'null',
  '[]',
  '"x"',
  '{"__proto__":{"a":1}}',
  '{"value":1e999}',
  '{"original":1,"original":[]}',
  `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  `{"value":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`,
  '{"original":{"a":1},"task":[],"text":{},"person":1,"account":[],"villages":{},"minutes":"x","at":"99999-99-99"}',
  '{"text":"a\\u0000b","task":"\\ud800","reason":"\\u0000","original":"\\u0000"}',
  `{"original":"${'字'.repeat(120_000)}"}`,
]

test('every operation of the document, called in bad form: never a fault of ours', { timeout: 240_000 }, async () => {
  const { body: document } = await door.ask('/openapi.json')
  const faults: string[] = []
  let slowest = { ms: 0, what: '' }
  let asked = 0
  const call = async (method: string, path: string, body?: string, type = 'application/json') => {
    const from = performance.now()
    const got = await door.ask(path, { method, body, headers: body === undefined ? {} : { 'content-type': type } })
    const ms = performance.now() - from
    asked += 1
    if (ms > slowest.ms)
      slowest = { ms: Math.round(ms), what: `${method} ${path.slice(0, 80)} ${body?.slice(0, 40) ?? ''}` }
    if (got.status >= 500) faults.push(`${got.status} ${method} ${path.slice(0, 120)} ${body?.slice(0, 60) ?? ''}`)
  }
  for (const [path, methods] of Object.entries(
    document.paths as Record<string, Record<string, { parameters?: { name: string; in: string }[] }>>,
  ))
    for (const [name, { parameters = [] }] of Object.entries(methods)) {
      const method = name.toUpperCase()
      const filled = (value: string) => path.replace(/\{\w+\}/g, encodeURIComponent(value))
      for (const bad of BAD) {
        if (path.includes('{')) await call(method, filled(bad))
        for (const p of parameters.filter((p) => p.in === 'query'))
          await call(method, `${filled('YJ-20261124-001')}?${p.name}=${encodeURIComponent(bad)}`)
      }
      if (method === 'GET' || method === 'DELETE') continue
      for (const body of BODIES) await call(method, filled('quiet_hours'), body)
      await call(method, filled('quiet_hours'), '<a/>', 'application/xml')
      await call(method, filled('quiet_hours'), '{}', 'text/plain')
    }
  console.log(`${asked} requests, the slowest ${slowest.ms} ms: ${slowest.what}`)
  expect(faults).toEqual([])
})

test.each([
  ['retention', { raw_days: 1e12, outbox_days: 180 }, 'value.raw_days'],
  ['retention', { raw_days: 30, outbox_days: 1e12 }, 'value.outbox_days'],
  [
    'reminders',
    { days_before: [1], at: '09:00', default_days: { general: 1e12, major: 3 } },
    'value.default_days.general',
  ],
  ['limits', { media_mb: 20, event_kb: 1e12 }, 'value.event_kb'],
  ['limits', { media_mb: 1e-9, event_kb: 1024 }, 'value.media_mb'],
  ['thresholds', { posts: 1e12, full_time: 2, rescue_team: 30 }, 'value.posts'],
])('a setting beyond what a station can mean is refused: %s %j', async (name, value, field) => {
  const got = await door.ask(`/api/v1/settings/${name}`, { method: 'PUT', body: { value } })
  expect([got.status, got.body.field]).toEqual([400, field])
  expect(got.body.example).toBeDefined()
})

test('what was cut off because it took too long is the sender’s to shorten; the same again would take as long again', async () => {
  const config = loadConfig({})
  const heard: unknown[] = []
  const log = { info() {}, warn() {}, error: (fields: object) => heard.push(fields) }
  const long = new Hono().get('/api/v1/long', () => {
    throw new TookTooLong('deciding', 5000)
  })
  const app = createApp(
    { config, log } as unknown as Runtime,
    createMetrics(),
    createPeers(config),
    { whileAlive: (work) => work },
    new Hono(),
    [long],
  )
  const got = await app.request('/api/v1/long')
  expect([got.status, ((await got.json()) as { title: string }).title]).toEqual([
    422,
    expect.stringContaining('分成几条'),
  ])
  expect(heard).toHaveLength(1)
})

test.each(['\u0000', '&#0;', '&#xD800;', '&#xFFFE;'])(
  'CAP with %j in its words is refused by its element',
  async (dirt) => {
    const xml = `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>a${dirt}</identifier></alert>`
    const headers = { 'content-type': 'application/cap+xml' }
    const { status, body } = await door.ask('/api/v1/warnings/cap', { method: 'POST', body: xml, headers })
    expect([status, body.field]).toEqual([400, 'alert'])
  },
)

const UUID = '019aa1b2-0000-7000-8000-000000000001'

/** Instants and pages that no calendar or list has. */
test.each([
  ['check-ins', 'since', '0000-01-01T00:00:00Z'],
  ['reports', 'since', '0001-01-01T00:00:00+23:59'],
  ['hazards', 'since', '9999-12-31T23:59:59Z'],
  ['duty', 'at', '0000-01-01T00:00:00Z'],
  ['duty', 'from', '0000-01-01'],
  ['duty', 'to', '9999-12-31'],
  ['duty', 'cursor', `9999-99-99T::.Z~${UUID}`],
  ['duty', 'cursor', `2026-01-01T1.1.1Z~${UUID}`],
  ['duty', 'cursor', `2026-01-01T10:00:00Z~${'-'.repeat(36)}`],
  ['accounts', 'cursor', `2026-13-41T25:61:61Z~${'a'.repeat(32)}`],
  ['summaries', 'cursor', `0000-00-00~99:99~${UUID}`],
  ['summaries', 'cursor', `2026-02-30~10:00~${UUID}`],
  ['summaries', 'cursor', `2026-01-01~10:00~${'-'.repeat(36)}`],
])('%s?%s=%s is refused by its field, with an example', async (path, field, value) => {
  const { status, body } = await door.ask(`/api/v1/${path}?${field}=${encodeURIComponent(value)}`)
  expect([status, body.field]).toEqual([400, field])
  expect(body.example).toBeTruthy()
})

test('a read is answered though it says that its body, which it has not, is JSON', async () => {
  const { status } = await door.ask('/api/v1/people', { headers: { 'content-type': 'application/json' } })
  expect(status).toBe(200)
})
