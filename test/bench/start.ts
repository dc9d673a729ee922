/** From an empty folder to ready, from a stopped station to ready, and what it holds when nothing happens. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Figure, figure, start } from '../world/processes.ts'
import { cpuOf, inTurns, memoryOf, type Side } from './sides.ts'

/** After the start, the jobs of a quarter of a minute. */
const IDLE_MS = 15_000

export async function startUp(short: boolean, sides: readonly Side[]): Promise<Record<string, Figure>> {
  const figures: Record<string, Figure> = {}
  const measured = () => ({ cold: [], warm: [], cpu: [], killed: [], rss: [], pss: [] }) as Record<string, number[]>
  const seen = new Map(sides.map(({ prefix }) => [prefix, measured()]))
  // the program is gathered once, at installation or before the first round
  for (let round = -1; round < (short ? 2 : 5); round++)
    for (const { prefix, root } of inTurns(sides, round)) {
      const dir = await mkdtemp(join(tmpdir(), 'anan-start-'))
      const env = { PORT: '0', DATA_DIR: dir, LOG_LEVEL: 'error' }
      const go = () => start('src/main.ts', env, /已就绪/, root)
      const of = seen.get(prefix)!
      const first = await go()
      await first.kill()
      if (round >= 0) {
        of.cold!.push(first.ms)
        const second = await go()
        of.warm!.push(second.ms)
        of.cpu!.push(cpuOf(second.child.pid!))
        if (round < 2) {
          await sleep(IDLE_MS)
          const { rss, pss } = memoryOf(second.child.pid!)
          of.rss!.push(rss)
          of.pss!.push(pss)
        }
        await second.kill('SIGKILL') // the database goes on without its owner: it must be adopted
        const third = await go()
        of.killed!.push(third.ms)
        await third.kill()
      }
      await rm(dir, { recursive: true, force: true })
    }
  for (const [prefix, { cold, warm, cpu, killed, rss, pss }] of seen) {
    figures[`${prefix}start.cold`] = figure(cold!, 'ms', { most: 3000 })
    figures[`${prefix}start.warm`] = figure(warm!, 'ms', { most: 1000 })
    figures[`${prefix}start.warm_cpu`] = figure(cpu!, 'ms of processor time')
    figures[`${prefix}start.after_kill9`] = figure(killed!, 'ms', { most: 2000 })
    figures[`${prefix}start.idle_rss`] = figure(rss!, 'MB', { most: 110 })
    figures[`${prefix}start.idle_pss`] = figure(pss!, 'MB')
  }
  return figures
}
