import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Leading, lead } from '#db/engine/lead.ts'
import { LOCKS } from '#db/engine/locks.ts'
import { freshDatabase } from '../world/database.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
const log = { warn() {}, error() {} }

beforeAll(async () => {
  database = await freshDatabase('empty')
})
afterAll(() => database.drop())

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((done) => signal.addEventListener('abort', () => done()))
const soon = (what: () => boolean, timeout = 5_000) => expect.poll(what, { timeout, interval: 10 }).toBe(true)

test('of several who ask one leads, and another follows when it stops', async () => {
  let atOnce = 0
  let most = 0
  const work = async (signal: AbortSignal) => {
    most = Math.max(most, ++atOnce)
    await untilAborted(signal)
    atOnce--
  }
  const all: Leading[] = [1, 2, 3].map(() => lead(database.url, 'one', work, log))
  await soon(() => all.some((l) => l.leads()))
  const first = all.find((l) => l.leads())!
  await first.stop()
  await soon(() => all.some((l) => l !== first && l.leads()))
  await Promise.all(all.map((l) => l.stop()))
  expect([most, atOnce]).toEqual([1, 0])
})

test('a leader killed without a word is followed within about a second', async () => {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'test/engine/leader.ts', database.url], {
    stdio: ['ignore', 'pipe', 2],
  })
  let said = ''
  child.stdout!.on('data', (chunk) => {
    said += chunk
  })
  await soon(() => said.includes('leads'), 10_000)
  const heir = lead(database.url, 'test', untilAborted, log)
  await sleep(600)
  expect(heir.leads()).toBe(false)
  child.kill('SIGKILL')
  await once(child, 'exit')
  const killed = Date.now()
  await soon(() => heir.leads())
  expect(Date.now() - killed).toBeLessThan(10_000)
  await heir.stop()
})

test('a leader whose connection breaks is told at once, and may lead again', async () => {
  let lost = 0
  let begun = 0
  const leading = lead(
    database.url,
    'broken',
    async (signal) => {
      begun++
      await untilAborted(signal)
      lost++
    },
    log,
  )
  await soon(() => begun === 1)
  const sql = postgres(database.url, { max: 1 })
  await sql`select pg_terminate_backend(l.pid) from pg_locks l where l.locktype = 'advisory' and l.classid = ${LOCKS.lead} and l.objid = (hashtext('1 broken')::bigint & 4294967295)::oid`
  await soon(() => lost === 1, 1_000)
  await soon(() => begun === 2)
  await leading.stop()
  await sql.end()
})

test('work that throws is begun again', async () => {
  let begun = 0
  const leading = lead(
    database.url,
    'throws',
    async (signal) => {
      if (++begun === 1) throw new Error('stumbled')
      await untilAborted(signal)
    },
    log,
  )
  await soon(() => begun === 2)
  await leading.stop()
})
