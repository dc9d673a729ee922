/** That a sign-in was used, kept to the minute. */
import { sql } from 'drizzle-orm'
import type { Db } from '../engine/tx.ts'

export const sessionUsed = (db: Db, hash: string, now: Date) =>
  db.execute(sql`update web_sessions set seen_at = ${now.toISOString()} where hash = ${hash}`)
