/** Forgets what need not be kept: raw events after their retention, finished messages, spent keys. The ledger is never touched. */
import { sql } from 'drizzle-orm'
import type { Db } from '#db/tx.ts'
import type { Settings } from '#domain/settings.ts'

export async function prune(db: Db, { raw_days, outbox_days }: Settings['retention'], now: Date): Promise<void> {
  const ago = (days: number) => new Date(now.getTime() - days * 24 * 3600_000).toISOString()
  // the row stays as the dedupe; only the platform's own body goes
  await db.execute(
    sql`update inbox i set raw = '' where received_at < ${ago(raw_days)} and raw <> '' and not exists (select 1 from unread u where u.inbox_id = i.id)`,
  )
  // what was said about a warning is its evidence and stays
  await db.execute(
    sql`delete from outbox where state in ('sent','settled') and created_at < ${ago(outbox_days)} and about_kind is distinct from 'warning'`,
  )
  await db.execute(sql`delete from idempotency where at < ${ago(2)}`)
  await db.execute(sql`delete from code_tries where at < ${ago(1)}`)
  await db.execute(sql`delete from bind_codes where expires_at < ${ago(30)}`)
  await db.execute(sql`delete from web_sessions where expires_at < ${ago(1)}`)
}
