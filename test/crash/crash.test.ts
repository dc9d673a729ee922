/** Every place where a process may die, with a process that really dies: kill -9 against a real database, then a new one. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { LOCKS } from '#db/engine/locks.ts'
import { type FakeFeishu, startFakeFeishu, wordsOf } from '../fakes/feishu/index.ts'
import { freshDatabase } from '../world/database.ts'
import { type Gate, gateTo } from '../world/gate.ts'
import { start } from '../world/stage.ts'
import { until } from '../world/until.ts'

type Station = Awaited<ReturnType<typeof start>>

describe.each([
  ['postgres', false],
  ['redis', true],
] as const)('queue on %s', (_name, onRedis) => {
  let fake: FakeFeishu
  let database: Awaited<ReturnType<typeof freshDatabase>>
  let sql: postgres.Sql
  let dataDir: string
  let stations: Station[] = []
  let gate: Gate | undefined

  beforeAll(async () => {
    fake = await startFakeFeishu({ limits: false })
  })
  afterAll(() => fake.close())
  beforeEach(async () => {
    database = await freshDatabase('demo')
    sql = postgres(database.url, { max: 4, onnotice: () => {} })
    dataDir = await mkdtemp(join(tmpdir(), 'anan-crash-'))
    await sql`insert into accounts (channel, account, person_id, how) select 'feishu', 'ou_crash', person_id, 'officer' from person_roles where role = 'info_officer' limit 1`
    await sql`update station set version = version + 1`
    fake.reset()
  })
  afterEach(async () => {
    for (const s of stations) await s.kill('SIGKILL')
    stations = []
    await gate?.shut()
    gate = undefined
    await sql.end()
    await database.drop()
    await rm(dataDir, { recursive: true, force: true })
  })

  const station = async (url = database.service): Promise<Station> => {
    const s = await start(
      'test/world/anan.ts',
      {
        PORT: '0',
        DATA_DIR: dataDir,
        DATABASE_URL: url,
        LOG_LEVEL: 'silent',
        FEISHU_BASE_URL: fake.url,
        FEISHU_APP_ID: fake.app.appId,
        FEISHU_APP_SECRET: fake.app.appSecret,
        FEISHU_ENCRYPT_KEY: fake.app.encryptKey,
        FEISHU_VERIFICATION_TOKEN: fake.app.verificationToken,
        FEISHU_LIMITS: 'off',
        ...(onRedis ? { REDIS_URL: `${inject('redisUrl')}/${1 + (process.pid % 14)}` } : {}),
      },
      /ready http/,
    )
    stations.push(s)
    fake.webhookTo(`${/http:\S+/.exec(s.said)![0]}/hooks/feishu`)
    return s
  }
  const TEXT = '隐患上报：石岭村3组路边电线裸露，离地不到两米'
  let n = 0
  const push = async (text = TEXT, chat = 'oc_crash') => {
    const messageId = `om_crash_${process.pid}_${++n}`
    const event = fake.events.text(text, { chat, from: 'ou_crash', messageId })
    return { messageId, event, attempt: await fake.push(event, { repush: false }) }
  }
  const repliesTo = (id: string) => fake.sent.filter((m) => m.replyTo === id)
  /** Recorded exactly once, answered exactly once, nothing stuck. */
  const settled = async (id: string) => {
    await until(() => repliesTo(id).length > 0)
    await until(
      async () =>
        (await sql`select 1 from outbox where state in ('queued','leased') and available_at <= now()`).length === 0,
    )
    expect(repliesTo(id)).toHaveLength(1)
    expect(
      await sql`select 1 from inbox i where event_id = ${id} and not exists (select 1 from unread where inbox_id = i.id)`,
    ).toHaveLength(1)
    expect(await sql`select 1 from records where ${id} = any(source_message_ids)`).toHaveLength(1)
    expect(await sql`select 1 from unread`).toHaveLength(0)
  }
  const lockOn = async (space: number, key: string) => {
    const holder = postgres(database.url, { max: 1, onnotice: () => {} })
    await holder.unsafe(`select pg_advisory_lock(${space}, ${key})`)
    return () => holder.end()
  }

  test('after the inbox insert, before intake: the message is read by the next process', async () => {
    const first = await station()
    const release = await lockOn(LOCKS.intake, `hashtext('1 feishu oc_crash')`)
    const { messageId, attempt } = await push()
    expect(attempt.status).toBe(200)
    await first.kill('SIGKILL')
    await release()
    await station()
    await settled(messageId)
  })

  test('inside the intake commit: nothing half-written, everything written once afterwards', async () => {
    const first = await station()
    const release = await lockOn(LOCKS.counters, '1') // numbers are given inside the commit: it waits here
    const { messageId } = await push()
    await until(
      async () =>
        (await sql`select 1 from pg_locks where locktype = 'advisory' and classid = ${LOCKS.counters} and not granted`)
          .length > 0,
    )
    await first.kill('SIGKILL')
    await release()
    expect(await sql`select 1 from records where ${messageId} = any(source_message_ids)`).toHaveLength(0)
    await station()
    await settled(messageId)
  })

  test('after the commit, before anybody is poked: the owed message goes out all the same', async () => {
    const release = await lockOn(LOCKS.lead, `hashtext('1 lane feishu')`) // nobody may send
    const first = await station()
    const { messageId } = await push()
    await until(async () => (await sql`select 1 from outbox where reply_to = ${messageId}`).length === 1)
    await first.kill('SIGKILL')
    await release()
    await station()
    await settled(messageId)
  })

  test('after the send, before the settle: the same key again, one message on the platform', async () => {
    const first = await station()
    fake.fault({ on: 'reply', kind: 'hang-after' })
    const { messageId } = await push()
    await until(() => repliesTo(messageId).length === 1)
    await first.kill('SIGKILL')
    await station()
    await settled(messageId)
    expect(await sql`select attempts from outbox where reply_to = ${messageId}`).toEqual([{ attempts: 2 }])
  })

  test('the clock was down for hours: what fell due meanwhile is done, once', async () => {
    const first = await station()
    const { messageId } = await push('石岭村3组后山滑坡，路断了')
    await until(
      async () =>
        (await sql`select 1 from deadlines where kind = 'report.unreceived' and done_at is null`).length === 1,
    )
    await until(() => repliesTo(messageId).length === 1)
    await first.kill('SIGKILL')
    await sql`update deadlines set due_at = now() - interval '3 hours' where done_at is null and kind = 'report.unreceived'`
    await station()
    await until(
      async () =>
        (await sql`select 1 from ledger where change = 'record.noted' and data->>'note' = 'unreceived'`).length === 1,
    )
    await new Promise((r) => setTimeout(r, 1500))
    expect(await sql`select 1 from ledger where change = 'record.noted' and data->>'note' = 'unreceived'`).toHaveLength(
      1,
    )
  })

  test('the queue is wiped while running: nothing is lost, and its schedules come back', async () => {
    await station()
    if (onRedis) {
      const redis = new Redis(`${inject('redisUrl')}/${1 + (process.pid % 14)}`)
      await redis.flushdb()
      await redis.quit()
    } else {
      for (const { tablename } of await sql<
        { tablename: string }[]
      >`select tablename from pg_tables where schemaname = 'bullmq' and tablename not like '%migration%'`)
        await sql.unsafe(`truncate bullmq."${tablename}" cascade`)
    }
    const { messageId } = await push()
    await settled(messageId)
  })

  test('a message the core cannot take is a dead letter after five tries, and its chat goes on', async () => {
    await station()
    const bad = {
      type: 'message',
      channel: 'feishu',
      eventId: 'bad',
      at: 'no time at all',
      chat: { id: 'oc_crash', kind: 'group' },
      sender: { account: 'ou_crash' },
      messageId: 'bad',
      text: '石岭村着火了',
      attachments: [],
      mentionsBot: false,
      mentionsAll: false,
    }
    await sql`with came as (insert into inbox (id, channel, event_id, chat_key, event, raw, received_at) values (gen_random_uuid(), 'feishu', 'bad', 'feishu oc_crash', ${sql.json(bad)}, '', now()) returning *)
      insert into unread (chat_key, seq, inbox_id, next_at) select chat_key, seq, id, received_at from came`
    const { messageId } = await push()
    await until(
      async () =>
        (
          await sql`select 1 from unread u join inbox i on i.id = u.inbox_id where event_id = 'bad' and next_at is null and attempts = 5`
        ).length === 1,
      40_000,
    )
    await until(() => repliesTo(messageId).length === 1)
    expect(wordsOf(repliesTo(messageId)[0]!)).toContain('YH-')
  }, 60_000)

  test('the database is gone while the platform pushes: 503, so that it pushes again; then recorded once', async () => {
    const to = new URL(database.url)
    gate = await gateTo(to.hostname, Number(to.port))
    await station(database.service.replace(/:\d+\//, `:${gate.port}/`))
    expect((await push()).attempt.status).toBe(200)
    await gate.shut()
    const lost = await push()
    expect(lost.attempt.status).toBe(503)
    await gate.open()
    let again = { status: 0 }
    await until(async () => {
      again = await fake.push(lost.event, { repush: false })
      return again.status === 200
    })
    await settled(lost.messageId)
  }, 60_000)

  test('two processes on one station: each message read once, answered once, whoever dies', async () => {
    const [first] = [await station(), await station()]
    const pushed = await Promise.all(Array.from({ length: 30 }, (_, i) => push(TEXT, `oc_two_${i % 6}`)))
    await first!.kill('SIGKILL')
    for (const { messageId } of pushed) await until(() => repliesTo(messageId).length > 0)
    await new Promise((r) => setTimeout(r, 500))
    expect(pushed.map(({ messageId }) => repliesTo(messageId).length)).toEqual(pushed.map(() => 1))
    const numbers = (
      await sql`select no from records where kind = 'hazard_report' and received_at > now() - interval '1 minute'`
    ).map((r) => r.no)
    expect(new Set(numbers).size).toBe(numbers.length)
  })
})
