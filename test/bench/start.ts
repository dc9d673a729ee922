/** From an empty folder to ready, and from a stopped station to ready, with dependencies installed. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Figure, figure, start } from '../world/stage.ts'

export async function startUp(short = false): Promise<Record<string, Figure>> {
  const cold: number[] = []
  const warm: number[] = []
  const killed: number[] = []
  for (let round = 0; round < (short ? 1 : 5); round++) {
    const dir = await mkdtemp(join(tmpdir(), 'anan-start-'))
    const env = { PORT: '0', DATA_DIR: dir, LOG_LEVEL: 'error' }
    const first = await start('src/main.ts', env, /已就绪/)
    cold.push(first.ms)
    await first.kill()
    const second = await start('src/main.ts', env, /已就绪/)
    warm.push(second.ms)
    await second.kill('SIGKILL') // the database goes on without its owner: it must be adopted
    const third = await start('src/main.ts', env, /已就绪/)
    killed.push(third.ms)
    await third.kill()
    await rm(dir, { recursive: true, force: true })
  }
  return {
    'start.cold': figure(cold, 'ms', { most: 3000 }),
    'start.warm': figure(warm, 'ms', { most: 1500 }),
    'start.after_kill9': figure(killed, 'ms', { most: 2000 }),
  }
}
