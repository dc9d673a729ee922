/** What a lane asks of the outbox costs the same however much waits there. */
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect, type Database } from '#db/engine/client.ts'
import type { Db } from '#db/engine/tx.ts'
import { claim } from '#db/flow/claim.ts'
import { settle } from '#db/flow/settle.ts'
import { freshDatabase } from '../world/database.ts'

let fresh: Awaited<ReturnType<typeof freshDatabase>>
let database: Database
beforeEach(async () => {
  fresh = await freshDatabase()
  database = connect(fresh.service, { max: 1 })
  await database.sql`
    insert into outbox (id, channel, chat, priority, message, available_at, created_at)
    select gen_random_uuid(), 'feishu', 'oc_' || i, 0, jsonb_build_object('text', '第' || i / 3 || '条' || repeat('请转移。', 60)), now(), now() from generate_series(1, 5000) i`
})
afterEach(async () => {
  await database.close()
  await fresh.drop()
})

/** Rows of the outbox that were looked at, by whatever way. */
async function looked(work: (db: Db) => Promise<unknown>): Promise<number> {
  return database.db.transaction(async (tx) => {
    await work(tx as unknown as Db)
    const [row] = await tx.execute<{ n: string }>(
      sql`select seq_tup_read + idx_tup_fetch n from pg_stat_xact_user_tables where relname = 'outbox'`,
    )
    return Number(row!.n)
  })
}

test('a claim and a settlement of fifty look at some hundred rows, with five thousand owed at the very same moment', async () => {
  let rows: Awaited<ReturnType<typeof claim>> = []
  expect(
    await looked(async (db) => {
      rows = await claim(db, 'feishu', 50, 3, new Date(), [])
    }),
  ).toBeLessThan(250)
  expect(rows).toHaveLength(50)
  const sent = rows.map((r) => ({
    id: r.id,
    attempts: r.attempts,
    state: 'sent' as const,
    provider_id: `om_${r.id}`,
    reason: null,
    available_at: null,
    slot: null,
    channel: 'feishu',
    address: r.chat,
  }))
  expect(await looked((db) => settle(db, sent, new Date()))).toBeLessThan(250)
  const [left] = await database.sql<{ sent: number }[]>`select count(*)::int sent from outbox where state = 'sent'`
  expect(left).toEqual({ sent: 50 })
})

test('each claimed row has its own message, also where neighbours say the same', async () => {
  const rows = await claim(database.db, 'feishu', 200, 3, new Date(), [])
  const said = await database.sql<
    { id: string; message: object }[]
  >`select id, message from outbox where state = 'leased'`
  const wanted = new Map(said.map((r) => [r.id, r.message]))
  expect(rows).toHaveLength(200)
  for (const row of rows) expect(JSON.parse(row.message)).toEqual(wanted.get(row.id))
})
