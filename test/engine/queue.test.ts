import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { createQueue, type JobQueue } from '#jobs/queue.ts'
import { freshDatabase } from '../world/database.ts'

describe.each(['postgres', 'redis'] as const)('the queue on %s', (backend) => {
  let prefix: string
  let database: Awaited<ReturnType<typeof freshDatabase>>
  let queue: JobQueue
  const errors: object[] = []
  const ran: { name: string; data: Record<string, string>; at: number }[] = []
  const note = (name: string) => async (data: Record<string, string>) =>
    void ran.push({ name, data, at: performance.now() })
  const until = (n: number) => expect.poll(() => ran.length, { timeout: 5_000, interval: 1 }).toBeGreaterThanOrEqual(n)
  const open = () =>
    createQueue({
      databaseUrl: database.url,
      ...(backend === 'redis' ? { redisUrl: inject('redisUrl'), prefix } : {}),
      log: { error: (fields) => void errors.push(fields) },
    })

  beforeEach(async () => {
    prefix = `t${randomBytes(4).toString('hex')}`
    ran.length = 0
    errors.length = 0
    database = await freshDatabase('empty')
    queue = open()
    await queue.work('odd', {
      wake: note('wake'),
      fails: async () => {
        throw new Error('on purpose')
      },
      tick: note('tick'),
    })
  })
  afterEach(async () => {
    await queue.close()
    await database.drop()
  })

  test('an idle queue wakes in a few milliseconds', async () => {
    expect(queue.backend).toBe(backend)
    await queue.ping()
    const took: number[] = []
    for (let i = 0; i < 12; i++) {
      await sleep(20)
      const before = ran.length
      const asked = performance.now()
      await queue.add('odd', 'wake', { id: `row-${i}` })
      await until(before + 1)
      took.push(ran.at(-1)!.at - asked)
    }
    took.sort((a, b) => a - b)
    expect(took[6], `median of ${took.map((t) => t.toFixed(1)).join(' ')}`).toBeLessThan(2_000)
    expect(ran.map((r) => r.data.id)).toContain('row-11')
  })

  test('stations of one database wake themselves and nobody else', async () => {
    const second = createQueue({
      databaseUrl: database.url,
      ...(backend === 'redis' ? { redisUrl: inject('redisUrl'), prefix } : {}),
      station: 2,
      log: { error: (fields) => void errors.push(fields) },
    })
    const there: Record<string, string>[] = []
    await second.work('odd', { wake: async (data) => void there.push(data) })
    const before = ran.length
    await second.add('odd', 'wake', { id: 'second' })
    await expect.poll(() => there, { timeout: 5_000 }).toEqual([{ id: 'second' }])
    await queue.add('odd', 'wake', { id: 'first' })
    await until(before + 1)
    expect(ran.slice(before).map((r) => r.data.id)).toEqual(['first'])
    expect(there).toHaveLength(1)
    await second.close()
  })

  test('an id is one wake-up while it waits, and free again when it ran or failed', async () => {
    const before = ran.length
    for (let i = 0; i < 3; i++) {
      await queue.add('odd', 'wake', {}, { id: 'wake' })
      await until(before + i + 1)
      await sleep(20)
    }
    await queue.add('odd', 'fails', {}, { id: 'same' })
    await expect.poll(() => errors.length, { timeout: 3_000 }).toBe(1)
    await sleep(60)
    await queue.add('odd', 'fails', {}, { id: 'same' })
    await expect.poll(() => errors.length, { timeout: 3_000 }).toBe(2)
    await expect.poll(async () => (await queue.counts()).odd).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 })
  })

  test('a schedule registered twice runs once a time; a wiped queue takes it again', async () => {
    const ticks = () => ran.filter((r) => r.name === 'tick').length
    await queue.every('odd', 'tick', 200)
    await queue.every('odd', 'tick', 200)
    await expect.poll(ticks, { timeout: 3_000 }).toBeGreaterThan(0)
    const from = ticks()
    await sleep(1_000)
    expect(ticks() - from).toBeLessThanOrEqual(6)
    await wipe(backend, database.url, prefix)
    await queue.every('odd', 'tick', 200)
    const wiped = ticks()
    await expect.poll(ticks, { timeout: 5_000 }).toBeGreaterThan(wiped)
  })
})

/** Everything the queue knew is gone. */
async function wipe(backend: string, url: string, prefix: string): Promise<void> {
  if (backend === 'redis') {
    const redis = new Redis(inject('redisUrl'))
    await redis.del(await redis.keys(`${prefix}:*`))
    return redis.disconnect()
  }
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const tables = await sql<
    { name: string }[]
  >`select format('bullmq.%I', tablename) as name from pg_tables where schemaname = 'bullmq' and tablename not like '%migration%' and tablename not like '%version%'`
  await sql.unsafe(`truncate ${tables.map((t) => t.name).join(', ')} cascade`)
  await sql.end()
}
