/** A message that cannot be read holds up nothing but itself: neither the process, nor its neighbours, nor the next start. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FakeFeishu, startFakeFeishu, wordsOf } from '../fakes/feishu/index.ts'
import { freshDatabase } from '../world/database.ts'
import { onPlatform, start } from '../world/stage.ts'
import { until } from '../world/until.ts'

type Station = Awaited<ReturnType<typeof start>>
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
  sql = postgres(database.url, { max: 4, onnotice: () => {} })
  dataDir = await mkdtemp(join(tmpdir(), 'anan-stuck-'))
  await sql`insert into accounts (channel, account, person_id, how) select 'feishu', 'ou_crash', person_id, 'officer' from person_roles where role = 'info_officer' limit 1`
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

async function station(): Promise<Station & { url: string }> {
  const s = await start(
    'test/world/anan.ts',
    {
      ...onPlatform(fake),
      PORT: '0',
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      LOG_LEVEL: 'silent',
      FEISHU_LIMITS: 'off',
      READER: 'faulty',
    },
    /ready http/,
  )
  stations.push(s)
  const url = /http:\S+/.exec(s.said)![0]
  fake.webhookTo(`${url}/hooks/feishu`)
  return Object.assign(s, { url })
}
const SOUND = '隐患上报：石岭村3组路边电线裸露，离地不到两米'
let n = 0
async function push(text: string, chat: string): Promise<string> {
  const messageId = `om_stuck_${process.pid}_${++n}`
  const { status } = await fake.push(fake.events.text(text, { chat, from: 'ou_crash', messageId }), { repush: false })
  expect(status).toBe(200)
  return messageId
}
const repliesTo = (id: string) => fake.sent.filter((m) => m.replyTo === id).map(wordsOf)
const waiting = async (id: string) =>
  (
    await sql`select 1 from unread u join inbox i on i.id = u.inbox_id where i.event_id = ${id} and u.next_at is not null`
  ).length
const triesOf = async (id: string): Promise<number> =>
  (await sql`select attempts from unread u join inbox i on i.id = u.inbox_id where i.event_id = ${id}`)[0]?.attempts ??
  0

test('reading that never ends is cut off: doors answer, neighbours are read, it is given up on, its chat goes on', async () => {
  const { url } = await station()
  const stuck = await push('石岭村后山滑坡，这句读不完', 'oc_stuck')
  const behind = await push(SOUND, 'oc_stuck')
  const beside = await push(SOUND, 'oc_beside')
  const answers: number[] = []
  while (await waiting(stuck)) {
    const asked = performance.now()
    const live = await fetch(`${url}/health/live`, { signal: AbortSignal.timeout(10_000) })
    expect(live.status).toBe(200)
    answers.push(performance.now() - asked)
    await new Promise((done) => setTimeout(done, 100))
  }
  expect(answers.length).toBeGreaterThan(10)
  for (const id of [beside, behind]) {
    await until(() => repliesTo(id).length > 0)
    expect(repliesTo(id)).toHaveLength(1)
    expect(repliesTo(id)[0]).toContain('YH-')
  }
}, 120_000)

test('SIGTERM ends the process while a message is being read without end', async () => {
  const s = await station()
  await push('这句读不完', 'oc_stuck')
  await new Promise((done) => setTimeout(done, 300))
  const ended = await Promise.race([
    s.kill('SIGTERM').then(() => true),
    new Promise<false>((done) => setTimeout(() => done(false), 20_000)),
  ])
  expect(ended).toBe(true)
}, 60_000)

test('reading that kills the process: each try is counted before it begins, so that it is given up on and the rest is read', async () => {
  await station()
  const beside = [await push(SOUND, 'oc_one'), await push(SOUND, 'oc_two')]
  const deadly = await push('石岭村后山滑坡，这句读死了', 'oc_deadly')
  const behind = await push(SOUND, 'oc_deadly')
  const first = stations[0]!
  await until(async () => first.child.signalCode === 'SIGKILL')
  const tries = [await triesOf(deadly)]
  for (let i = 0; i < 8 && (await waiting(deadly)); i++) {
    // what was left behind is read while it starts: it may die before it is ready
    const s = await station().catch(() => undefined)
    await until(async () => !s || s.child.signalCode === 'SIGKILL' || !(await waiting(deadly)), 30_000)
    tries.push(await triesOf(deadly))
  }
  expect(await waiting(deadly)).toBe(0)
  expect(tries.slice(0, 5)).toEqual([1, 2, 3, 4, 5])
  for (const id of [...beside, behind]) {
    await until(() => repliesTo(id).length > 0)
    expect(repliesTo(id)).toHaveLength(1)
  }
}, 180_000)
