/** Nothing goes on air twice, and nothing that was approved is forgotten: the station dies with the platform's answer under way. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Platform, RIDS, startPlatform, THEM, US } from '../fakes/broadcast/index.ts'
import { buttonsOf, type FakeFeishu, startFakeFeishu } from '../fakes/feishu/index.ts'
import { freshDatabase } from '../world/database.ts'
import { onPlatform, start } from '../world/stage.ts'
import { until } from '../world/until.ts'

let fake: FakeFeishu
let platform: Platform
let database: Awaited<ReturnType<typeof freshDatabase>>
let sql: postgres.Sql
let dataDir: string
let running: Awaited<ReturnType<typeof start>> | undefined

beforeAll(async () => {
  fake = await startFakeFeishu({ limits: false })
  platform = await startPlatform('2018')
  database = await freshDatabase('demo')
  sql = postgres(database.url, { max: 2, onnotice: () => {} })
  dataDir = await mkdtemp(join(tmpdir(), 'anan-air-'))
  for (const role of ['broadcaster', 'duty_leader', 'town_leader'])
    await sql`insert into accounts (channel, account, person_id, how) select 'feishu', ${`ou_${role}_`} || row_number() over (), person_id, 'officer' from (select distinct person_id from person_roles where role = ${role}) p`
  await sql`update station set version = version + 1`
})
afterAll(async () => {
  await running?.kill('SIGKILL')
  await sql.end()
  await database.drop()
  await platform.stop()
  await fake.close()
  await rm(dataDir, { recursive: true, force: true })
})

async function station(): Promise<void> {
  running = await start(
    'test/world/anan.ts',
    {
      PORT: '0',
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      LOG_LEVEL: 'silent',
      FEISHU_LIMITS: 'off',
      ...onPlatform(fake),
      BROADCAST_URL: platform.url,
      BROADCAST_PROFILE: '2018',
      BROADCAST_EBRID: RIDS['2018'].us,
      BROADCAST_PEER_EBRID: RIDS['2018'].them,
      BROADCAST_KEY: US.privateKey,
      BROADCAST_CERT_SN: '0001',
      BROADCAST_PEER_KEY: THEM.publicKey,
    },
    /ready http/,
  )
  fake.webhookTo(`${/http:\S+/.exec(running.said)![0]}/hooks/feishu`)
}
const orders = () => platform.of('EBM')

test('killed after the platform took an order and before its answer: the same order again, on air once', async () => {
  await station()
  await fake.push(
    fake.events.text('广播 石岭村：请低洼处住户立即转移到村小学。', {
      chat: 'oc_air',
      from: 'ou_broadcaster_1',
      messageId: 'om_air',
    }),
  )
  const request = await until(() => fake.sent.find((m) => buttonsOf(m).some((b) => b.label === '同意播发')))
  platform.mischief.push('silence') // it takes the order, airs it, and its answer never arrives
  await fake.press(request, '同意播发', request.to)
  await until(() => orders().length > 0)
  await running!.kill('SIGKILL')
  await station()
  await until(async () => (await sql`select 1 from outbox where channel = 'broadcast' and state = 'sent'`).length > 0)
  expect(orders().length).toBeGreaterThan(1)
  expect(new Set(orders().map((o) => o.ebdid)).size).toBe(1)
  // signed once: to the byte, signature and all
  expect(new Set(orders().map((o) => o.tar)).size).toBe(1)
  expect(platform.messages.size).toBe(1)
  expect(await sql`select state from broadcasts where ended_at is null`).toHaveLength(1)
  expect(await sql`select 1 from outbox where channel = 'broadcast' and state in ('unknown', 'refused')`).toHaveLength(
    0,
  )
}, 60_000)
