/**
 * One warning to very many group chats: how near to the platform's own limits the lane comes, with a worker killed on the way;
 * how near to bare sending where there are none; and how soon a warning goes while thousands of routine messages wait.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { render } from '#bots/feishu/render.ts'
import { startEmbedded } from '#db/engine/embedded.ts'
import { createQueue } from '#jobs/queue.ts'
import { type FakeFeishu, type FakeOptions, startFakeFeishu } from '../fakes/feishu/index.ts'
import { startRedis } from '../setup/redis.ts'
import { inWords } from '../world/clock.ts'
import { type Figure, figure, onPlatform, start, stationDatabase, tokenOf } from '../world/processes.ts'
import { HERE, inTurns, type Side } from './sides.ts'

const PER_SECOND = 50
const PER_MINUTE = 1000
/** Sent before the clock runs, by either side alike. */
const WARM = 3_000
const TOKEN = 'bench-token-of-more-than-24-characters'

/** Seconds in which N messages can go at the soonest, no second and no minute, however cut, holding more than it may. */
const idealS = (n: number) => {
  const minutes = Math.ceil(n / PER_MINUTE) - 1
  return minutes * 60 + (n - minutes * PER_MINUTE) / PER_SECOND
}
/** The same for a platform that refills its minute evenly; no sliding minute allows this for every N. */
const refillS = (n: number) => Math.max(n / PER_SECOND, (n - PER_MINUTE) / (PER_MINUTE / 60))

const MESSAGE = {
  text: '暴雨红色预警',
  card: {
    title: '暴雨红色预警',
    tone: 'red',
    lines: [{ label: '范围', value: '全镇' }],
    original: {
      text: '青溪县气象台11月24日9时发布暴雨红色预警信号：预计未来3小时我县大部降雨量将达100毫米以上，可能引发山洪、滑坡，请立即转移危险区群众。',
      source: '青溪县气象台 · 11月24日 09:00',
    },
    buttons: [{ label: '收到', act: 'warning.ack', data: { id: 'x' }, style: 'primary' }],
    note: '请本人点“收到”或回复“收到”。',
  },
} as const

