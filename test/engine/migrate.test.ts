import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as drizzleMigrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { expect, test } from 'vitest'
import { connect } from '#db/engine/client.ts'
import { migrate } from '#db/engine/migrate.ts'
import { SERVICE } from '#db/engine/roles.ts'
import { ofStation } from '#db/engine/station.ts'
import { freshDatabase } from '../world/database.ts'

/** Our migrations up to and with this one, as a station has them that was last updated then. */
async function upTo(url: string, tag: string): Promise<void> {
  const folder = join(await mkdtemp(join(tmpdir(), 'anan-migrations-')), 'migrations')
  await cp('db/migrations', folder, { recursive: true })
  const file = join(folder, 'meta/_journal.json')
  const journal = JSON.parse(await readFile(file, 'utf8')) as { entries: { tag: string }[] }
  journal.entries.splice(journal.entries.findIndex((e) => e.tag === tag) + 1)
  await writeFile(file, JSON.stringify(journal))
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  await drizzleMigrate(drizzle(sql), { migrationsFolder: folder })
  await sql.end()
  await rm(join(folder, '..'), { recursive: true })
}

test('several processes may migrate an empty database at once', async () => {
  const { url, drop } = await freshDatabase('bare')
  await Promise.all([migrate(url), migrate(url), migrate(url)])
  const { sql, close } = connect(url, { max: 1 })
  const [row] = await sql<{ ours: boolean; queue: boolean }[]>`
    select to_regclass('public.outbox') is not null ours, exists (select from pg_namespace where nspname = 'bullmq') queue`
  expect(row).toMatchObject({ ours: true, queue: true })
  await close()
  await drop()
})

test('what a station had not read, or given up on, when it was updated is so still', async () => {
  const { url, drop } = await freshDatabase('bare')
  await upTo(url, '0007_emergency_broadcasts')
  const { sql, close } = connect(url, { max: 1 })
  await sql`insert into inbox (id, channel, event_id, chat_key, event, raw, received_at, read_at, attempts, next_at, parked_at, error) values
    (gen_random_uuid(), 'web', 'read', 'web a', '{}', '', now(), now(), 0, now(), null, null),
    (gen_random_uuid(), 'web', 'parked', 'web a', '{}', '', now(), null, 5, now(), now(), 'no'),
    (gen_random_uuid(), 'web', 'waiting', 'web a', '{}', '', now(), null, 1, now(), null, 'once')`
  await migrate(url)
  expect(
    await sql`select i.event_id, u.chat_key, u.attempts, u.next_at is null parked, u.error from unread u join inbox i on i.id = u.inbox_id and i.seq = u.seq order by u.seq`,
  ).toEqual([
    { event_id: 'parked', chat_key: 'web a', attempts: 5, parked: true, error: 'no' },
    { event_id: 'waiting', chat_key: 'web a', attempts: 1, parked: false, error: 'once' },
  ])
  await close()
  await drop()
})

/** Something in every table that is, whatever it must have. */
async function seeded(sql: postgres.Sql): Promise<void> {
  const [p, v, g, r, w, o] = Array.from({ length: 6 }, (_, i) => `0199aaaa-0000-7000-8000-00000000000${i}`)
  await sql.unsafe(`
    insert into station (name, township, code) values ('石岭镇站', '石岭镇', '350524128000');
    insert into villages (code, name) values ('v1', '石岭村');
    insert into grids (id, village_code, seq, name) values ('${g}', 'v1', 1, '一网格');
    insert into people (id, name, phone) values ('${p}', '张三', '13800000001');
    insert into person_roles (person_id, role, village_code, grid_id) values ('${p}', 'grid_member', 'v1', '${g}');
    insert into groups (id, name, kind) values ('${v}', '工作群', 'village');
    insert into chats (channel, chat, kind, name, group_id) values ('web', 'c', 'group', '工作群', '${v}');
    insert into accounts (channel, account, person_id) values ('web', 'a', '${p}'), ('feishu', 'a', '${p}');
    insert into settings (name, value, updated_at, updated_by) values ('join_minutes', '12', now(), 'x');
    insert into inbox (id, channel, event_id, chat_key, event, raw, received_at) values
      (gen_random_uuid(), 'web', 'e1', 'web c', '{"type":"message","messageId":"m1"}', '', now()), (gen_random_uuid(), 'web', 'e2', 'web c', '{"type":"recall","messageId":"m1"}', '', now());
    insert into unread (chat_key, seq, inbox_id, next_at) select chat_key, seq, id, now() from inbox where event_id = 'e2';
    insert into records (id, no, kind, state, fields, channel, account, text, source_message_ids, reported_at, received_at, updated_at)
      values ('${r}', 'YH-20261124-001', 'hazard_report', 'registered', '{}', 'web', 'a', '消防通道被堵', array['m1', 'm2', 'm1'], now(), now(), now());
    insert into warnings (id, no, state, original, hash, action, villages, policy, requested_by, created_at) values ('${w}', 'YJ-1', 'open', 'x', 'h', 'issue', '{}', '{}', 'x', now());
    insert into obligations (id, warning_id, person_id, role, reach) values (gen_random_uuid(), '${w}', '${p}', 'x', 'ok');
    insert into outbox (id, channel, priority, message, available_at, created_at) values ('${o}', 'web', 1, '{}', now(), now());
    insert into packets (outbox_id, body) values ('${o}', 'x');
    insert into ledger (at, change, actor, data, rules) values (now(), 'x', 'x', '{}', 'x');
    insert into counters (name, n) values ('YH-20261124', 1);
    insert into tokens (id, name, role, hash, created_at) values (gen_random_uuid(), 'x', 'admin', 'h', now());
    insert into web_messages (id, chat, account, body, created_at) values ('w1', 'c', 'a', '{"text":"x","attachments":[{"kind":"image","key":"photo"}]}', now()), ('w2', 'c', null, '{"outbound":{}}', now());
    insert into web_sessions (hash, id, person_id, how, created_at, seen_at, expires_at) values ('h', gen_random_uuid(), '${p}', 'code', now(), now(), now())`)
}

test('what a station had before there could be several is the first one’s: every row, and found as before', async () => {
  const { url: admin, service, drop } = await freshDatabase('bare')
  await upTo(admin, '0021_written_at')
  const before = postgres(admin, { max: 1, onnotice: () => {} })
  await seeded(before)
  const counts = async (sql: postgres.Sql) => {
    const tables = await sql<
      { name: string }[]
    >`select relname name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`
    const rows: Record<string, number> = {}
    for (const { name } of tables) rows[name] = Number((await sql.unsafe(`select count(*) n from ${name}`))[0]!.n)
    return rows
  }
  const had = await counts(before)
  await before.end()
  await migrate(admin, SERVICE)
  // by its own role, which sees nothing but its station's
  const now = connect(service, { max: 1 })
  const has = await counts(now.sql)
  const later = Object.keys(has).filter(
    (table) => !(table in had) && table !== 'record_sources' && table !== 'web_files',
  )
  const empty = Object.fromEntries(later.map((table) => [table, 0]))
  expect(has).toEqual({ ...had, ...empty, record_sources: 2, web_files: 1 })
  expect(await now.sql`select message_id from record_sources order by 1`).toEqual([
    { message_id: 'm1' },
    { message_id: 'm2' },
  ])
  expect(await now.sql`select hash, message_id from web_files`).toEqual([{ hash: 'photo', message_id: 'w1' }])
  expect(await now.sql`select event_id from inbox where recalls = 'm1'`).toEqual([{ event_id: 'e2' }])
  expect(await now.sql`select no from records where words = md5('消防通道被堵')`).toEqual([{ no: 'YH-20261124-001' }])
  // and goes on: numbers after the last, the order of arrival after the last, the same number in another station
  await now.sql`insert into ledger (at, change, actor, data, rules) values (now(), 'y', 'x', '{}', 'x')`
  expect(await now.sql`select seq > 1 later from ledger where change = 'y'`).toEqual([{ later: true }])
  const other = connect(ofStation(service, 2), { max: 1 })
  expect(Object.values(await counts(other.sql)).every((n) => n === 0)).toBe(true)
  await other.sql`insert into counters (name, n) values ('YH-20261124', 7)`
  expect(await now.sql`select n from counters`).toEqual([{ n: 1 }])
  // brought up to date twice is brought up to date
  await migrate(admin, SERVICE)
  await Promise.all([now.close(), other.close()])
  await drop()
})

test('a reminder, and a card to be shown anew, that waited at the update waits alone after it, in every station', async () => {
  const { url: admin, service, drop } = await freshDatabase('bare')
  await upTo(admin, '0024_equipment')
  const stations = [1, 2].map((n) => ofStation(admin, n))
  for (const url of stations) {
    const before = connect(url, { max: 1 })
    await before.sql`insert into deadlines (id, kind, subject_id, due_at, done_at) select gen_random_uuid(), kind, s.id, now(), done
      from gen_random_uuid() s(id), (values ('hazard.remind', null::timestamptz), ('warning.card', null), ('warning.step', null), ('hazard.remind', now())) d(kind, done)`
    await before.close()
  }
  await migrate(admin, SERVICE)
  for (const n of [1, 2]) {
    const now = connect(ofStation(service, n), { max: 1 })
    expect(await now.sql`select kind from deadlines where single and done_at is null order by 1`).toEqual([
      { kind: 'hazard.remind' },
      { kind: 'warning.card' },
    ])
    const twice = now.sql`insert into deadlines (id, kind, subject_id, due_at, single) select gen_random_uuid(), kind, subject_id, due_at, single from deadlines where single`
    await expect(twice).rejects.toThrow('deadlines_single')
    await now.close()
  }
  await drop()
})
