import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startEmbedded } from '#db/engine/embedded.ts'
import { livingServer } from '../../db/engine/cluster/platform.ts'

let dataDir: string
const children = new Set<ChildProcess>()

beforeEach(async () => {
  // a folder closed to others, as /root is: the server's own user must get to its data all the same
  dataDir = join(await mkdtemp(join(tmpdir(), 'anan-pg-')), 'data')
})

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
  const server = await livingServer(join(dataDir, 'pg'))
  if (server) process.kill(server.pid, 'SIGQUIT')
  for (let i = 0; i < 100 && (await livingServer(join(dataDir, 'pg'))); i++) await sleep(20)
  await rm(join(dataDir, '..'), { recursive: true, force: true })
})

async function tenant(): Promise<{ how: string; url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'test/engine/tenant.ts', dataDir, 'durable'], {
    stdio: ['ignore', 'pipe', 2],
  })
  children.add(child)
  const [line] = await once(child.stdout!, 'data')
  return { ...JSON.parse(String(line)), child }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal)
  await once(child, 'exit')
}

async function ask<T extends object>(url: string, text: string): Promise<T | undefined> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 2 })
  try {
    return (await sql.unsafe(text))[0] as T | undefined
  } finally {
    await sql.end({ timeout: 0 })
  }
}

const server = () => livingServer(join(dataDir, 'pg'))

/** A cluster that somebody worked in before. */
async function kept(): Promise<void> {
  const { admin, stop } = await startEmbedded({ dataDir, durable: false })
  await ask(admin, 'create table kept as select 1 n')
  await stop()
}

test('two processes on an empty folder make one cluster and share its server; the last one out stops it', async () => {
  const [a, b] = await Promise.all([tenant(), tenant()])
  expect([a.how, b.how].filter((how) => how === 'created')).toHaveLength(1)
  expect(a.url).toBe(b.url)
  await end(a.child, 'SIGTERM')
  expect(await ask(b.url, 'show fsync')).toEqual({ fsync: 'on' })
  await end(b.child, 'SIGTERM')
  expect(await server()).toBeUndefined()
  expect((await readdir(dataDir)).sort()).toEqual(['pg', 'pg.log', 'pg.password'])
  expect((await stat(join(dataDir, 'pg.password'))).mode & 0o777).toBe(0o600)
})

test('a server whose owner was killed is adopted, with what it holds', async () => {
  await kept()
  const first = await tenant()
  expect(first.how).toBe('started')
  await end(first.child, 'SIGKILL')
  const second = await startEmbedded({ dataDir, durable: false })
  expect(second).toMatchObject({ how: 'adopted', admin: first.url })
  expect(await ask(second.admin, 'select n from kept')).toEqual({ n: 1 })
  await second.stop()
  expect(await server()).toBeUndefined()
})

test('after everything was killed the stale lock is waited out', async () => {
  await kept()
  const first = await tenant()
  const { pid } = (await server())!
  await end(first.child, 'SIGKILL')
  process.kill(pid, 'SIGKILL')
  const second = await startEmbedded({ dataDir, durable: false })
  expect(await ask(second.admin, 'select n from kept')).toEqual({ n: 1 })
  await second.stop()
})

test('a lock that names a process which is something else now does not keep the server down', async () => {
  await kept()
  const lock = [process.pid, join(dataDir, 'pg'), 1700000000, 5999, '', '127.0.0.1', '', 'ready']
  await writeFile(join(dataDir, 'pg', 'postmaster.pid'), `${lock.join('\n')}\n`)
  const { how, stop } = await startEmbedded({ dataDir, durable: false })
  expect(how).toBe('started')
  await stop()
})

test('a server that dies is started again on the same port; a copy of its folder is another station', async () => {
  await kept()
  const said: string[] = []
  const station = await startEmbedded({ dataDir, durable: false, log: (m) => said.push(m) })
  const copied = await mkdtemp(join(tmpdir(), 'anan-copy-'))
  await cp(dataDir, copied, { recursive: true })
  await rm(join(copied, 'pg'), { recursive: true })
  await mkdir(join(copied, 'pg'))
  await writeFile(join(copied, 'pg', 'postmaster.pid'), await readFile(join(dataDir, 'pg', 'postmaster.pid')))
  expect(await livingServer(join(copied, 'pg'))).toBeUndefined()
  await rm(copied, { recursive: true })

  process.kill((await server())!.pid, 'SIGKILL')
  await expect
    .poll(() => ask(station.admin, 'select n from kept').catch(() => undefined), { timeout: 10_000, interval: 50 })
    .toEqual({ n: 1 })
  expect(said.join()).toContain('正在重新启动')
  await station.stop()
  expect(await server()).toBeUndefined()
})

test('a folder that cannot be used is named, with what to do', async () => {
  await mkdir(dataDir)
  const file = join(dataDir, 'a-file')
  await writeFile(file, '')
  await expect(startEmbedded({ dataDir: join(file, 'data') })).rejects.toThrow(
    /无法使用数据目录 .*a-file\/data.*改设 DATA_DIR/,
  )
  const broken = join(dataDir, 'broken')
  await mkdir(join(broken, 'pg', 'something'), { recursive: true })
  await expect(startEmbedded({ dataDir: broken })).rejects.toThrow(/broken\/pg 里有别的文件.*改设 DATA_DIR/)
})
