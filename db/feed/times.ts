import { sql } from 'drizzle-orm'
import type { Times } from '../times.ts'

export const FEED_TIMES: Times = {
  moved: (tx, by) => [
    tx.execute(
      sql`update feeds set checked_at = checked_at + ${by}, ok_at = ok_at + ${by}, failing_since = failing_since + ${by}, told_at = told_at + ${by}`,
    ),
  ],
}
