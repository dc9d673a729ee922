/** An embedded station as the service itself: what its own role, its database server and its folders let nobody do. */
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { livingServer } from '#db/engine/cluster/platform.ts'
import { startEmbedded } from '#db/engine/embedded.ts'
import { migrate } from '#db/engine/migrate.ts'
import { openDatabase } from '#db/engine/open.ts'
import { ofStation } from '#db/engine/station.ts'
import { loadConfig } from '#src/config.ts'
import { startService } from '#src/service.ts'

const log = { info() {}, warn() {}, error() {}, debug() {} }
let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'anan-closed-'))
  await chmod(dir, 0o755)
})
afterAll(() => rm(dir, { recursive: true, force: true }))

const modeOf = async (...path: string[]) => ((await stat(join(dir, ...path))).mode & 0o777).toString(8)
const others = async (...path: string[]) => (await stat(join(dir, ...path))).mode & 0o007

test('a station of before: its tables go to another role, its folders are closed, and its ledger can be changed by nobody who serves', async () => {
  // as it was left: everything owned by the superuser, folders open, a photo for anybody to read
  const data = join(dir, 'data')
  const old = await startEmbedded({ dataDir: data, durable: false })
  await migrate(old.admin)
  const before = postgres(ofStation(old.admin, 1), { max: 1, onnotice: () => {} })
  await before`insert into ledger (at, change, actor, data, rules) values (now(), 'record.filed', 'anan', '{}', 'test')`
  await before.end()
  await old.stop()
  await mkdir(join(data, 'media', 'ab'), { recursive: true, mode: 0o755 })
  await writeFile(join(data, 'media', 'ab', 'abcd'), 'a photo', { mode: 0o644 })
  for (const folder of ['', 'media', 'media/ab']) await chmod(join(data, folder), 0o755)

  process.env.FEISHU_APP_SECRET_OF_TEST = 'secret-that-nobody-may-see'
  const service = await startService(
    loadConfig({
      PORT: '0',
      DATA_DIR: data,
      ANAN_DEMO: '1',
      LOG_LEVEL: 'silent',
      ANAN_TOKEN: 'closed-token-of-more-than-24-chars',
    }),
    log as never,
  )
  try {
    const url = service.runtime.database.url
    const mine = postgres(url, { max: 1, onnotice: () => {} })
    const [who] =
      await mine`select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls from pg_roles where rolname = current_user`
    expect(who).toEqual({ rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolbypassrls: false })
    for (const statement of [
      `copy (select 1) to program 'true'`,
      `copy ledger to '/tmp/ledger'`,
      `select pg_read_file('/etc/passwd')`,
      `create table mine (n int)`,
      `create schema mine`,
      `alter table ledger disable trigger all`,
      `drop trigger ledger_append_only on ledger`,
      `create or replace function ledger_refuses() returns trigger language plpgsql as $$ begin return old; end $$`,
      `set session_replication_role = replica`,
      `update ledger set actor = 'somebody else'`,
      `delete from ledger`,
      `truncate ledger`,
      `drop table ledger`,
      `select setval('ledger_seq_seq', 1)`,
      `set role anan_owner`,
      `alter role anan superuser`,
    ])
      await expect(mine.unsafe(statement), statement).rejects.toThrow(/permission denied|must be|cannot/i)
    expect(await mine`select actor from ledger order by seq limit 1`).toEqual([{ actor: 'anan' }])
    await mine.end()

    // it works all the same
    const made = await fetch(`${service.url}/api/v1/people?limit=1`, {
      headers: { authorization: 'Bearer closed-token-of-more-than-24-chars' },
    })
    expect(made.status).toBe(200)

    const server = (await livingServer(join(data, 'pg')))!
    expect(await readFile(`/proc/${server.pid}/environ`, 'utf8').catch(() => '')).not.toContain('secret-that-nobody')
    expect(await others('data')).toBe(0)
    expect(await modeOf('data', 'media')).toBe('700')
    await expect.poll(() => modeOf('data', 'media', 'ab', 'abcd')).toBe('600')
    await expect.poll(() => modeOf('data', 'media', 'ab')).toBe('700')
    expect(await modeOf('data', 'pg')).toBe('700')
    expect(await modeOf('data', 'pg.password')).toBe('600')
    expect(await modeOf('data', 'pg.log')).toBe('600')
  } finally {
    delete process.env.FEISHU_APP_SECRET_OF_TEST
    await service.stop()
  }
}, 120_000)

test('a database that somebody else keeps: an owner of its own migrates and grants; without one it is said what that leaves open', async () => {
  const server = await startEmbedded({ dataDir: join(dir, 'given'), durable: false })
  try {
    const admin = postgres(server.admin, { max: 1, onnotice: () => {} })
    await admin.unsafe(`create role station login password 'station'; create role keeper login password 'keeper'`)
    await admin.unsafe('create database station owner keeper')
    await admin.end()
    const as = (role: string) =>
      server.admin.replace(/\/\/[^@]+@/, `//${role}:${role}@`).replace(/\/postgres$/, '/station')
    const secret = (value: string) => ({ reveal: () => value })
    const said: string[] = []
    const open = await openDatabase(
      {
        databaseUrl: secret(as('station')),
        databaseOwnerUrl: secret(as('keeper')),
        dataDir: join(dir, 'given'),
        stationId: 1,
      },
      (m) => said.push(m),
    )
    expect(open.url).toBe(ofStation(as('station'), 1))
    expect(said.join()).not.toContain('DATABASE_OWNER_URL')
    const mine = postgres(open.url, { max: 1, onnotice: () => {} })
    await mine`insert into ledger (at, change, actor, data, rules) values (now(), 'record.filed', 'anan', '{}', 'test')`
    await expect(mine.unsafe('alter table ledger disable trigger all')).rejects.toThrow(/must be owner/)
    await mine.end()

    await openDatabase({ databaseUrl: secret(as('keeper')), dataDir: join(dir, 'given'), stationId: 1 }, (m) =>
      said.push(m),
    )
    expect(said.join()).toMatch(/台账.*DATABASE_OWNER_URL/)
  } finally {
    await server.stop()
  }
}, 120_000)
