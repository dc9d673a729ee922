import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as drizzleMigrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { expect, test } from 'vitest'
import { connect } from '#db/engine/client.ts'
import { migrate } from '#db/engine/migrate.ts'
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
