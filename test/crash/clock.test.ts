/** The machine's clock is set, forwards and back, while the station works and while it is down: nobody waits, nobody is hurried. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { type FakeFeishu, startFakeFeishu, wordsOf } from '../fakes/feishu/index.ts'
import { freshDatabase } from '../world/database.ts'
import { start } from '../world/stage.ts'
import { until } from '../world/until.ts'

type Station = Awaited<ReturnType<typeof start>>

const HOUR_MS = 3_600_000
const TOKEN = 'clock-token-of-more-than-24-characters'

describe.each([
  ['postgres', false],
  ['redis', true],
] as const)('queue on %s', (_name, onRedis) => {
  let fake: FakeFeishu
  let database: Awaited<ReturnType<typeof freshDatabase>>
  let sql: postgres.Sql
  let dataDir: string
  let stations: Station[] = []

  beforeAll(async () => {
    fake = await startFakeFeishu({ limits: false })
  })
  afterAll(() => fake.close())
  beforeEach(async () => {
    database = await freshDatabase('demo')
    sql = postgres(database.url, { max: 2, onnotice: () => {} })
    dataDir = await mkdtemp(join(tmpdir(), 'anan-clock-'))
    await sql`insert into accounts (channel, account, person_id, how) select 'feishu', 'ou_' || replace(person_id::text, '-', ''), person_id, 'officer' from person_roles group by person_id`
    await sql`update station set version = version + 1`
    fake.reset()
  })
  afterEach(async () => {
    for (const s of stations) await s.kill('SIGKILL')
    stations = []
    await sql.end()
    await database.drop()
    await rm(dataDir, { recursive: true, force: true })
  })

  const station = async (clockBy = 0): Promise<Station> => {
    const s = await start(
      'test/world/anan.ts',
      {
        PORT: '0',
        DATA_DIR: dataDir,
        DATABASE_URL: database.service,
        ANAN_TOKEN: TOKEN,
        CLOCK_BY: String(clockBy),
        LOG_LEVEL: 'silent',
        FEISHU_BASE_URL: fake.url,
        FEISHU_APP_ID: fake.app.appId,
        FEISHU_APP_SECRET: fake.app.appSecret,
        FEISHU_ENCRYPT_KEY: fake.app.encryptKey,
        FEISHU_VERIFICATION_TOKEN: fake.app.verificationToken,
        ...(onRedis ? { REDIS_URL: `${inject('redisUrl')}/${1 + (process.pid % 14)}` } : {}),
      },
      /ready http/,
    )
    stations.push(s)
    fake.webhookTo(`${addressOf(s)}/hooks/feishu`)
    return s
  }
  const addressOf = (s: Station) => /http:\S+/.exec(s.said)![0]
  const setClock = (ms: number) => {
    for (const s of stations) s.child.send({ setClockBy: ms })
  }
  let n = 0
  const push = async (text: string, chat = 'oc_clock') => {
    const messageId = `om_clock_${process.pid}_${++n}`
    const [row] = await sql`select account from accounts where channel = 'feishu' order by account limit 1`
    const event = fake.events.text(text, { chat, from: row!.account, messageId })
    expect((await fake.push(event, { repush: false })).status).toBe(200)
    return messageId
  }
  const repliesTo = (id: string) => fake.sent.filter((m) => m.replyTo === id).length
  const HAZARD = '隐患上报：石岭村3组路边电线裸露，离地不到两米'
  const said = (words: RegExp) => fake.sent.filter((m) => words.test(wordsOf(m)))

  /** What is left until the steps of the open warning and the look at the report, in seconds by the station's own time. */
  const left = async () =>
    sql<{ kind: string; step: number; s: number }[]>`
      select kind, step, extract(epoch from due_at - (select at from heartbeats where name = 'clock'))::float s
      from deadlines where done_at is null and kind in ('warning.step', 'report.unreceived') order by kind, step`

  const warn = async (s: Station) => {
    const answer = await fetch(`${addressOf(s)}/api/v1/warnings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        confirm: true,
        original: '青溪县气象台发布暴雨红色预警信号：预计未来3小时降雨量将达100毫米以上，请注意防范。',
      }),
    })
    expect(answer.status).toBe(201)
    return ((await answer.json()) as { id: string }).id
  }

  test.each([
    ['an hour back', -HOUR_MS],
    ['three minutes back', -180_000],
    ['an hour forwards', HOUR_MS],
  ])(
    'set %s under way: messages are read and answered at once and once, what counts in minutes keeps what was left, officers hear of it once',
    async (_how, ms) => {
      const first = await station()
      await station() // whoever keeps the time, the other follows
      const before = [await push(HAZARD), await push('石岭村3组后山滑坡，路断了', 'oc_slide')]
      await warn(first)
      for (const id of before) await until(() => repliesTo(id) === 1)
      await until(async () => (await left()).length >= 2)
      const [was, at] = [await left(), Date.now()]

      setClock(ms)
      const after: string[] = []
      for (let i = 0; i < 12; i++) after.push(await push(HAZARD, `oc_after_${i}`))
      const from = Date.now()
      for (const id of after) await until(() => repliesTo(id) > 0, 15_000)
      expect(Date.now() - from).toBeLessThan(15_000)
      await until(() => said(/服务器的时钟被调/).length > 0, 15_000)
      await until(async () => (await sql`select 1 from unread`).length === 0)

      const now = await left()
      expect(now.filter((d) => was.some((w) => w.kind === d.kind && w.step === d.step))).toHaveLength(was.length)
      for (const w of was) {
        const d = now.find((x) => x.kind === w.kind && x.step === w.step)!
        expect(Math.abs(w.s - d.s - (Date.now() - at) / 1000)).toBeLessThan(6)
      }
      expect(await sql`select 1 from ledger where change = 'clock.moved'`).toHaveLength(1)
      expect(await sql`select 1 from ledger where change = 'obligation.stepped'`).toHaveLength(0)
      const told = said(/服务器的时钟被调/).map((m) => m.to)
      expect(new Set(told).size).toBe(told.length)
      for (const id of [...before, ...after]) expect(repliesTo(id)).toBe(1)
      const health = (await (await fetch(`${addressOf(first)}/health/ready`)).json()) as { clock_set: { ms: number } }
      expect(Math.abs(health.clock_set.ms - ms)).toBeLessThan(2_000)
    },
    90_000,
  )

  test('set back while nobody ran: what waited is done at once, and steps keep their minutes', async () => {
    const ahead = await station(50 * 60_000)
    const id = await push(HAZARD)
    await until(() => repliesTo(id) === 1)
    await warn(ahead)
    await until(async () => (await left()).length >= 1)
    await until(async () => (await sql`select 1 from outbox where state in ('queued','leased')`).length === 0)
    const was = await left()
    await ahead.kill('SIGKILL')
    stations = []
    // owed and unread when it died
    await sql`insert into outbox (id, channel, chat, priority, message, state, available_at, created_at) values (gen_random_uuid(), 'feishu', 'oc_waits', 2, '{"text":"等着的话"}', 'queued', now() + interval '50 minutes', now() + interval '50 minutes')`
    await station()
    await until(() => said(/等着的话/).length === 1, 15_000)
    const next = await push(HAZARD, 'oc_next')
    await until(() => repliesTo(next) === 1)
    await until(async () => (await sql`select 1 from ledger where change = 'clock.moved'`).length === 1)
    await until(async () => {
      const now = (await left()).find((d) => d.kind === 'warning.step')!
      return Math.abs(now.s - was.find((d) => d.kind === 'warning.step')!.s) < 60
    })
  }, 90_000)
})
