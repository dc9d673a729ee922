/** A full disk: the station says that it is not ready, refuses what it cannot keep, and forgets nothing that it took. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Channel } from '#bots/channel.ts'
import { connect } from '#db/engine/client.ts'
import { fetchMedia } from '#jobs/media.ts'
import { createDisk } from '#src/disk.ts'
import { createReceiver } from '#src/receive.ts'
import { freshDatabase } from '../world/database.ts'
import { createWorld, recordingChannel, type World } from '../world/world.ts'

let w: World
let dir: string
beforeAll(async () => {
  w = await createWorld()
  dir = await mkdtemp(join(tmpdir(), 'anan-disk-'))
})
afterAll(async () => {
  await w.close()
  await rm(dir, { recursive: true, force: true })
})

const MB = 1024 * 1024
const space = (free: number) => async () => ({ bavail: free / 4096, bsize: 4096 })

test('the folder has room, or has none; a database that has none is full until it takes a row again', async () => {
  expect(await createDisk(dir, space(500 * MB)).ok()).toBe(true)
  expect(await createDisk(dir, space(20 * MB)).ok()).toBe(false)
  expect(await createDisk(join(dir, 'not there')).ok()).toBe(false)
  const disk = createDisk(dir, space(500 * MB))
  disk.stored(Object.assign(new Error('could not extend file'), { code: '53100' }))
  expect(await disk.ok()).toBe(false)
  disk.stored()
  expect(await disk.ok()).toBe(true)
})

test('what the database has no room for is refused to whoever brought it, and told to whoever watches', async () => {
  const own = await freshDatabase('demo')
  const admin = connect(own.url, { max: 1 })
  const service = connect(own.service, { max: 2 })
  await admin.sql.unsafe(`create function full_disk() returns trigger language plpgsql as $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$;
    create trigger full_disk before insert on inbox for each row execute function full_disk()`)
  const disk = createDisk(dir, space(500 * MB))
  const receive = createReceiver(
    service.db,
    () => crypto.randomUUID(),
    () => new Date(),
    () => {},
    disk.stored,
  )
  const event = {
    type: 'chat.left',
    channel: 'web',
    eventId: 'e1',
    at: new Date().toISOString(),
    chat: { id: 'c', kind: 'group' },
  }
  const received = [{ event, raw: '' }] as never
  await expect(receive(received)).rejects.toThrow()
  expect(await disk.ok()).toBe(false)
  await admin.sql.unsafe('drop trigger full_disk on inbox')
  await receive(received)
  expect(await disk.ok()).toBe(true)
  await Promise.all([admin.close(), service.close()])
  await own.drop()
})

test('a photo that the disk has no room for is fetched when it has, however long that takes', async () => {
  const member = w.person('grid_member', '石岭村')
  await w.says(member, w.groupOf('石岭村'), '', { attachments: [{ kind: 'image', key: 'full' }] })
  const look: NonNullable<Channel['look']> = {
    media: async () => ({ bytes: Buffer.alloc(64, 'x'), type: 'image/jpeg' }),
    accounts: async () => new Map<string, string>(),
    members: async () => [],
  }
  const channels = new Map([['web', { ...recordingChannel().channel, look }]])
  const fetchInto = (mediaDir: string) =>
    fetchMedia({ db: w.db, channels, mediaDir, now: w.clock.now, log: { warn() {} } })
  // a place where no file can be made, as on a disk that takes nothing
  await writeFile(join(dir, 'a-file'), '')
  for (let i = 0; i < 12; i++) {
    await fetchInto(join(dir, 'a-file', 'media'))
    w.clock.forward(30)
  }
  await fetchInto(dir)
  const [row] = await w.db.execute<{ hash: string | null; error: string | null }>(
    sql`select hash, error from attachments where key = 'full'`,
  )
  expect(row).toMatchObject({ error: null })
  expect(row!.hash).toMatch(/^[0-9a-f]{64}$/)
})
