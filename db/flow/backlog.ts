/** What waits: unread messages and owed ones that whoever should have seen to them left behind. */
import { sql } from 'drizzle-orm'
import type { Db, Tx } from '../engine/tx.ts'
import { UNSENT } from './outbox.ts'

/**
 * Chats with a message to be read. A row whose first try is still to come or under way is due since it came: it is left to the
 * process that received it until `before`.
 */
export async function chatsUnread(db: Db, now: Date, before: Date): Promise<string[]> {
  const rows = await db.execute<{ chat_key: string }>(
    sql`select distinct chat_key from unread where next_at < case when error is null then ${before.toISOString()}::timestamptz else ${now.toISOString()}::timestamptz end limit 1000`,
  )
  return [...rows].map((r) => r.chat_key)
}

/** When the longest-waiting message was owed; one that waits for its own later time is not waiting. */
export async function oldestUnsent(tx: Db | Tx, now: Date): Promise<Date | null> {
  const [row] = await tx.execute<{ at: string | null }>(
    sql`select min(created_at) at from outbox where ${UNSENT} and (available_at <= ${now.toISOString()} or attempts > 0)`,
  )
  return row?.at ? new Date(row.at) : null
}

/** Channels with due messages. */
export async function channelsDue(db: Db, now: Date): Promise<string[]> {
  const rows = await db.execute<{ channel: string }>(
    sql`select distinct channel from outbox where state = 'queued' and available_at <= ${now.toISOString()}`,
  )
  return [...rows].map((r) => r.channel)
}

/** Ages in seconds of the oldest unread and the oldest due unsent row, and what was given up on; null = nothing waits. */
export async function backlogAges(
  db: Db,
  now: Date,
): Promise<{ unread_s: number | null; unsent_s: number | null; dead_letters: number; undelivered: number }> {
  const at = now.toISOString()
  const [row] = await db.execute<Record<string, string | null>>(sql`select
    (select extract(epoch from ${at}::timestamptz - min(i.received_at)) from unread u join inbox i on i.id = u.inbox_id where u.next_at is not null) unread,
    (select extract(epoch from ${at}::timestamptz - min(available_at)) from outbox where ${UNSENT} and available_at <= ${at}) unsent,
    (select count(*) from unread where next_at is null) dead_letters,
    (select count(*) from outbox where state in ('refused','unknown')) undelivered`)
  const age = (v: string | null | undefined) =>
    v === null || v === undefined ? null : Math.max(0, Math.round(Number(v)))
  return {
    unread_s: age(row?.unread),
    unsent_s: age(row?.unsent),
    dead_letters: Number(row?.dead_letters ?? 0),
    undelivered: Number(row?.undelivered ?? 0),
  }
}
