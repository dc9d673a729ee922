import { sql } from 'drizzle-orm'
import type { Times } from '../times.ts'

export const BROADCAST_TIMES: Times = {
  moved: (tx, by) => [
    tx.execute(
      sql`update links set checked_at = checked_at + ${by}, last_ok_at = last_ok_at + ${by}, lost_at = lost_at + ${by}, heard_at = heard_at + ${by}`,
    ),
  ],
}
