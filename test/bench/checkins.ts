/** Eight in the morning: 3,600 check-ins in sixty groups, as fast as the door takes them, until every one of them is filed. */
import { setTimeout as sleep } from 'node:timers/promises'
import { drive, type Figure, figure } from '../world/processes.ts'
import { inTurns, memoryOf, type Side } from './sides.ts'
import { openTown } from './town.ts'

const CHECK_INS = 3_600
const GROUPS = 60
const IN_FLIGHT = 256

export async function checkIns(short: boolean, sides: readonly Side[]): Promise<Record<string, Figure>> {
  const town = await openTown(sides)
  const total = short ? 1_200 : CHECK_INS
  const seen = new Map(
    sides.map(({ prefix }) => [
      prefix,
      { rate: [] as number[], app: [] as number[], pg: [] as number[], ack: [] as number[], rss: [] as number[] },
    ]),
  )
  try {
    for (let round = 0; round < (short ? 1 : 3); round++)
      for (const { side, db, hook, running } of inTurns(town.stations, round)) {
        const load = {
          total,
          inFlight: IN_FLIGHT,
          text: () => '签到',
          chats: town.chats.slice(0, GROUPS),
          accounts: town.accounts,
          tag: `checkin${side.prefix}${round}`,
        }
        const from = performance.now()
        const {
          value: acks,
          app,
          pg,
        } = await town.cost(running.child.pid!, total, async () => {
          const acked = await drive(town.fake, hook, load, { ...town.replies, wait: async () => {} })
          for (let left = 1; left; await sleep(10))
            left = (await db<{ n: number }[]>`select count(*)::int n from unread`)[0]!.n
          return acked
        })
        const of = seen.get(side.prefix)!
        of.rate.push(total / ((performance.now() - from) / 1000))
        of.app.push(app)
        of.pg.push(pg)
        of.ack.push(acks.p99)
        of.rss.push(memoryOf(running.child.pid!).rss)
      }
    return Object.fromEntries(
      [...seen].flatMap(([prefix, { rate, app, pg, ack, rss }]) => [
        [`${prefix}checkins.per_second`, figure(rate, 'check-ins/s')],
        [`${prefix}checkins.app_cpu`, figure(app, 'µs each')],
        [`${prefix}checkins.pg_cpu`, figure(pg, 'µs each')],
        [`${prefix}checkins.ack_p99`, figure(ack, 'ms', { most: 3000 })],
        [`${prefix}checkins.rss`, figure(rss, 'MB')],
      ]),
    )
  } finally {
    await town.close()
  }
}
