/** What a run that was killed left behind: its servers are stopped and its folder removed by the next run. */
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { livingServer } from '../../db/engine/cluster/platform.ts'

/** A run's folder names its process, which is how a dead run is told. */
export const folderPrefix = () => join(tmpdir(), `anan-test-${process.pid}-`)

export async function sweepLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = /^anan-test-(\d+)-/.exec(name)?.[1]
    if (!pid || isAlive(Number(pid))) continue
    const folder = join(tmpdir(), name)
    const database = await livingServer(join(folder, 'pg')).catch(() => undefined)
    const redis = await livingRedis(folder)
    for (const server of [database?.pid, redis]) if (server) process.kill(server, 'SIGTERM')
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }).catch(() => {})
  }
}

async function livingRedis(folder: string): Promise<number | undefined> {
  const pid = Number(await readFile(join(folder, 'redis.pid'), 'utf8').catch(() => ''))
  const [home, here] = await Promise.all([stat(`/proc/${pid}/cwd`).catch(() => undefined), stat(folder)])
  return pid && home?.ino === here.ino ? pid : undefined
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
