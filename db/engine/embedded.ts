/**
 * The database a station needs no administrator for: PostgreSQL 18 from npm, its cluster under DATA_DIR/pg.
 *
 * The server runs apart from Node and is shared by all processes on one folder. Each of them is a tenant: it holds a shared
 * advisory lock on a connection of its own as long as it lives. The last tenant to leave stops the server. A tenant that dies
 * leaves it running and the next one adopts it; a server that dies is started again, on the same port, by its tenants.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { binaries, livingServer, ownerOf, passwordOf } from './cluster/platform.ts'
import { type Cluster, initialise, launch } from './cluster/server.ts'
import { LOCKS } from './locks.ts'
import { makeRoles, OWNER, passwordFor, SERVICE } from './roles.ts'

export interface Embedded {
  /** The service's own role: rows only, and of the ledger only reading and adding. */
  url: string
  /** Whoever holds the tables and migrates. */
  owner: string
  /** The superuser: for tests and for what only it can do. */
  admin: string
  /** What was found: no cluster yet, a stopped one, or a running server. */
  how: 'created' | 'started' | 'adopted'
  /** Leaves; the server ends with its last tenant. */
  stop(): Promise<void>
}

interface Options {
  dataDir: string
  log?: (message: string) => void
  /** Off only in tests, where a lost cluster costs nothing. */
  durable?: boolean
  maxConnections?: number
}

/** @throws with a sentence for the person who started the service: which folder, what is wrong, what to do. */
export async function startEmbedded({
  dataDir,
  log = () => {},
  durable = true,
  maxConnections = 100,
}: Options): Promise<Embedded> {
  const bin = await binaries()
  const { folder, owner } = await ownerOf(dataDir, bin.postgres, log)
  const cluster: Cluster = {
    bin,
    folder,
    dir: `${folder}/pg`,
    owner,
    password: await passwordOf(folder),
    durable,
    maxConnections,
    log,
  }
  let how: Embedded['how'] = (await initialise(cluster)) ? 'created' : 'adopted'
  let stopping = false
  let leaving: Promise<void> | undefined

  /** The server is there, started if need be, and this process is counted in. */
  async function moveIn(keepPort?: number): Promise<{ port: number; tenant: postgres.Sql }> {
    for (let tries = 0; ; tries++) {
      const running = await livingServer(cluster.dir)
      if (!running && how === 'adopted') how = 'started'
      const port = await launch(cluster, keepPort)
      const tenant = postgres(urlOf(port, cluster.password), { ...LONE, onclose: () => void revive(port) })
      try {
        // waits behind the last tenant who is just switching off; then this connection ends and we start the server anew
        await tenant`select pg_advisory_lock_shared(${LOCKS.tenants}, 0)`
        await makeRoles(tenant, cluster.password)
        return { port, tenant }
      } catch (error) {
        await tenant.end({ timeout: 0 })
        if (tries >= 20) throw error
        await sleep(50)
      }
    }
  }

  let reviving: Promise<void> | undefined
  function revive(port: number): void {
    if (stopping || !home || reviving) return
    log('数据库进程意外退出，正在重新启动……')
    reviving = (async () => {
      const old = home.tenant
      while (!stopping) {
        try {
          home = await moveIn(port)
          void old.end({ timeout: 0 })
          return
        } catch (error) {
          log(error instanceof Error ? error.message : String(error))
          await sleep(1_000)
        }
      }
    })().finally(() => {
      reviving = undefined
    })
  }

  let home: { port: number; tenant: postgres.Sql } | undefined
  home = await moveIn()
  const { port } = home
  const as = (role: string) => urlOf(port, passwordFor(role, cluster.password), role)
  return {
    url: as(SERVICE),
    owner: as(OWNER),
    admin: urlOf(port, cluster.password),
    how,
    stop() {
      stopping = true
      leaving ??= Promise.resolve(reviving).then(() => leave(cluster.dir, home!.tenant))
      return leaving
    },
  }
}

const LONE = {
  max: 1,
  connect_timeout: 5,
  idle_timeout: 0,
  max_lifetime: null,
  fetch_types: false,
  onnotice: () => {},
} as const

async function leave(dir: string, tenant: postgres.Sql): Promise<void> {
  try {
    // the second look settles the case of two tenants leaving at the same moment
    let last = await alone(tenant)
    if (!last) {
      await tenant`select pg_advisory_unlock_shared(${LOCKS.tenants}, 0)`
      last = await alone(tenant)
    }
    const server = last ? await livingServer(dir) : undefined
    if (!server) return
    process.kill(server.pid, 'SIGINT') // fast shutdown: roll back, checkpoint, exit
    for (let i = 0; i < 1_000 && (await livingServer(dir)); i++) await sleep(10)
  } catch {
    // a server already gone needs no stopping
  } finally {
    await tenant.end({ timeout: 0 })
  }
}

async function alone(tenant: postgres.Sql): Promise<boolean> {
  const [row] = await tenant<{ last: boolean }[]>`select pg_try_advisory_lock(${LOCKS.tenants}, 0) last`
  return row!.last
}

const urlOf = (port: number, password: string, role = 'postgres') =>
  `postgres://${role}:${password}@127.0.0.1:${port}/postgres`
