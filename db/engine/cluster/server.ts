/** Making a cluster and starting its server. */
import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createConnection, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { type Binaries, livingServer, type Owner, reason, run } from './platform.ts'

export interface Cluster {
  bin: Binaries
  folder: string
  dir: string
  owner: Owner
  password: string
  durable: boolean
  maxConnections: number
  log: (message: string) => void
}

/** The server outlives us and is asked things by everybody who reaches it: it gets nothing of our environment, where secrets stand. */
const bare = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    ['PATH', 'HOME', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'SystemRoot', 'TEMP', 'TMP'].flatMap((name) =>
      process.env[name] ? [[name, process.env[name]]] : [],
    ),
  ),
  LC_ALL: 'C',
  TZ: 'UTC',
})

/** A server that nothing outlives: its databases come and go by the hundred, and whoever signs in is one of its tests. */
const FOR_AN_HOUR = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  scram_iterations: '1',
}

const START_WITHIN_MS = 30_000
const LOG_BYTES = 5 * 1024 * 1024

/** A cluster is made aside and moved into place: a crash in the middle leaves nothing half-made, and of two who make it one wins. */
export async function initialise({ bin, folder, dir, owner, password, durable }: Cluster): Promise<boolean> {
  if (existsSync(join(dir, 'PG_VERSION'))) return false
  if (await holdsSomethingElse(dir))
    throw new Error(`目录 ${dir} 里有别的文件，内置数据库不能建在这里。请移走这些文件，或改设 DATA_DIR。`)
  await sweepAside(folder)
  const aside = `${dir}.new.${process.pid}`
  const pwfile = `${aside}.pw`
  try {
    await mkdir(aside, { mode: 0o700 })
    await writeFile(pwfile, password, { mode: 0o600 })
    if (owner.uid !== undefined) for (const path of [aside, pwfile]) await chown(path, owner.uid, owner.gid!)
    await chmod(bin.initdb, 0o755).catch(() => {})
    await run(
      bin.initdb,
      [
        '-D',
        aside,
        '-U',
        'postgres',
        '-A',
        'scram-sha-256',
        '--pwfile',
        pwfile,
        '-E',
        'UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-locale',
        '--no-sync',
        '--no-instructions',
        ...(durable ? [] : ['-c', `scram_iterations=${FOR_AN_HOUR.scram_iterations}`]),
      ],
      { ...owner, cwd: '/', env: bare() },
    )
    await rename(aside, dir)
  } catch (error) {
    if (existsSync(join(dir, 'PG_VERSION'))) return false
    throw new Error(`内置数据库没有建成（目录 ${dir}）：${reason(error)}。请检查磁盘空间和目录权限，或改设 DATA_DIR。`)
  } finally {
    await rm(pwfile, { force: true })
    await rm(aside, { recursive: true, force: true })
  }
  // The new cluster's files are forced to disk once, beside the first work rather than before it.
  if (durable) void run(bin.initdb, ['--sync-only', '-D', dir], { ...owner, cwd: '/', env: bare() }).catch(() => {})
  return true
}

const holdsSomethingElse = async (dir: string) => {
  const names = await readdir(dir).catch((): string[] => [])
  return names.length > 0 && !names.includes('PG_VERSION')
}

/** Half-made clusters of processes that died over them. */
async function sweepAside(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /^pg\.new\.(\d+)/.exec(name)?.[1]
    if (pid && !isAlive(Number(pid))) await rm(join(folder, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

/** What a server says when another is in the way: worth another try. Anything else is final. */
const IN_THE_WAY =
  /lock file|pre-existing shared memory|could not bind|Address already in use|could not create any TCP\/IP sockets/i

/**
 * The port of this cluster's server, started when none is running. One that is still dying, or coming up, is waited for.
 * @param keepPort when others already know the server by its port
 */
export async function launch(cluster: Cluster, keepPort?: number): Promise<number> {
  const { bin, folder, dir, owner, durable, maxConnections, log } = cluster
  const logFile = join(folder, 'pg.log')
  if ((await sizeOf(logFile)) > LOG_BYTES) await rename(logFile, `${logFile}.1`)
  const deadline = performance.now() + START_WITHIN_MS
  let said = ''
  for (let tries = 0; performance.now() < deadline; tries++) {
    const running = await livingServer(dir)
    if (running) {
      if (await answers(running.port, cluster.password)) return running.port
    } else {
      const port = keepPort ?? (await freePort())
      const from = await sizeOf(logFile)
      const out = openSync(logFile, 'a', 0o600)
      const settings = {
        listen_addresses: '127.0.0.1',
        unix_socket_directories: '',
        shared_buffers: '128MB',
        // what is asked for is in memory: looking up a few rows is cheaper than reading a table through
        random_page_cost: '1.1',
        // what churns is vacuumed soon: see the migration that says which tables do
        autovacuum_naptime: '10s',
        max_connections: maxConnections,
        ...(durable ? {} : FOR_AN_HOUR),
      }
      const child = spawn(
        bin.postgres,
        ['-D', dir, '-p', String(port), ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])],
        {
          ...owner,
          cwd: '/',
          detached: true,
          stdio: ['ignore', out, out],
          env: bare(),
        },
      )
      closeSync(out)
      let exited = false
      child.once('exit', () => {
        exited = true
      })
      child.once('error', (error) => {
        exited = true
        said = reason(error)
      })
      child.unref()
      while (!exited && performance.now() < deadline) {
        if (await answers(port, cluster.password)) return port
        await sleep(15)
      }
      const tail = (await readFile(logFile, 'utf8').catch(() => '')).slice(from).trim()
      if (tail) said = tail.split('\n').slice(-3).join(' / ')
      if (exited && !IN_THE_WAY.test(tail)) break
    }
    if (tries === 3) log('上一次的数据库还没有完全退出，稍等……')
    await sleep(Math.min(20 * 2 ** tries, 200))
  }
  throw new Error(
    `内置数据库没有起来（目录 ${dir}）：${/No space left/i.test(said) ? '磁盘已满' : said || '没有回应'}。请检查磁盘空间和目录权限；日志在 ${logFile}。`,
  )
}

const sizeOf = async (file: string) => (await stat(file).catch(() => undefined))?.size ?? 0

/** Whether a server takes a query there. A bare knock comes first, since it costs nothing while nobody listens. */
async function answers(port: number, password: string): Promise<boolean> {
  if (!(await listens(port))) return false
  const sql = postgres({
    host: '127.0.0.1',
    port,
    username: 'postgres',
    password,
    database: 'postgres',
    max: 1,
    connect_timeout: 2,
    onnotice: () => {},
    fetch_types: false,
  })
  try {
    await sql`select 1`
    return true
  } catch {
    return false
  } finally {
    await sql.end({ timeout: 0 })
  }
}

const listens = (port: number) =>
  new Promise<boolean>((done) => {
    const socket = createConnection(port, '127.0.0.1')
    socket
      .once('connect', () => done(true))
      .once('error', () => done(false))
      .once('close', () => done(false))
    socket.once('connect', () => socket.destroy())
  })

const freePort = () =>
  new Promise<number>((done, failed) => {
    const server = createServer()
    server.once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })
