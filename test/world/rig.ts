/** A station in processes of its own before a fake platform, which are really killed: what the crash tests stand on. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import postgres from 'postgres'
import { inject } from 'vitest'
import { connect } from '#db/engine/client.ts'
import type { LOCKS } from '#db/engine/locks.ts'
import { startFakeFeishu } from '../fakes/feishu/index.ts'
import { behindOf } from './behind.ts'
import { freshDatabase } from './database.ts'
import { onPlatform, start } from './processes.ts'
import { rowsOf } from './rows.ts'

export type Rig = Awaited<ReturnType<typeof openRig>>
export type Station = Awaited<ReturnType<Rig['station']>>

/** What `ou_rig` writes from, unless a test says who else does. */
const SENDER = 'ou_rig'

/** @param redis its queue is kept there. @param env settings of every process of this station. */
export async function openRig({ redis = false, env = {} }: { redis?: boolean; env?: Record<string, string> } = {}) {
  const fake = await startFakeFeishu({ limits: false })
  const database = await freshDatabase('demo')
  const { db, close } = connect(database.url, { max: 4 })
  const dataDir = await mkdtemp(join(tmpdir(), 'anan-rig-'))
  const queue = `${inject('redisUrl')}/${1 + (process.pid % 14)}`
  const rows = rowsOf(db)
  const behind = behindOf(db, () => new Date())
  const running: Awaited<ReturnType<typeof start>>[] = []
  let n = 0
  const officer = (await rows.rows('personRoles', { role: 'info_officer' }))[0]!
  await behind.bound({ id: officer.personId }, 'feishu', SENDER)
  return {
    ...rows,
    ...behind,
    fake,
    database,
    dataDir,
    /** One more process of the station; the platform pushes to it from now on. */
    async station(more: Record<string, string> = {}) {
      const s = await start(
        'test/world/anan.ts',
        {
          PORT: '0',
          DATA_DIR: dataDir,
          DATABASE_URL: database.service,
          LOG_LEVEL: 'silent',
          ...onPlatform(fake),
          ...(redis ? { REDIS_URL: queue } : {}),
          ...env,
          ...more,
        },
        /ready http/,
      )
      running.push(s)
      const url = /http:\S+/.exec(s.said)![0]
      fake.webhookTo(`${url}/hooks/feishu`)
      return Object.assign(s, { url })
    },
    /** Somebody writes on the platform, which pushes it once. */
    async push(text: string, { chat = 'oc_rig', from = SENDER } = {}) {
      const messageId = `om_rig_${process.pid}_${++n}`
      const event = fake.events.text(text, { chat, from, messageId })
      return { messageId, event, attempt: await fake.push(event, { repush: false }) }
    },
    repliesTo: (messageId: string) => fake.sent.filter((m) => m.replyTo === messageId),
    /** Takes an advisory lock that the station needs, until it is let go. */
    async holds(lock: (typeof LOCKS)[keyof typeof LOCKS], of: number | string): Promise<() => Promise<void>> {
      const holder = postgres(database.url, { max: 1, onnotice: () => {} })
      await (typeof of === 'number'
        ? holder`select pg_advisory_lock(${lock}, ${of})`
        : holder`select pg_advisory_lock(${lock}, hashtext(${of}))`)
      return () => holder.end()
    },
    /** The queue loses all that it holds. */
    async wipeQueue(): Promise<void> {
      if (redis) {
        const client = new Redis(queue)
        await client.flushdb()
        await client.quit()
        return
      }
      const sql = postgres(database.url, { max: 1, onnotice: () => {} })
      const tables =
        await sql`select format('bullmq.%I', tablename) as name from pg_tables where schemaname = 'bullmq' and tablename not like '%migration%'`
      for (const { name } of tables) await sql.unsafe(`truncate ${name} cascade`)
      await sql.end()
    },
    async close(): Promise<void> {
      for (const s of running) await s.kill('SIGKILL')
      await close()
      await database.drop()
      await fake.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
