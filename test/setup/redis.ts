/** A Redis for the tests: the one named by REDIS_URL, or our own on a free port, gone with the run. */
import { spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'

/** The first of these programs that is installed. */
export const onPath = (...names: string[]) =>
  names.map((name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim()).find(Boolean)

export const redisServer = () => onPath('redis-server', 'valkey-server')

/** @param dir where it works and leaves redis.pid, so that the next run finds one that was left behind */
export async function startRedis(dir: string): Promise<{ url: string; stop(): void }> {
  if (process.env.REDIS_URL) return { url: process.env.REDIS_URL, stop() {} }
  const server = redisServer()
  if (!server)
    throw new Error('缺少 Redis。请运行：apt-get install redis-server（或设置 REDIS_URL=redis://127.0.0.1:6379）')
  const port = await freePort()
  const settings = { port, bind: '127.0.0.1', save: '', appendonly: 'no', dir, pidfile: `${dir}/redis.pid` }
  const args = Object.entries(settings).flatMap(([key, value]) => [`--${key}`, String(value)])
  const child = spawn(server, args, { stdio: 'ignore' })
  return { url: `redis://127.0.0.1:${port}`, stop: () => void child.kill() }
}

export const freePort = () =>
  new Promise<number>((done) => {
    const s = createServer().listen(0, '127.0.0.1', () => {
      const { port } = s.address() as { port: number }
      s.close(() => done(port))
    })
  })
