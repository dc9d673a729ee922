/** Redis is not there when the station starts, comes, and goes again: what stands on PostgreSQL serves all the while. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FakeFeishu, startFakeFeishu } from '../fakes/feishu/index.ts'
import { redisServer } from '../setup/redis.ts'
import { freshDatabase } from '../world/database.ts'
import { start } from '../world/stage.ts'
import { until } from '../world/until.ts'

let fake: FakeFeishu
let database: Awaited<ReturnType<typeof freshDatabase>>
let sql: postgres.Sql
let dir: string
let redis: ChildProcess | undefined
let station: Awaited<ReturnType<typeof start>> | undefined

beforeAll(async () => {
  fake = await startFakeFeishu({ limits: false })
  database = await freshDatabase('demo')
  sql = postgres(database.url, { max: 2, onnotice: () => {} })
  dir = await mkdtemp(join(tmpdir(), 'anan-redis-'))
})
afterAll(async () => {
  await station?.kill('SIGKILL')
  redis?.kill('SIGKILL')
  await sql.end()
  await database.drop()
  await fake.close()
  await rm(dir, { recursive: true, force: true })
})

const freePort = () =>
  new Promise<number>((done) => {
    const s = createServer().listen(0, '127.0.0.1', () => {
      const { port } = s.address() as { port: number }
      s.close(() => done(port))
    })
  })

test('a station whose Redis is away serves, reads, answers and keeps its times; Redis is taken up when it comes', async () => {
  const port = await freePort()
  const startRedis = () => {
    redis = spawn(redisServer()!, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', dir], {
      stdio: 'ignore',
    })
  }
  station = await start(
    'test/world/anan.ts',
    {
      PORT: '0',
      DATA_DIR: dir,
      DATABASE_URL: database.service,
      REDIS_URL: `redis://127.0.0.1:${port}`,
      LOG_LEVEL: 'silent',
      FEISHU_BASE_URL: fake.url,
      FEISHU_APP_ID: fake.app.appId,
      FEISHU_APP_SECRET: fake.app.appSecret,
      FEISHU_ENCRYPT_KEY: fake.app.encryptKey,
      FEISHU_VERIFICATION_TOKEN: fake.app.verificationToken,
    },
    /ready http/,
  )
  const url = /http:\S+/.exec(station.said)![0]
  fake.webhookTo(`${url}/hooks/feishu`)
  let n = 0
  const answered = async () => {
    const messageId = `om_redis_${++n}`
    const event = fake.events.text('隐患上报：石岭村3组路边电线裸露，离地不到两米', {
      chat: `oc_redis_${n}`,
      from: 'ou_redis',
      messageId,
    })
    expect((await fake.push(event, { repush: false })).status).toBe(200)
    await until(() => fake.sent.some((m) => m.replyTo === messageId))
  }
  const queueOk = async () =>
    ((await (await fetch(`${url}/health/ready`)).json()) as { queue: { ok: boolean } }).queue.ok

  expect((await fetch(`${url}/`)).status).toBe(200)
  expect(await queueOk()).toBe(false)
  await answered()
  // a deadline that falls due is worked off although nothing wakes the work
  await sql`insert into deadlines (id, kind, subject_id, due_at) values (gen_random_uuid(), 'report.unreceived', gen_random_uuid(), now())`
  await until(async () => (await sql`select 1 from deadlines where done_at is null`).length === 0, 15_000)

  startRedis()
  await until(queueOk, 15_000)
  await answered()

  redis!.kill('SIGKILL')
  await once(redis!, 'exit')
  await answered()
  const asked = Date.now()
  await station.kill('SIGTERM')
  station = undefined
  expect(Date.now() - asked).toBeLessThan(15_000)
}, 90_000)
