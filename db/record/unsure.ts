/** Messages that were not understood for sure, as the second reader looks for them. */
import { sql } from 'drizzle-orm'
import type { Db } from '../engine/tx.ts'
import { openStates } from './states.ts'

/** Longer than this a message waits for people alone. */
const LOOKED_AT_MS = 10 * 60_000

/** Open ones of the last ten minutes that it has said nothing of, the oldest first; nothing that is sensitive leaves the station. */
export const unsureUnasked = async (db: Db, now: Date): Promise<{ id: string; text: string }[]> => [
  ...(await db.execute<{ id: string; text: string }>(sql`
    select id, text from records where kind = 'unsure' and state in ${openStates('unsure')} and received_at > ${new Date(now.getTime() - LOOKED_AT_MS).toISOString()}
      and not fields ? 'second' and not fields ? 'restricted' order by id`)),
]
