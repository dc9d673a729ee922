import { sql } from 'drizzle-orm'
import { after, type Times } from '../times.ts'

/** No try puts the fetching of a photo off for longer than this. */
const FURTHEST_S = 900

export const RECORD_TIMES: Times = {
  moved: (tx, by) => [
    tx.execute(sql`update attachments set next_at = next_at + ${by} where hash is null and error is null`),
  ],
  clamped: (db, at) => [
    db.execute(
      sql`update attachments set next_at = ${at} where hash is null and error is null and next_at > ${after(at, FURTHEST_S)}`,
    ),
  ],
}
