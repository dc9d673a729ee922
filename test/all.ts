/**
 * `npm test`: everything, on both queue backends, after doing its own set-up. What it needs and cannot get it names with the
 * one command to run; nothing is skipped silently.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startVitest } from 'vitest/node'
import { chromiumPath } from './world/browser.ts'

const onPath = (...names: string[]) => names.map((n) => spawnSync('which', [n], { encoding: 'utf8' }).stdout.trim()).find(Boolean)

/** Installs Debian packages as root; false where that is not possible. */
function install(...packages: string[]): boolean {
  if (process.getuid?.() !== 0 || !onPath('apt-get')) return false
  console.error(`正在安装 ${packages.join(' ')} ……`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = (...args: string[]) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 2], env }).status === 0
  return run('update', '-qq') && run('install', '-y', '-qq', '--no-install-recommends', ...packages)
}

function fail(what: string, command: string): never {
  console.error(`缺少${what}。请运行：${command}`)
  process.exit(1)
}

/** A Redis for this run: the one named by REDIS_URL, or our own on a free port. */
async function redis(): Promise<{ url: string; stop(): Promise<void> }> {
  if (process.env.REDIS_URL) return { url: process.env.REDIS_URL, stop: async () => {} }
  const find = () => onPath('redis-server', 'valkey-server')
  const server = find() ?? (install('redis-server') ? find() : undefined)
  if (!server) fail(' Redis', 'apt-get install redis-server（或设置 REDIS_URL=redis://127.0.0.1:6379）')
  const dir = await mkdtemp(join(tmpdir(), 'anan-redis-'))
  const port = await freePort()
  const child = spawn(server, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', dir], { stdio: 'ignore' })
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      child.kill()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

const freePort = () => new Promise<number>((done) => {
  const s = createServer().listen(0, '127.0.0.1', () => {
    const { port } = s.address() as { port: number }
    s.close(() => done(port))
  })
})

if (!chromiumPath() && !install('chromium', 'fonts-noto-cjk')) fail(' Chromium', 'apt-get install chromium fonts-noto-cjk')
if (!existsSync('dist/web/index.html') && spawnSync('npm', ['run', 'build', '--silent'], { stdio: ['ignore', 2, 2] }).status !== 0) fail('页面', 'npm run build')

const server = await redis()
process.env.ANAN_TEST_REDIS = server.url
const vitest = await startVitest('test', process.argv.slice(2), { watch: false })
const tests = vitest.state.getFiles().flatMap(function all(task): { state?: string }[] {
  return 'tasks' in task ? (task as unknown as { tasks: never[] }).tasks.flatMap(all) : [{ state: (task as { result?: { state?: string } }).result?.state }]
})
const errors = vitest.state.getUnhandledErrors().length
const broken = vitest.state.getFiles().filter((f) => f.result?.state === 'fail' && !f.tasks.length).length
await vitest.close()
await server.stop()
const passed = tests.filter((t) => t.state === 'pass').length
const failed = tests.length - passed + errors + broken
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed || !passed ? 1 : 0)
