/** Who took or was shown whole phone numbers: lines of the ledger that no message causes. */
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { record } from '../commit.ts'
import type { Db } from '../engine/tx.ts'
import { ledger } from './tables.ts'

/** Somebody took whole phone numbers out of the station: that is a fact of its own. */
export const recordUnmasked = (db: Db, what: string, actor: string, now: Date, drill: boolean) =>
  record(db, actor, now, async () => [{ type: 'export.unmasked', what, drill }])

const AGAIN_MS = 3600_000

/** Whole numbers were shown to somebody: a line an hour for each reader and subject (of no id = a list), not one a look. */
export async function noteShown(
  db: Db,
  {
    what,
    subject,
    actor,
    now,
  }: { what: string; subject: { id: string | null; of?: string }; actor: string; now: Date },
): Promise<void> {
  const [lately] = await db
    .select({ seq: ledger.seq })
    .from(ledger)
    .where(
      and(
        subject.id ? eq(ledger.subjectId, subject.id) : isNull(ledger.subjectId),
        eq(ledger.change, 'phones.shown'),
        eq(sql`${ledger.data}->>'what'`, what),
        eq(ledger.actor, actor),
        gt(ledger.at, new Date(now.getTime() - AGAIN_MS)),
      ),
    )
    .limit(1)
  if (lately) return
  await record(db, actor, now, async () => [{ type: 'phones.shown', what, subject }])
}
