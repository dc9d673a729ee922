/** Signed Feishu event in → read → committed → reply posted, against the bare limit in the same run; and nothing lost at kill -9. */

import postgres from 'postgres'
import { drive, type Figure, figure, pace, start, tokenOf } from '../world/processes.ts'
import { inTurns, memoryOf, type Side } from './sides.ts'
import { hookOf, openTown } from './town.ts'

const ROUNDS = 5
const TOTAL = 3_000
const IN_FLIGHT = 64

/** What is sent, into how many chats, and the figures it gives. */
const LOADS = {
  patrol: { chats: 200, figures: 'inbound.' },
  // a busy group: many messages of one chat at a time
  few_chats: { chats: 10, figures: 'inbound.10_chats_' },
  hazard: { chats: 200, figures: 'inbound.card_' },
} as const
type What = keyof typeof LOADS

export async function inbound(short: boolean, sides: readonly Side[]): Promise<Record<string, Figure>> {
  const town = await openTown(sides)
  const { fake, replies, server, stations, village } = town
  const admin = postgres(server.admin, { max: 1, onnotice: () => {} })
  await admin`create database bare`
  const bareEnv = {
    DATABASE_URL: server.admin.replace(/\/postgres$/, '/bare'),
    FAKE_URL: fake.url,
    ENCRYPT_KEY: fake.app.encryptKey,
    TOKEN: await tokenOf(fake),
  }
  const bare = await start('test/bench/bare.ts', bareEnv, /ready http/)
  let said = 0
  const patrol = (i: number) => `今日巡查${village(i)}${(i % 9) + 1}组河堤，第${++said}次，一切正常`
  /**
   * No two alike, since the same words again would only join the first: a patrol is answered by a line of text, as the bare
   * one answers; a hazard by a card with buttons, and it has a deadline too.
   */
  const TEXTS: Record<What, (i: number) => string> = {
    patrol,
    few_chats: patrol,
    hazard: (i) => `隐患上报：${village(i)}${(i % 9) + 1}组路边电线裸露，离地不到${++said}公分`,
  }
  const load = (tag: string, total: number, what: What = 'patrol') => ({
    total,
    inFlight: IN_FLIGHT,
    text: TEXTS[what],
    chats: town.chats.slice(0, LOADS[what].chats),
    accounts: town.accounts,
    tag,
  })

  const figures: Record<string, Figure> = {}
  const here = stations[0]!
  let running = here.running
  try {
    for (const { side, hook } of stations) await drive(fake, hook, load(`warm${side.prefix}`, 500), replies)
    await drive(fake, hookOf(bare.said), load('warmbare', 500), replies)
    // a station of some days: its database knows how much there is, which it learns by itself within half a minute
    for (const { db } of stations) await db`analyze`
    const total = short ? 400 : TOTAL
    const bares: number[] = []
    const turns = stations.flatMap((station) =>
      (Object.keys(LOADS) as What[]).map((what) => ({
        what,
        station,
        seen: { rate: [] as number[], app: [] as number[], pg: [] as number[] },
      })),
    )
    for (let round = 0; round < (short ? 2 : ROUNDS); round++) {
      // twice, so that what all are held against is no less sure than they
      const limit = async (n: number) =>
        (await drive(fake, hookOf(bare.said), load(`bare${round}-${n}`, total), replies)).perSecond
      const first = await limit(1)
      for (const { what, station, seen } of inTurns(turns, round)) {
        const tag = `${station.side.prefix}${what}${round}`
        const { value, app, pg } = await town.cost(station.running.child.pid!, total, () =>
          drive(fake, station.hook, load(tag, total, what), replies),
        )
        seen.rate.push(value.perSecond)
        seen.app.push(app)
        seen.pg.push(pg)
      }
      bares.push((first + (await limit(2))) / 2)
    }
    figures['inbound.bare_per_second'] = figure(bares, 'messages/s')
    for (const { what, station, seen } of turns) {
      const name = `${station.side.prefix}${LOADS[what].figures}`
      const ratios = seen.rate.map((n, round) => n / bares[round]!)
      figures[`${name}per_second`] = figure(seen.rate, 'messages/s')
      figures[`${name}ratio`] = figure(ratios, '× bare', what === 'hazard' ? undefined : { least: 0.5 })
      figures[`${name}app_cpu`] = figure(seen.app, 'µs a message')
      figures[`${name}pg_cpu`] = figure(seen.pg, 'µs a message')
    }
    for (const { side, hook, running } of stations) {
      const paced: { p50: number; p99: number }[] = []
      for (let round = 0; round < 3; round++) {
        const every = { ...load(`${side.prefix}paced${round}`, short ? 200 : 500), perSecond: 100 }
        paced.push(await pace(fake, hook, every, replies))
      }
      const of = (pick: (p: { p50: number; p99: number }) => number) => figure(paced.map(pick), 'ms')
      figures[`${side.prefix}inbound.p50_at_100`] = of((p) => p.p50)
      figures[`${side.prefix}inbound.p99_at_100`] = of((p) => p.p99)
      figures[`${side.prefix}inbound.rss`] = figure([memoryOf(running.child.pid!).rss], 'MB')
    }
    await bare.kill()

    // ---- kill -9 under that load: everything acked is there, everything owed is said, once ----
    let lost = 0
    let twice = 0
    let acked = 0
    for (let round = 0; round < (short ? 1 : 3); round++) {
      const stop = { now: false }
      const driving = drive(fake, hookOf(running.said), load(`kill${round}`, 100_000), replies, stop)
      await new Promise((done) => setTimeout(done, 700 + round * 250))
      await running.kill('SIGKILL')
      stop.now = true
      const { acked: said } = await driving
      running = await here.run()
      for (let i = 0; i < 1200 && said.some((id) => !replies.replied.has(id)); i++)
        await new Promise((done) => setTimeout(done, 50))
      const [stored] = await here.db<
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
    await admin.end()
    await running.kill('SIGKILL').catch(() => {})
    await bare.kill('SIGKILL').catch(() => {})
    await town.close()
  }
  return figures
}
