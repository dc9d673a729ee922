/**
 * `npm test`: everything, on both queue backends, after doing its own set-up. What it needs and cannot get it names with the
 * one command to run; nothing is skipped silently.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { startVitest } from 'vitest/node'
import { onPath, redisServer } from './setup/redis.ts'
import { chromiumPath } from './world/browser.ts'

/** What must be on the machine, and the Debian packages that bring it. */
const NEEDS: { what: string; there(): boolean; packages: string[]; or?: string }[] = [
  {
    what: 'Redis',
    there: () => !!(process.env.REDIS_URL || redisServer()),
    packages: ['redis-server'],
    or: '（或设置 REDIS_URL=redis://127.0.0.1:6379）',
  },
  { what: 'Chromium', there: () => !!chromiumPath(), packages: ['chromium-headless-shell', 'fonts-noto-cjk'] },
]

/** Installs Debian packages as root; false where that is not possible. */
function install(packages: string[]): boolean {
  if (process.getuid?.() !== 0 || !onPath('apt-get')) return false
  console.error(`正在安装 ${packages.join(' ')} ……`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = (...args: string[]) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 2], env }).status === 0
  return run('update', '-qq') && run('install', '-y', '-qq', '--no-install-recommends', ...packages)
}

const missing = () => NEEDS.filter((need) => !need.there())
if (missing().length) install(missing().flatMap((need) => need.packages))
const lacking = missing()
for (const { what, packages, or = '' } of lacking)
  console.error(`缺少 ${what}。请运行：apt-get install ${packages.join(' ')}${or}`)
if (lacking.length) process.exit(1)

if (!['index', 'board', 'paper'].every((page) => existsSync(`dist/web/${page}.html`))) {
  const built = spawnSync('npm', ['run', 'build', '--silent'], { stdio: ['ignore', 2, 2] })
  if (built.status !== 0) {
    console.error('页面没有建成。请运行：npm run build')
    process.exit(1)
  }
}

interface Task {
  tasks?: Task[]
  result?: { state?: string }
}

const leaves = (task: Task): Task[] => task.tasks?.flatMap(leaves) ?? [task]

const vitest = await startVitest('test', process.argv.slice(2), { watch: false })
const files = vitest.state.getFiles() as Task[]
const tests = files.flatMap(leaves)
const passed = tests.filter((test) => test.result?.state === 'pass').length
// a file that could not be read and an error outside of any test count as failures; so does a test that was skipped
const broken = files.filter((file) => file.result?.state === 'fail' && !file.tasks?.length).length
const failed = tests.length - passed + vitest.state.getUnhandledErrors().length + broken
await vitest.close()
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed || !passed ? 1 : 0)
