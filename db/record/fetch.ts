/** Photos and files still to be fetched, and how the trying goes. That one is kept, or will not come, is a fact. */
import { sql } from 'drizzle-orm'
import type { Db } from '../engine/tx.ts'
import { attachments } from './tables.ts'

export type AttachmentRow = typeof attachments.$inferSelect

export const toFetch = (db: Db, now: Date, most: number): Promise<AttachmentRow[]> =>
  db
    .select()
    .from(attachments)
    .where(sql`hash is null and error is null and next_at <= ${now.toISOString()}`)
    .orderBy(attachments.createdAt)
    .limit(most)

/** It is fetched at `until`. @param tries where it was tried; left as it was where that was none. */
export const fetchLater = (db: Db, id: string, until: Date, tries?: number) =>
  db.execute(
    sql`update attachments set next_at = ${until.toISOString()}, attempts = coalesce(${tries ?? null}::smallint, attempts) where id = ${id}`,
  )

/** Bytes that the sender of a record has had kept since a time; of what shows a disaster nothing is counted. */
export async function bytesBy(db: Db, recordId: string, since: Date): Promise<number> {
  const [row] = await db.execute<{ bytes: string }>(sql`
    select coalesce(sum(a.size), 0) bytes from records r join records o on o.channel = r.channel and o.account = r.account
      join attachments a on a.record_id = o.id and a.hash is not null and a.created_at > ${since.toISOString()}
    where r.id = ${recordId} and r.kind <> 'disaster_report'`)
  return Number(row?.bytes ?? 0)
}
