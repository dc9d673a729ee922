/** Stations of the sides on one database server and one platform, with two hundred chats and four thousand accounts. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { startEmbedded } from '#db/engine/embedded.ts'
import { startFakeFeishu } from '../fakes/feishu/index.ts'
import { onPlatform, start, stationDatabase, watchReplies } from '../world/processes.ts'
import { cpuOf, cpuOfServer, type Side } from './sides.ts'

export const hookOf = (said: string) => `${/http:\/\/127\.0\.0\.1:\d+/.exec(said)![0]}/hooks/feishu`

export async function openTown(sides: readonly Side[]) {
  const dataDir = await mkdtemp(join(tmpdir(), 'anan-bench-'))
  const server = await startEmbedded({ dataDir })
  const fake = await startFakeFeishu({ limits: false })
  const replies = watchReplies(fake)

  async function station(side: Side, i: number) {
    const database = await stationDatabase(server, `anan${i}`)
    const env = {
      PORT: '0',
      DATA_DIR: join(dataDir, `anan${i}`),
      // the demo station’s villages and people, beside a channel too
      ANAN_DEMO: '1',
      ...database.env,
      LOG_LEVEL: 'error',
      ...onPlatform(fake),
      FEISHU_LIMITS: 'off',
    }
    const run = () => start('test/world/anan.ts', env, /ready http/, side.root)
    const running = await run()
    const db = postgres(database.admin, { max: 1, onnotice: () => {} })
    // bound to information officers, who own what they submit: one reply each
    await db`insert into accounts (channel, account, person_id, how) select 'feishu', 'ou_bench' || i, (select array_agg(person_id order by person_id) from person_roles where role = 'info_officer')[1 + i % 12], 'officer' from generate_series(0, 3999) i`
    await db`update station set version = version + 1`
    return { side, run, running, db, hook: hookOf(running.said) }
  }
  const stations: Awaited<ReturnType<typeof station>>[] = []
  for (const [i, side] of sides.entries()) stations.push(await station(side, i))
  const villages = (
    await stations[0]!.db<
      { name: string }[]
    >`select v.name from person_roles r join villages v on v.code = r.village_code where r.role = 'info_officer' order by r.person_id`
  ).map((r) => r.name)

  return {
    dataDir,
    server,
    fake,
    replies,
    stations,
    chats: Array.from({ length: 200 }, (_, i) => `oc_bench${i}`),
    accounts: Array.from({ length: 4_000 }, (_, i) => `ou_bench${i}`),
    /** The village of whoever sends the i-th message of a load. */
    village: (i: number) => villages[((i * 7) % 4000) % 12]!,
    /** What some work cost a station and the database, in µs of processor time a message. */
    async cost<T>(pid: number, messages: number, work: () => Promise<T>) {
      const [app, pg] = [cpuOf(pid), await cpuOfServer(dataDir)]
      const value = await work()
      const a_message = (ms: number) => Math.round((ms * 1000) / messages)
      return { value, app: a_message(cpuOf(pid) - app), pg: a_message((await cpuOfServer(dataDir)) - pg) }
    },
    async close() {
      for (const { db, running } of stations) {
        await db.end()
        await running.kill('SIGKILL').catch(() => {})
      }
      await fake.close()
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
