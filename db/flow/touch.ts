/** That a key was used, kept to the minute. */
import { sql } from 'drizzle-orm'
import type { Db } from '../engine/tx.ts'

export const tokenUsed = (db: Db, id: string, now: Date) =>
  db.execute(sql`update tokens set last_used_at = ${now.toISOString()} where id = ${id}`)
