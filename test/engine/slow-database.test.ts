/** The database stops, is slow, or refuses: platforms are told 503 before they give up waiting, and push again. */
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FakeFeishu, startFakeFeishu } from '../fakes/feishu/index.ts'
import { freshDatabase } from '../world/database.ts'
import { type Gate, gateTo } from '../world/gate.ts'
import { start } from '../world/processes.ts'
import { until } from '../world/until.ts'

/** A platform waits three seconds; what is on the way takes its part of them. */
const ANSWERED_WITHIN_MS = 2_500

const TOKEN = 'slow-database-token-of-tests'

let fake: FakeFeishu
let database: Awaited<ReturnType<typeof freshDatabase>>
let sql: postgres.Sql
let gate: Gate
let station: Awaited<ReturnType<typeof start>>
let url: string

beforeAll(async () => {
  fake = await startFakeFeishu({ limits: false })
})
afterAll(() => fake.close())
beforeEach(async () => {
  database = await freshDatabase('demo')
  sql = postgres(database.url, { max: 2, onnotice: () => {} })
  const to = new URL(database.url)
  gate = await gateTo(to.hostname, Number(to.port))
  station = await start(
    'test/world/anan.ts',
    {
      PORT: '0',
      DATA_DIR: `/tmp/anan-slow-${process.pid}`,
      DATABASE_URL: database.service.replace(/:\d+\//, `:${gate.port}/`),
      LOG_LEVEL: 'silent',
      FEISHU_BASE_URL: fake.url,
      FEISHU_APP_ID: fake.app.appId,
      FEISHU_APP_SECRET: fake.app.appSecret,
      FEISHU_ENCRYPT_KEY: fake.app.encryptKey,
      FEISHU_VERIFICATION_TOKEN: fake.app.verificationToken,
      FEISHU_LIMITS: 'off',
      ANAN_TOKEN: TOKEN,
      // somebody can sign in to the web chat
      ANAN_DEMO: '1',
    },
    /ready http/,
  )
  url = /http:\S+/.exec(station.said)![0]
  fake.webhookTo(`${url}/hooks/feishu`)
})
afterEach(async () => {
  gate.thaw()
  await station.kill('SIGKILL')
  await gate.shut()
  await sql.end()
  await database.drop()
})

let n = 0
const event = () =>
  fake.events.text('隐患上报：石岭村3组路边电线裸露，离地不到两米', {
    chat: 'oc_slow',
    from: 'ou_slow',
    messageId: `om_slow_${process.pid}_${++n}`,
  })
const push = (e: unknown) => fake.push(e, { repush: false, timeoutMs: 20_000 })
const kept = async (ids: string[]) =>
  (await sql`select event_id from inbox where event_id = any(${ids})`).map((r) => r.event_id)
const idOf = (e: unknown) => (e as { event: { message: { message_id: string } } }).event.message.message_id

test('a stopped database: every push is answered 503 in time, readiness says so in time, and afterwards each is kept once', async () => {
  expect((await push(event())).status).toBe(200)
  gate.freeze()
  const events = Array.from({ length: 40 }, event)
  const asked = Date.now()
  const [ready, metrics, live, ...pushes] = await Promise.all([
    fetch(`${url}/health/ready`).then((r) => ({ status: r.status, ms: Date.now() - asked })),
    fetch(`${url}/metrics`).then((r) => ({ status: r.status, ms: Date.now() - asked })),
    fetch(`${url}/health/live`).then((r) => ({ status: r.status, ms: Date.now() - asked })),
    ...events.map(push),
  ])
  expect(pushes.map((p) => p.status)).toEqual(events.map(() => 503))
  expect(Math.max(...pushes.map((p) => p.ms))).toBeLessThan(ANSWERED_WITHIN_MS)
  expect(ready).toMatchObject({ status: 503 })
  expect(ready.ms).toBeLessThan(ANSWERED_WITHIN_MS)
  expect(metrics.status).toBe(200)
  expect(live.status).toBe(200)
  gate.thaw()
  await until(async () => (await fetch(`${url}/health/ready`)).status === 200)
  for (const e of events) expect((await push(e)).status).toBe(200)
  expect(new Set(await kept(events.map(idOf))).size).toBe(events.length)
  expect(await kept(events.map(idOf))).toHaveLength(events.length)
}, 60_000)

test('a slow database: what takes too long is 503, and the platform’s second push is the same row', async () => {
  // the process has done it once: what is timed is the database, not its start
  expect((await push(event())).status).toBe(200)
  const blocker = postgres(database.url, { max: 1, onnotice: () => {} })
  // held until the answer is there, however slow the machine
  let release = () => {}
  const holding = blocker.begin(async (tx) => {
    await tx`lock table inbox in exclusive mode`
    await new Promise<void>((done) => {
      release = done
    })
  })
  await until(
    async () =>
      (await sql`select 1 from pg_locks where mode = 'ExclusiveLock' and relation = 'inbox'::regclass and granted`)
        .length > 0,
  )
  const e = event()
  const first = await push(e)
  expect(first.status).toBe(503)
  expect(first.ms).toBeLessThan(ANSWERED_WITHIN_MS)
  release()
  await holding
  await blocker.end()
  expect((await push(e)).status).toBe(200)
  expect(await kept([idOf(e)])).toHaveLength(1)
}, 60_000)

test('a database that refuses connections: 503 at once, and again taken when it is there', async () => {
  await gate.shut()
  const e = event()
  const refused = await push(e)
  expect(refused.status).toBe(503)
  expect(refused.ms).toBeLessThan(ANSWERED_WITHIN_MS)
  await gate.open()
  await until(async () => (await push(e)).status === 200)
  expect(await kept([idOf(e)])).toHaveLength(1)
}, 60_000)

test('a stopped database: whoever writes in the web chat, asks the API or opens a page is told so in time, and nothing is kept twice', async () => {
  const json = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
  const { people } = (await (await fetch(`${url}/web/station`)).json()) as { people: { id: string; role: string }[] }
  const { id: person } = people.find((p) => p.role === 'duty_officer')!
  const entered = await fetch(`${url}/web/session`, { method: 'POST', headers: json, body: JSON.stringify({ person }) })
  const cookie = entered.headers.get('set-cookie')!.split(';')[0]!
  const token = { authorization: `Bearer ${TOKEN}` }
  const said = () =>
    fetch(`${url}/web/chats/p2p:${person}/messages`, {
      method: 'POST',
      headers: { ...json, cookie },
      body: JSON.stringify({ key: 'k-1700000000-1', text: '石岭村3组后山滑坡，路断了', attachments: [] }),
    })
  const warned = () =>
    fetch(`${url}/api/v1/warnings`, {
      method: 'POST',
      headers: { ...json, ...token, 'idempotency-key': 'once' },
      body: JSON.stringify({ original: '青溪县气象台发布暴雨黄色预警信号：请注意防范。' }),
    })
  const asks = {
    said,
    warned,
    listed: () => fetch(`${url}/api/v1/warnings`, { headers: token }),
    chats: () => fetch(`${url}/web/chats`, { headers: { cookie } }),
    page: () => fetch(`${url}/warnings/YJ-20261124-001`, { headers: { cookie } }),
  }
  expect((await asks.listed()).status).toBe(200)
  expect((await asks.chats()).status).toBe(200)

  gate.freeze()
  const from = performance.now()
  const answers = await Promise.all(
    Object.entries(asks).map(async ([what, ask]) => {
      const { status } = await ask()
      return { what, status, inTime: performance.now() - from < 3_000 }
    }),
  )
  expect(answers).toEqual(Object.keys(asks).map((what) => ({ what, status: 503, inTime: true })))

  gate.thaw()
  await until(async () => (await fetch(`${url}/health/ready`)).status === 200)
  expect((await said()).status).toBe(200)
  expect((await warned()).status).toBe(201)
  expect(await sql`select 1 from inbox where channel = 'web' and event->>'text' like '%后山滑坡%'`).toHaveLength(1)
  expect(await sql`select 1 from warnings`).toHaveLength(1)
}, 60_000)

test('what only takes long is answered: a request is not cut off while the database answers others', async () => {
  const blocker = postgres(database.url, { max: 1, onnotice: () => {} })
  const holding = blocker.begin(async (tx) => {
    await tx`lock table warnings in access exclusive mode`
    await new Promise((done) => setTimeout(done, 5_000))
  })
  await until(
    async () =>
      (
        await sql`select 1 from pg_locks where mode = 'AccessExclusiveLock' and relation = 'warnings'::regclass and granted`
      ).length > 0,
  )
  expect((await fetch(`${url}/api/v1/warnings`, { headers: { authorization: `Bearer ${TOKEN}` } })).status).toBe(200)
  await holding
  await blocker.end()
}, 60_000)