export async function fanout(short: boolean, sides: readonly Side[]): Promise<Record<string, Figure>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'anan-bench-'))
  const server = await startEmbedded({ dataDir })
  const redis = await startRedis(dataDir)
  const admin = postgres(server.admin, { max: 1, onnotice: () => {} })
  const figures: Record<string, Figure> = {}
  let databases = 0

  /** A station of its own on a platform of its own, and what starts its processes. */
  async function station(
    backend: 'postgres' | 'redis',
    options: FakeOptions,
    more: Record<string, string> = {},
    root = HERE.root,
  ) {
    const name = `fanout${databases++}`
    const database = await stationDatabase(server, name)
    const fake = await startFakeFeishu(options)
    const env = {
      PORT: '0',
      DATA_DIR: dataDir,
      // the demo station’s villages and people, beside a channel too
      ANAN_DEMO: '1',
      ...database.env,
      ANAN_TOKEN: TOKEN,
      LOG_LEVEL: 'fatal',
      ...onPlatform(fake),
      ...(backend === 'redis' ? { REDIS_URL: redis.url } : {}),
      ...more,
    }
    const workers: Awaited<ReturnType<typeof start>>[] = []
    const db = postgres(database.admin, { max: 2, onnotice: () => {} })
    const queue = createQueue({
      databaseUrl: database.env.DATABASE_URL,
      redisUrl: backend === 'redis' ? redis.url : undefined,
      log: { error: () => {} },
    })
    return {
      fake,
      db,
      worker: async (parts = 'jobs') => {
        const started = await start('test/world/anan.ts', { ...env, PARTS: parts }, /ready/, root)
        workers.push(started)
        return started
      },
      /** What is owed to so many group chats, committed in one statement; then the lane is poked, as after every commit. */
      owe: async (n: number, priority: number, tag: string, at: Date) => {
        await db`insert into outbox (id, channel, chat, priority, message, available_at, created_at)
          select gen_random_uuid(), 'feishu', ${`oc_${tag}_`} || i, ${priority}, ${MESSAGE as never}::jsonb, ${at}, ${at} from generate_series(1, ${n}) i`
        await queue.add('lane-feishu', 'wake', {}, { id: 'wake' })
      },
      close: async () => {
        await Promise.all(workers.map((w) => (w.child.exitCode === null && !w.child.killed ? w.kill('SIGKILL') : 0)))
        await queue.close()
        await db.end()
        await fake.close()
      },
    }
  }

  /** Waits until so many different messages are there; ms of the platform's clock between the first and the last. */
  async function arrived(fake: FakeFeishu, n: number, withinMs: number): Promise<void> {
    for (const since = Date.now(); fake.sent.length < n; await new Promise((done) => setTimeout(done, 20)))
      if (Date.now() - since > withinMs) throw new Error(`${fake.sent.length} of ${n} arrived`)
  }

  /** Two workers at the platform's limits, the one that sends killed a third of the way. */
  async function limited(backend: 'postgres' | 'redis', n: number, speed: number) {
    const started = Date.now()
    const s = await station(backend, { speed }, { SPEED: String(speed), STARTED: String(started) })
    try {
      const workers = [await s.worker(), await s.worker()]
      const at = new Date(started + (Date.now() - started) * speed)
      const from = s.fake.nowMs()
      await s.owe(n, 0, 'all', at)
      await arrived(s.fake, Math.floor(n / 3), (idealS(n) * 2000) / speed)
      await workers[0]!.kill('SIGKILL')
      await arrived(s.fake, n, (idealS(n) * 2000) / speed + 20_000)
      await new Promise((done) => setTimeout(done, 500))
      const took = (Math.max(...s.fake.sent.map((m) => m.at)) - from) / 1000
      const chats = new Set(s.fake.sent.map((m) => m.chat))
      // what was on its way when its sender died is sent again under its key: the platform counts the call
      const calls = s.fake.store.calls.filter((c) => c.route === 'create' && c.code === 0).length
      const name = `fanout.${backend}_${n}`
      figures[`${name}_vs_ideal`] = figure([took / idealS(calls)], '× the soonest possible', { most: 1.05 })
      figures[`${name}_vs_refill`] = figure([took / refillS(n)], '× an even refill')
      figures[`${name}_calls`] = figure([calls / n], 'calls a message', { most: 1.01 })
      figures[`${name}_refused`] = figure([((s.fake.counts()['429'] ?? 0) / n) * 100], '%', { most: 1 })
      figures[`${name}_lost`] = figure([n - chats.size], 'messages', { most: 0 })
      figures[`${name}_twice`] = figure([s.fake.sent.length - chats.size], 'messages', { most: 0 })
    } finally {
      await s.close()
    }
  }

  /** No limits anywhere: the same messages by bare undici and by each side, in turns. */
  async function unlimited(backend: 'postgres' | 'redis', n: number, rounds: number) {
    const stations = await Promise.all(
      sides.map(async (side) => ({
        side,
        ...(await station(backend, { limits: false }, { FEISHU_LIMITS: 'off' }, side.root)),
        ratios: [] as number[],
        rates: [] as number[],
      })),
    )
    const content = (render(MESSAGE as never, 8000) as { content: string }).content
    try {
      for (const s of stations) {
        await s.worker()
        await s.owe(WARM, 0, 'warm', new Date())
        await arrived(s.fake, WARM, 60_000)
      }
      for (let round = 0; round < rounds; round++)
        for (const s of inTurns(stations, round)) {
          // committing what is owed is no part of sending it, as making the bare one's messages is none
          const timed = async (go: () => unknown) => {
            s.fake.reset()
            await go()
            const from = performance.now()
            await arrived(s.fake, n, 120_000)
            return n / ((performance.now() - from) / 1000)
          }
          const [CONTENT, TOTAL, WARMED] = [content, String(n), String(WARM)]
          const env = { FAKE_URL: s.fake.url, TOKEN: await tokenOf(s.fake), CONTENT, TOTAL, WARM: WARMED }
          const bare = await start('test/bench/post.ts', env, /ready/)
          const raw = await timed(() => bare.child.kill('SIGUSR2'))
          const ours = await timed(() => s.owe(n, 0, `r${round}`, new Date()))
          s.ratios.push(ours / raw)
          s.rates.push(ours)
        }
      for (const { side, ratios, rates } of stations) {
        figures[`${side.prefix}fanout.${backend}_per_second`] = figure(rates, 'messages/s')
        figures[`${side.prefix}fanout.${backend}_vs_bare`] = figure(ratios, '× bare undici', { least: 0.6 })
      }
    } finally {
      for (const s of stations) await s.close()
    }
  }

  /** Thousands of routine messages wait at the platform's limits; each warning must overtake them all. */
  async function overtaking(routine: number, warnings: number) {
    const s = await station('postgres', {})
    try {
      const service = await s.worker('http,jobs')
      await s.db`insert into chats (channel, chat, kind, name, group_id) select 'feishu', 'oc_group_' || id, 'group', name, id from groups`
      await s.db`update station set version = version + 1`
      await s.owe(routine, 3, 'routine', new Date())
      await arrived(s.fake, 20, 10_000)
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(service.said)![0]
      const waits: number[] = []
      for (let i = 0; i < warnings; i++) {
        // some come while the minute still has room, some when routine messages have used theirs up
        await new Promise((done) => setTimeout(done, 1_700))
        const original = `青溪县气象台${inWords(new Date(Date.now() - (warnings - i) * 60_000))}发布暴雨红色预警信号：预计未来3小时石岭村降雨量将达${100 + i}毫米以上，第${i}次发布，请注意防范。`
        const before = s.fake.sent.length
        const from = performance.now()
        const answer = await fetch(`${url}/api/v1/warnings`, {
          method: 'POST',
          headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
          body: JSON.stringify({ original, villages: ['石岭村'], confirm: true }),
        })
        if (answer.status !== 201) throw new Error(await answer.text())
        while (!s.fake.sent.slice(before).some((m) => m.content.includes(`第${i}次发布`))) {
          if (performance.now() - from > 30_000) throw new Error('a warning did not arrive within 30 s')
          await new Promise((done) => setTimeout(done, 2))
        }
        waits.push(performance.now() - from)
      }
      const sorted = [...waits].sort((a, b) => a - b)
      figures['fanout.warning_first_p50'] = figure([sorted[sorted.length >> 1]!], 'ms')
      figures['fanout.warning_first_p99'] = figure([sorted[Math.ceil(sorted.length * 0.99) - 1]!], 'ms', { most: 1000 })
    } finally {
      await s.close()
    }
  }

  try {
    const backends = ['postgres', 'redis'] as const
    const told = (what: string) => console.error(`  ${what} ……`)
    told('不限速')
    for (const backend of backends) await unlimited(backend, short ? 2_000 : 10_000, short ? 1 : 3)
    told('预警超车')
    await overtaking(short ? 500 : 5_000, short ? 5 : 25)
    told('平台限速')
    for (const backend of backends) await limited(backend, short ? 200 : 2_000, 1)
    told('万群，十倍速')
    if (!short) for (const backend of backends) await limited(backend, 10_000, 10)
  } finally {
    await admin.end()
    redis.stop()
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  return figures
}
