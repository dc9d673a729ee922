/** The way to PostgreSQL while its connections break: the platform's pushes do not stop for a database that restarts. */
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { connect, type Database } from '#db/engine/client.ts'
import { freshDatabase } from '../world/database.ts'
import { type Gate, gateTo } from '../world/gate.ts'

let fresh: Awaited<ReturnType<typeof freshDatabase>>
let gate: Gate
let through: Database
let direct: Database
const escaped: unknown[] = []
const hear = (error: unknown) => escaped.push(error)

beforeAll(async () => {
  fresh = await freshDatabase('empty')
  const server = new URL(fresh.url)
  gate = await gateTo(server.hostname, Number(server.port))
  server.port = String(gate.port)
  server.hostname = '127.0.0.1'
  through = connect(server.href, { max: 4 })
  direct = connect(fresh.url, { max: 1 })
  await direct.sql`create table pairs (id int, half int)`
  process.prependListener('uncaughtException', hear)
})
afterAll(async () => {
  process.removeListener('uncaughtException', hear)
  await Promise.all([through.close(), direct.close()])
  await gate.shut()
  await fresh.drop()
})
afterEach(() => escaped.splice(0))

let next = 0
/** One transaction of several statements, sent together, with a turn in between: where connections break worst. */
const pair = (id: number) =>
  through.db.transaction(async (tx) => {
    await Promise.all([tx.execute(sql`select ${id}::int`), tx.execute(sql`insert into pairs values (${id}, 1)`)])
    await new Promise((turn) => setImmediate(turn))
    await Promise.all([tx.execute(sql`insert into pairs values (${id}, 2)`), tx.execute(sql`select ${id}::int`)])
  })
const same = async (id: number) => {
  const [row] = await through.db.execute<{ n: number }>(sql`select ${id}::int n`)
  return row!.n === id
}

test.each([
  ['ended in good order', false],
  ['reset', true],
])(
  'connections %s under load: whole transactions or none, nobody gets another one’s answer, nothing is stuck',
  async (_how, reset) => {
    const wrong: number[] = []
    let stop = false
    const worker = async () => {
      while (!stop) {
        const id = ++next
        await pair(id).catch(() => {})
        if (!(await same(id).catch(() => true))) wrong.push(id)
      }
    }
    const workers = Array.from({ length: 12 }, worker)
    for (let cut = 0; cut < 60; cut++) {
      await new Promise((r) => setTimeout(r, 10 + (cut % 7)))
      gate.cut({ reset, some: (n) => cut % 3 === 0 || n % 2 === cut % 2 })
    }
    stop = true
    await Promise.all(workers)
    expect(escaped).toEqual([])
    expect(wrong).toEqual([])
    const halves = await direct.sql`select id from pairs group by id having count(*) <> 2`
    expect(halves).toHaveLength(0)
    // every connection of the pool works again
    const after = await Promise.all(Array.from({ length: 16 }, (_, i) => same(1_000_000 + i)))
    expect(after).toEqual(after.map(() => true))
  },
  60_000,
)

test('a server that comes back is used again at once, however long it was away', async () => {
  await gate.shut()
  for (let i = 0; i < 40; i++) await expect(same(i)).rejects.toThrow()
  await gate.open()
  const from = Date.now()
  expect(await same(7)).toBe(true)
  expect(Date.now() - from).toBeLessThan(10_000)
}, 60_000)
