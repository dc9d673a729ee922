/** Forgets what flowed through and need not be kept. The ledger is never touched. */
import { sql } from 'drizzle-orm'
import { anyOf } from '../engine/rows.ts'
import type { Db } from '../engine/tx.ts'
import { EVIDENCE } from '../nouns.ts'
import { inbox } from './tables.ts'

/** When something was last received; null where nothing ever was. */
export async function lastReceived(db: Db): Promise<Date | null> {
  const [row] = await db.select({ at: sql<string | null>`max(${inbox.receivedAt})` }).from(inbox)
  return row?.at ? new Date(row.at) : null
}

/** Raw events, finished messages and spent keys from before a time each. */
export async function pruneFlow(db: Db, before: { raw: Date; outbox: Date; keys: Date }): Promise<void> {
  // the row stays as the dedupe; only the platform's own body goes
  await db.execute(
    sql`update inbox i set raw = '' where received_at < ${before.raw.toISOString()} and raw <> '' and not exists (select 1 from unread u where u.inbox_id = i.id)`,
  )
  // what is evidence of what it is about stays
  await db.execute(
    sql`delete from outbox where state in ('sent','settled') and created_at < ${before.outbox.toISOString()} and (about_kind is null or not ${anyOf(sql`about_kind`, EVIDENCE)})`,
  )
  await db.execute(sql`delete from idempotency where at < ${before.keys.toISOString()}`)
}
