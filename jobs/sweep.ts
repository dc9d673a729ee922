/** Finds what a dead process or a wiped queue left behind: unread messages and owed ones. Rows own the truth. */
import { sql } from 'drizzle-orm'
import type { Db } from '#db/engine/tx.ts'
import { UNSENT } from '#db/flow/outbox.ts'

export interface Backlog {
  /** Chats with a message that waited longer than a moment. */
  chatKeys: string[]
  /** Channels with due messages. */
  channels: string[]
}

const LEFT_BEHIND_MS = 2_000

export async function sweep(db: Db, now: Date): Promise<Backlog> {
  const before = new Date(now.getTime() - LEFT_BEHIND_MS).toISOString()
  const [unread, due] = await Promise.all([
    db.execute<{ chat_key: string }>(
      // a row whose first try is still to come or under way is due since it came: it is left to the process that received it for a moment
      sql`select distinct chat_key from unread where next_at < case when error is null then ${before}::timestamptz else ${now.toISOString()}::timestamptz end limit 1000`,
    ),
    db.execute<{ channel: string }>(
      sql`select distinct channel from outbox where state = 'queued' and available_at <= ${now.toISOString()}`,
    ),
  ])
  return { chatKeys: [...unread].map((r) => r.chat_key), channels: [...due].map((r) => r.channel) }
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
