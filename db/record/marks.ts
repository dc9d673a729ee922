/** Which records speak of sensitive matter and are not marked so. */
import { sql } from 'drizzle-orm'
import { lock } from '../engine/locks.ts'
import { anyOf } from '../engine/rows.ts'
import type { Db, Tx } from '../engine/tx.ts'

const UNMARKED = sql`not r.fields @> '{"restricted":true}'`
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Looked at without a lock: whoever reports meanwhile does not wait.
 * @param after the last id looked at.
 * @returns those that speak of one of the words, and the last id looked at; none where there are no more.
 */
export async function sensitiveAmong(
  db: Db,
  words: readonly string[],
  most: number,
  after = FIRST,
): Promise<{ found: string[]; last?: string }> {
  const speaks = sql`exists (select 1 from jsonb_array_elements_text(${JSON.stringify(words)}::jsonb) w where position(w in r.text) > 0 or position(w in r.fields::text) > 0)`
  const slice = await db.execute<{ id: string; speaks: boolean }>(
    sql`select r.id, ${UNMARKED} and ${speaks} speaks from records r where r.id > ${after} order by r.id limit ${most}`,
  )
  const last = slice.length === most ? slice.at(-1)?.id : undefined
  return { found: slice.filter((r) => r.speaks).map((r) => r.id), ...(last ? { last } : {}) }
}

/** Those still unmarked, held, with the message that each was filed from; one process marks at a time. */
export async function unmarkedOf(tx: Tx, ids: readonly string[]): Promise<{ id: string; message: string | null }[]> {
  await lock(tx, 'mark')
  return [
    ...(await tx.execute<{ id: string; message: string | null }>(sql`
      select r.id, r.source_message_ids[1] message from records r
      where ${anyOf(sql`r.id`, ids, 'uuid')} and ${UNMARKED} order by r.id for update`)),
  ]
}
