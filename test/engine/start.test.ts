/** `npm start` as its own process: what it does when it is told to stop early, and what it runs after a change. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import postgres from 'postgres'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { livingServer } from '#db/engine/cluster/platform.ts'
import { startEmbedded } from '#db/engine/embedded.ts'
import { LOCKS } from '#db/engine/locks.ts'
import { bundle } from '../../scripts/bundle.mjs'
import { start as startStation } from '../world/processes.ts'
import { until } from '../world/until.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'anan-run-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const run = (entry: string): ChildProcess =>
  spawn(process.execPath, ['scripts/run.mjs', entry], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', DATA_DIR: dir, LOG_LEVEL: 'silent' },
    stdio: 'ignore',
  })

test('told to stop while it is still starting, it stops cleanly and leaves no database running', async () => {
  const child = run('src/main.ts')
  const ended = new Promise((done) => child.once('exit', done))
  while (!(await livingServer(join(dir, 'pg')))) await new Promise((done) => setTimeout(done, 20))
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(await livingServer(join(dir, 'pg'))).toBeUndefined()
}, 60_000)

test('told to stop while starting hangs on a lock, it stops all the same and leaves no database running', async () => {
  const first = run('src/main.ts')
  const ended = (child: ChildProcess) => new Promise((done) => child.once('exit', done))
  const running = async () => {
    for (;;) {
      const server = await livingServer(join(dir, 'pg'))
      if (server) return server
      await new Promise((done) => setTimeout(done, 20))
    }
  }
  await running()
  // somebody else is on the same server, and holds what bringing the tables up to date needs
  const tenant = await startEmbedded({ dataDir: dir })
  first.kill('SIGTERM')
  await ended(first)
  const sql = postgres(tenant.admin, { max: 1, onnotice: () => {} })
  await sql`select pg_advisory_lock(${LOCKS.migrate}, 0)`
  const second = run('src/main.ts')
  await until(
    async () => (await sql`select 1 from pg_locks where locktype = 'advisory' and not granted`).length > 0,
    40_000,
  )
  await tenant.stop()
  second.kill('SIGTERM')
  await ended(second)
  expect(await livingServer(join(dir, 'pg'))).toBeUndefined()
  await sql.end({ timeout: 0 })
}, 120_000)

test('two whole services on one embedded database: the first to stop ends nothing for the second, the last one ends it', async () => {
  const env = { PORT: '0', DATA_DIR: dir, LOG_LEVEL: 'silent' }
  const start = async () => {
    const station = await startStation('src/main.ts', env, /health\/ready/)
    return { ...station, ready: () => fetch(/http:\S+\/health\/ready/.exec(station.said)![0]).then((r) => r.status) }
  }
  const [first, second] = [await start(), await start()]
  const server = await livingServer(join(dir, 'pg'))
  expect([await first.ready(), await second.ready()]).toEqual([200, 200])
  await first.kill('SIGTERM')
  expect(await livingServer(join(dir, 'pg'))).toEqual(server)
  expect(await second.ready()).toBe(200)
  await second.kill('SIGTERM')
  expect(await livingServer(join(dir, 'pg'))).toBeUndefined()
}, 120_000)

test('what runs is always the source as it is now, also when two start at a time', async () => {
  await mkdir('test/.out', { recursive: true })
  const entry = 'test/.out/changing.ts'
  const say = () => execFileSync(process.execPath, ['scripts/run.mjs', entry], { encoding: 'utf8' }).trim()
  await writeFile(entry, "console.log(import.meta.url.split('/').at(-1), 'first')")
  expect(say()).toBe('changing.ts first')
  await writeFile(entry, "import { part } from './part.ts'\nconsole.log(part satisfies string)")
  await writeFile('test/.out/part.ts', "export const part = 'second'")
  const two = [run(entry), run(entry)].map((child) => new Promise((done) => child.once('exit', done)))
  expect(await Promise.all(two)).toEqual([0, 0])
  expect(say()).toBe('second')
  await writeFile('test/.out/part.ts', "export const part = 'third'")
  expect(say()).toBe('third')
  await Promise.all([entry, 'test/.out/part.ts'].map((file) => rm(file)))
})

test('a stack names the source, also what ends the process', async () => {
  await mkdir('test/.out', { recursive: true })
  const entry = 'test/.out/failing.ts'
  await writeFile(
    entry,
    `interface Longer { than: one; line: string }
type one = 1
function fails(): never {
  throw new TypeError('on purpose')
}
try {
  fails()
} catch (error) {
  console.log((error as Error).stack)
}
await Promise.resolve().then(fails)
${Array.from({ length: 300 }, (_, i) => `export const other${i} = () => console.log(${i})`).join('\n')}
`,
  )
  const { stdout, stderr, status } = spawnSync(process.execPath, ['scripts/run.mjs', entry], { encoding: 'utf8' })
  expect(stdout).toMatch(
    /^TypeError: on purpose\n {4}at fails \(\/.*\/test\/\.out\/failing\.ts:4:9\)\n.*failing\.ts:7:3/,
  )
  expect(stderr).toContain('/test/.out/failing.ts:4:9')
  expect(stderr.length).toBeLessThan(1_500)
  expect(status).toBe(1)
  await rm(entry)
})

test('every part of the gathered program loads, also what only some stations ever ask for', async () => {
  const { file } = await bundle('src/main.ts')
  const parts = new Set<string>([file])
  const lazy = new Set<string>()
  for (const part of parts) {
    const code = await readFile(part, 'utf8')
    for (const [, other] of code.matchAll(/(?:from|import)\s?\(?"(\.\/[\w-]+\.mjs)"/g))
      parts.add(join(dirname(part), other!))
    for (const [, other] of code.matchAll(/import\("(\.\/[\w-]+\.mjs)"\)/g)) lazy.add(join(dirname(part), other!))
  }
  expect(lazy.size).toBeGreaterThan(3)
  const imports = [...lazy].map((part) => `await import(${JSON.stringify(part)})`).join('\n')
  execFileSync(process.execPath, ['--input-type=module', '-e', imports])
})

test('what gathered the program anew has ended when the program runs', async () => {
  await mkdir('test/.out', { recursive: true })
  const entry = 'test/.out/children.ts'
  await writeFile(
    entry,
    `import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
// made anew each time: ${Date.now()}
const children = () => readFileSync(\`/proc/\${process.pid}/task/\${process.pid}/children\`, 'utf8')
// it was told to end: a busy machine takes its moment to
for (let i = 0; i < 100 && children(); i++) await sleep(50)
console.log(JSON.stringify(children()))
`,
  )
  expect(execFileSync(process.execPath, ['scripts/run.mjs', entry], { encoding: 'utf8' }).trim()).toBe('""')
  await rm(entry)
})
