/** Forgets codes and sign-ins that are over. What became of them stands in the ledger. */
import { sql } from 'drizzle-orm'
import type { Db } from '../engine/tx.ts'

export async function pruneDoors(db: Db, before: { tries: Date; codes: Date; sessions: Date }): Promise<void> {
  await db.execute(sql`delete from code_tries where at < ${before.tries.toISOString()}`)
  await db.execute(sql`delete from bind_codes where expires_at < ${before.codes.toISOString()}`)
  await db.execute(sql`delete from web_sessions where expires_at < ${before.sessions.toISOString()}`)
}
