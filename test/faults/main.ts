/**
 * `npm run faults -- [--short]`: a station under load, as real processes before a fake Feishu, while its machine goes wrong in every
 * way we know of. A push that is not answered 200 is pushed again, as the platform does. Prints what became of each message;
 * ends with 1 where one is lost, recorded twice, answered twice or never answered.
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, mkdir, mkdtemp, readFile, rm, statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { livingServer } from '#db/engine/cluster/platform.ts'
import { startEmbedded } from '#db/engine/embedded.ts'
import { ofStation } from '#db/engine/station.ts'
import { startFakeFeishu } from '../fakes/feishu/index.ts'
import { redisServer } from '../setup/redis.ts'
import { gateTo } from '../world/gate.ts'
import { onPlatform, start } from '../world/processes.ts'

const short = process.argv.includes('--short')
const EVERY_MS = short ? 120 : 80
const SETTLED_WITHIN_MS = 120_000
const HALF_HOUR_MS = 1_800_000
const DISK = '400m'

const root = await mkdtemp(join(tmpdir(), 'anan-faults-'))
const dataDir = join(root, 'data')
await mkdir(dataDir)
const small = mounted()
const fake = await startFakeFeishu({ limits: false })
const platform = await gateTo('127.0.0.1', Number(new URL(fake.url).port))
const redisPort = short ? 0 : await freePort()
let redis = redisPort ? startRedis() : undefined
// another tenant of the same server: our own way in, which outlives every station that is killed
const server = await startEmbedded({ dataDir })
let admin = postgres(ofStation(server.admin, 1), { max: 2, onnotice: () => {}, connect_timeout: 5 })

let station = await begin()
await admin`insert into accounts (channel, account, person_id, how) select 'feishu', 'ou_faults', person_id, 'officer' from person_roles where role = 'info_officer' limit 1`
await admin`update station set version = version + 1`

/** Each message, whether it was acknowledged, and during which fault it was first pushed. */
const sent = new Map<string, { during: string; acked: boolean }>()
let during = 'nothing'
let loading = true
const load = (async () => {
  const pushes: Promise<void>[] = []
  while (loading) {
    pushes.push(one())
    await sleep(EVERY_MS)
  }
  await Promise.all(pushes)
})()

const FAULTS: { name: string; short?: boolean; can?: boolean; run(): Promise<void> }[] = [
  { name: 'nothing', short: true, run: () => sleep(1_500) },
  {
    name: 'kill -9',
    short: true,
    run: async () => {
      await station.kill('SIGKILL')
      station = await begin()
    },
  },
  { name: 'clock half an hour back', short: true, run: () => clock(-HALF_HOUR_MS) },
  { name: 'clock half an hour forwards', short: true, run: () => clock(HALF_HOUR_MS) },
  { name: 'clock three minutes back', run: () => clock(-180_000) },
  {
    name: 'kill -9 and the clock three minutes forwards',
    run: async () => {
      await station.kill('SIGKILL')
      station = await begin()
      await clock(180_000)
    },
  },
  {
    name: 'database stopped',
    short: true,
    run: async () => {
      const pids = await serverProcesses()
      for (const pid of pids) process.kill(pid, 'SIGSTOP')
      await sleep(short ? 4_000 : 8_000)
      for (const pid of pids.reverse()) process.kill(pid, 'SIGCONT')
    },
  },
  {
    name: 'database slow',
    run: async () => {
      await admin.begin(async (tx) => {
        await tx`lock table inbox in exclusive mode`
        await sleep(5_000)
      })
    },
  },
  {
    name: 'database killed',
    short: true,
    run: async () => {
      process.kill((await livingServer(join(dataDir, 'pg')))!.pid, 'SIGKILL')
      await admin.end({ timeout: 0 })
      admin = postgres(ofStation(server.admin, 1), { max: 2, onnotice: () => {}, connect_timeout: 5 })
      await sleep(3_000)
    },
  },
  {
    name: 'disk full',
    can: small,
    run: async () => {
      const { bavail, bsize } = await statfs(dataDir)
      const filler = join(dataDir, 'filler')
      // until it is refused: as full as a disk gets
      for (let left = bavail * bsize; left > 0; left -= 1 << 20)
        await appendFile(filler, Buffer.alloc(1 << 20)).catch(() => undefined)
      await notReady()
      await sleep(5_000)
      await rm(filler)
    },
  },
  {
    name: 'network cut',
    short: true,
    run: async () => {
      await platform.shut()
      await sleep(2_000)
      await platform.open()
    },
  },
  {
    name: 'Redis dead',
    can: !!redisPort,
    run: async () => {
      redis!.kill('SIGKILL')
      await once(redis!, 'exit')
      await station.kill('SIGKILL')
      station = await begin()
      await sleep(3_000)
      redis = startRedis()
    },
  },
]

