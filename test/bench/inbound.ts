/** Signed Feishu event in → read → committed → reply posted, against the bare limit in the same run; and nothing lost at kill -9. */

import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { startEmbedded } from '#db/engine/embedded.ts'
import { startFakeFeishu } from '../fakes/feishu/index.ts'
import {
  drive,
  type Figure,
  figure,
  onPlatform,
  pace,
  start,
  stationDatabase,
  tokenOf,
  watchReplies,
} from '../world/stage.ts'

const ROUNDS = 5
const TOTAL = 3_000
const IN_FLIGHT = 64

export async function inbound(short = false): Promise<Record<string, Figure>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'anan-bench-'))
  const server = await startEmbedded({ dataDir })
  const admin = postgres(server.admin, { max: 1, onnotice: () => {} })
  const database = await stationDatabase(server, 'anan')
  await admin`create database bare`
  const urlOf = (name: string) => server.admin.replace(/\/postgres$/, `/${name}`)
  const fake = await startFakeFeishu({ limits: false })
  const replies = watchReplies(fake)
  const { app } = fake
  const env = {
    PORT: '0',
    DATA_DIR: dataDir,
    // the demo station’s villages and people, beside a channel too
    ANAN_DEMO: '1',
    ...database.env,
    LOG_LEVEL: 'error',
    ...onPlatform(fake),
    FEISHU_LIMITS: 'off',
  }
  const token = await tokenOf(fake)
  const bareEnv = {
    DATABASE_URL: urlOf('bare'),
    FAKE_URL: fake.url,
    ENCRYPT_KEY: app.encryptKey,
    TOKEN: token,
  }
  const hook = (said: string) => `${/http:\/\/127\.0\.0\.1:\d+/.exec(said)![0]}/hooks/feishu`

  const anan = await start('test/world/anan.ts', env, /ready http/)
  const bare = await start('test/bench/bare.ts', bareEnv, /ready http/)
  // 200 chats and 4,000 accounts, bound to information officers, who own what they submit: one reply each
  const chats = Array.from({ length: 200 }, (_, i) => `oc_bench${i}`)
  const accounts = Array.from({ length: 4_000 }, (_, i) => `ou_bench${i}`)
  const db = postgres(database.admin, { max: 1, onnotice: () => {} })
  await db`insert into accounts (channel, account, person_id, how) select 'feishu', 'ou_bench' || i, (select array_agg(person_id order by person_id) from person_roles where role = 'info_officer')[1 + i % 12], 'officer' from generate_series(0, 3999) i`
  await db`update station set version = version + 1`
  const villages = (
    await db<
      { name: string }[]
    >`select v.name from person_roles r join villages v on v.code = r.village_code where r.role = 'info_officer' order by r.person_id`
  ).map((r) => r.name)
  const village = (i: number) => villages[((i * 7) % 4000) % 12]
  let said = 0
  /**
   * What is sent, no two alike, since the same words again would only join the first: a patrol is answered by a line of
   * text, as the bare one answers; a hazard by a card with buttons, and it has a deadline too.
   */
  const TEXTS = {
    patrol: (i: number) => `今日巡查${village(i)}${(i % 9) + 1}组河堤，第${++said}次，一切正常`,
    hazard: (i: number) => `隐患上报：${village(i)}${(i % 9) + 1}组路边电线裸露，离地不到${++said}公分`,
  }
  const load = (tag: string, total: number, what: keyof typeof TEXTS = 'patrol') => ({
    total,
    inFlight: IN_FLIGHT,
    text: TEXTS[what],
    chats,
    accounts,
    tag,
  })

  const figures: Record<string, Figure> = {}
  try {
    await drive(fake, hook(anan.said), load('warm', 500), replies)
    await drive(fake, hook(bare.said), load('warmbare', 500), replies)
    const total = short ? 800 : TOTAL
    const speeds: Record<string, number[]> = { bare: [], patrol: [], hazard: [] }
    for (let round = 0; round < (short ? 3 : ROUNDS); round++) {
      const turns = Object.keys(speeds)
      for (const who of round % 2 ? turns.reverse() : turns) {
        const url = hook(who === 'bare' ? bare.said : anan.said)
        const what = who === 'hazard' ? 'hazard' : 'patrol'
        speeds[who]!.push((await drive(fake, url, load(`${who}${round}`, total, what), replies)).perSecond)
      }
    }
    const against = (who: string) => speeds[who]!.map((n, round) => n / speeds.bare![round]!)
    figures['inbound.per_second'] = figure(speeds.patrol!, 'messages/s')
    figures['inbound.bare_per_second'] = figure(speeds.bare!, 'messages/s')
    figures['inbound.ratio'] = figure(against('patrol'), '× bare', { least: 0.4 })
    figures['inbound.card_per_second'] = figure(speeds.hazard!, 'messages/s')
    figures['inbound.card_ratio'] = figure(against('hazard'), '× bare')
    const paced = []
    for (let round = 0; round < 3; round++)
      paced.push(
        await pace(fake, hook(anan.said), { ...load(`paced${round}`, short ? 200 : 500), perSecond: 100 }, replies),
      )
    figures['inbound.p50_at_100'] = figure(
      paced.map((p) => p.p50),
      'ms',
    )
    figures['inbound.p99_at_100'] = figure(
      paced.map((p) => p.p99),
      'ms',
    )
    const rss = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${anan.child.pid}/status`, 'utf8'))
    if (rss) figures['inbound.rss'] = figure([Number(rss[1]) / 1024], 'MB')
    await bare.kill()

    // ---- kill -9 under that load: everything acked is there, everything owed is said, once ----
    let lost = 0
    let twice = 0
    let acked = 0
    let running = anan
    for (let round = 0; round < (short ? 1 : 3); round++) {
      const stop = { now: false }
      const driving = drive(fake, hook(running.said), load(`kill${round}`, 100_000), replies, stop)
      await new Promise((done) => setTimeout(done, 700 + round * 250))
      await running.kill('SIGKILL')
      stop.now = true
      const { acked: said } = await driving
      running = await start('test/world/anan.ts', env, /ready http/)
      for (let i = 0; i < 1200 && said.some((id) => !replies.replied.has(id)); i++)
        await new Promise((done) => setTimeout(done, 50))
      const [stored] = await db<
        { n: number }[]
      >`select count(*)::int n from inbox i where event_id like ${`om_kill${round}_%`} and not exists (select 1 from unread where inbox_id = i.id)`
      lost += said.filter((id) => !replies.replied.has(id)).length
      twice += [...replies.replied].filter(([id, n]) => id.startsWith(`om_kill${round}_`) && n > 1).length
      acked += said.length
      if ((stored?.n ?? 0) < said.length) lost += said.length - stored!.n
    }
    figures['inbound.kill9_acked'] = figure([acked], 'messages')
    figures['inbound.kill9_lost'] = figure([lost], 'messages', { most: 0 })
    figures['inbound.kill9_twice'] = figure([twice], 'messages', { most: 0 })
    await running.kill()
  } finally {
    await db.end()
    await admin.end()
    await anan.kill('SIGKILL').catch(() => {})
    await bare.kill('SIGKILL').catch(() => {})
    await fake.close()
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  return figures
}
