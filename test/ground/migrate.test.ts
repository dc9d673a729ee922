import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { expect, inject, test } from 'vitest'
import { connect } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'

test('several processes may migrate an empty database at once', async () => {
  const name = `t_${randomBytes(6).toString('hex')}`
  const admin = postgres(inject('databaseServer'), { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name}`)
  const url = inject('databaseServer').replace(/\/postgres$/, `/${name}`)
  await Promise.all([migrate(url), migrate(url), migrate(url)])
  const { sql, close } = connect(url, { max: 1 })
  const [row] = await sql<{ ours: boolean; queue: boolean }[]>`
    select to_regclass('public.outbox') is not null ours, exists (select from pg_namespace where nspname = 'bullmq') queue`
  expect(row).toMatchObject({ ours: true, queue: true })
  await close()
  await admin.unsafe(`drop database ${name} with (force)`)
  await admin.end()
})