let failed = false
try {
  for (const { name, run, can = true } of FAULTS.filter((f) => !short || f.short)) {
    if (!can) {
      console.log(`${name}: not possible on this machine`)
      continue
    }
    during = name
    const from = performance.now()
    await run()
    await sleep(short ? 1_000 : 3_000)
    console.log(`${name}: ${((performance.now() - from) / 1000).toFixed(1)} s`)
  }
  loading = false
  await load
  failed = !(await counted())
} finally {
  await station.kill('SIGKILL')
  redis?.kill('SIGKILL')
  await admin.end({ timeout: 1 }).catch(() => {})
  await server.stop()
  await platform.shut()
  await fake.close()
  if (small) execFileSync('umount', ['-l', dataDir])
  await rm(root, { recursive: true, force: true })
}
process.exit(failed ? 1 : 0)

async function begin() {
  const s = await start(
    'test/world/anan.ts',
    {
      ...onPlatform(fake),
      PORT: '0',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
      FEISHU_BASE_URL: `http://127.0.0.1:${platform.port}`,
      ...(redisPort ? { REDIS_URL: `redis://127.0.0.1:${redisPort}` } : {}),
    },
    /ready http/,
  )
  fake.webhookTo(`${/http:\S+/.exec(s.said)![0]}/hooks/feishu`)
  return s
}

/** Pushed until it is taken. */
async function one(): Promise<void> {
  const n = sent.size
  const id = `om_faults_${process.pid}_${n}`
  const mine = { during, acked: false }
  sent.set(id, mine)
  const event = fake.events.text('隐患上报：石岭村3组路边电线裸露，离地不到两米', {
    chat: `oc_faults_${n}`,
    from: 'ou_faults',
    messageId: id,
  })
  for (let tries = 0; tries < 90 && !mine.acked; tries++) {
    mine.acked = (await fake.push(event, { repush: false })).status === 200
    if (!mine.acked) await sleep(1_000)
  }
}

async function clock(ms: number): Promise<void> {
  station.child.send({ setClockBy: ms })
  await sleep(2_000)
}

async function notReady(): Promise<void> {
  const url = /http:\S+/.exec(station.said)![0]
  for (let i = 0; i < 40; i++) {
    const status = await fetch(`${url}/health/ready`).then(
      (r) => r.status,
      () => 0,
    )
    if (status === 503) return
    await sleep(250)
  }
  throw new Error('the disk is full and the station says that it is ready')
}

/** What became of every message, by the fault during which it was first pushed. */
async function counted(): Promise<boolean> {
  const ids = [...sent.keys()]
  const until = performance.now() + SETTLED_WITHIN_MS
  const replies = () => {
    const n = new Map<string, number>()
    for (const m of fake.sent) if (m.replyTo) n.set(m.replyTo, (n.get(m.replyTo) ?? 0) + 1)
    return n
  }
  while (performance.now() < until) {
    const answered = replies()
    if (ids.every((id) => answered.has(id))) break
    await sleep(500)
  }
  await sleep(1_500)
  const kept = await admin<{ id: string; recorded: number }[]>`
    select m.mid id, (select count(*) from records r where m.mid = any(r.source_message_ids))::int recorded
    from unnest(${ids}::text[]) m(mid)`
  const answered = replies()
  const rows = new Map<string, { sent: number; recorded: number; lost: number; twice: number; silent: number }>()
  for (const { id, recorded } of kept) {
    const { during, acked } = sent.get(id)!
    const row = rows.get(during) ?? { sent: 0, recorded: 0, lost: 0, twice: 0, silent: 0 }
    const said = answered.get(id) ?? 0
    row.sent += 1
    row.recorded += Number(recorded > 0)
    row.lost += Number(!acked || recorded === 0)
    row.twice += Number(recorded > 1 || said > 1)
    row.silent += Number(said === 0)
    rows.set(during, row)
  }
  const all = { sent: 0, recorded: 0, lost: 0, twice: 0, silent: 0 }
  for (const [name, row] of rows) {
    for (const key of Object.keys(all) as (keyof typeof all)[]) all[key] += row[key]
    console.log(line(name, row))
  }
  console.log(line('in all', all))
  return all.sent > 0 && !all.lost && !all.twice && !all.silent
}

function line(name: string, row: Record<string, number>): string {
  return `${name}: ${Object.entries(row)
    .map(([key, n]) => `${key} ${n}`)
    .join(', ')}`
}

/** The server and all its children, the parent first. */
async function serverProcesses(): Promise<number[]> {
  const { pid } = (await livingServer(join(dataDir, 'pg')))!
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  return [pid, ...children.trim().split(/\s+/).filter(Boolean).map(Number)]
}

/** A small file system of the station's own, where we may make one. */
function mounted(): boolean {
  if (short || process.getuid?.() !== 0) return false
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', dataDir], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function startRedis() {
  return spawn(redisServer()!, ['--port', String(redisPort), '--bind', '127.0.0.1', '--save', '', '--dir', root], {
    stdio: 'ignore',
  })
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const s = createServer().listen(0, '127.0.0.1', () => {
      const { port } = s.address() as { port: number }
      s.close(() => done(port))
    })
  })
}
