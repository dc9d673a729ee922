import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../world/database.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let sql: postgres.Sql
beforeAll(async () => {
  database = await freshDatabase('empty')
  sql = postgres(database.url, { max: 1, onnotice: () => {} })
  await sql`insert into ledger (at, change, actor, data, rules) values (now(), 'record.filed', 'anan', '{}', 'test')`
})
afterAll(async () => {
  await sql.end()
  await database.drop()
})

test.each([
  ['changed', 'update ledger set actor = null'],
  ['changed by a word', `update ledger set actor = 'somebody else'`],
  ['deleted', 'delete from ledger'],
  ['emptied', 'truncate ledger'],
])('a line of the ledger cannot be %s', async (_how, statement) => {
  await expect(sql.unsafe(statement)).rejects.toThrow(/append-only|null value/)
  expect(await sql`select actor from ledger`).toEqual([{ actor: 'anan' }])
})
