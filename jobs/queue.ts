/**
 * The only importer of BullMQ. Jobs are wake-up calls: they carry a name and at most an id, and losing every one of them
 * loses nothing, since rows own the truth. PostgreSQL by default, Redis where REDIS_URL is set.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { createPostgresBackend, Queue, type QueueOptions, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import pg from 'pg'
import { nameAt } from '#db/engine/station.ts'

export interface JobQueue {
  backend: 'postgres' | 'redis'
  /** Wakes a named job on a queue. A job of the same id that still waits is the same wake-up. */
  add(queue: string, name: string, data?: Record<string, string>, options?: { id?: string }): Promise<void>
  /** Runs a job again and again; registering it twice is registering it once. */
  every(queue: string, name: string, ms: number): Promise<void>
  /** Works a queue in this process until closed. */
  work(
    queue: string,
    handlers: Record<string, (data: Record<string, string>) => Promise<unknown>>,
  ): Promise<() => Promise<void>>
  /** Waiting, active, delayed and failed jobs by queue. */
  counts(): Promise<Record<string, Record<string, number>>>
  /** Throws when the backend does not answer. */
  ping(): Promise<void>
  close(): Promise<void>
}

interface Options {
  databaseUrl: string
  redisUrl?: string
  /** Tests share one Redis: each gets a prefix of its own. */
  prefix?: string
  /** Stations of one database wake only themselves. */
  station?: number
  log: { error(fields: object, message: string): void }
}

/** A Redis that is only just being connected to is waited for. */
const REACHED_WITHIN_MS = 1_000
/** Closing does not wait for a queue that is away. */
const CLOSED_WITHIN_MS = 3_000

/** Finished jobs are dropped at once and failed ones soon, so that no kept job ever blocks its id. */
const KEEP = { removeOnComplete: true, removeOnFail: true } as const

export function createQueue({ databaseUrl, redisUrl, prefix = 'anan', station = 1, log }: Options): JobQueue {
  const pool = redisUrl
    ? undefined
    : new pg.Pool({ connectionString: databaseUrl, max: 10, options: '-c search_path=bullmq' })
  const redis = redisUrl ? new Redis(redisUrl, { maxRetriesPerRequest: null, lazyConnect: false }) : undefined
  pool?.on('error', (err) => log.error({ err }, 'queue connection lost'))
  // the pool hears only of idle connections; one in use (the one that listens) would end the process
  pool?.on('connect', (client) => client.on('error', (err) => log.error({ err }, 'queue connection lost')))
  redis?.on('error', (err) => log.error({ err }, 'queue connection lost'))
  // what is asked of a Redis that is away would be kept in memory and all be done when it is back: it is refused instead
  const reached = async () => {
    for (let waited = 0; redis && redis.status !== 'ready'; waited += 50) {
      if (waited >= REACHED_WITHIN_MS) throw new Error('Redis is not there')
      await sleep(50)
    }
  }
  const options = (redis ? { connection: redis, prefix } : { connection: pool }) as unknown as QueueOptions
  const backend = (redis ? undefined : createPostgresBackend) as undefined
  const queues = new Map<string, Queue>()
  const nameOf = (queue: string) => nameAt(queue, station)
  const workers = new Set<Worker>()

  function queueOf(name: string): Queue {
    const known = queues.get(name)
    if (known) return known
    const queue = new Queue(nameOf(name), { ...options, defaultJobOptions: KEEP }, backend)
    queue.on('error', (err) => log.error({ err, queue: name }, 'queue error'))
    queues.set(name, queue)
    return queue
  }

  return {
    backend: redis ? 'redis' : 'postgres',
    async add(queue, name, data = {}, { id } = {}) {
      await reached()
      await queueOf(queue).add(name, data, id ? { jobId: id } : {})
    },
    async every(queue, name, ms) {
      await reached()
      await queueOf(queue).upsertJobScheduler(name, { every: ms }, { name, opts: KEEP })
    },
    async work(queue, handlers) {
      const worker = new Worker(
        nameOf(queue),
        (job) => handlers[job.name]?.(job.data ?? {}) ?? Promise.resolve(),
        { ...options, concurrency: 4, stalledInterval: 15_000, lockDuration: 30_000 },
        backend,
      )
      worker.on('error', (err) => log.error({ err, queue }, 'worker error'))
      worker.on('failed', (job, err) => log.error({ err, queue, job: job?.name }, 'job failed'))
      workers.add(worker)
      // a Redis that is down now is worked once it is there; PostgreSQL is known to be there
      if (pool) await worker.waitUntilReady()
      return async () => {
        workers.delete(worker)
        await within(CLOSED_WITHIN_MS, [worker.close(redis && redis.status !== 'ready')])
      }
    },
    async counts() {
      const all = await Promise.all(
        [...queues].map(
          async ([name, q]) => [name, await q.getJobCounts('waiting', 'active', 'delayed', 'failed')] as const,
        ),
      )
      return Object.fromEntries(all)
    },
    async ping() {
      await reached()
      if (redis) await redis.ping()
      else await pool!.query('select 1')
    },
    async close() {
      const gone = redis && redis.status !== 'ready'
      await within(
        CLOSED_WITHIN_MS,
        [...workers].map((w) => w.close(gone)),
      )
      await within(
        CLOSED_WITHIN_MS,
        [...queues.values()].map((q) => q.close()),
      )
      redis?.disconnect()
      await pool?.end()
    },
  }
}

/** Until all have ended, well or not, or so many ms have passed. */
const within = (ms: number, work: Promise<unknown>[]) =>
  Promise.race([Promise.allSettled(work), sleep(ms, undefined, { ref: false })])
