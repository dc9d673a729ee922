/** Who took or was shown whole phone numbers: lines of the ledger that no message causes. */
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { record } from '../commit.ts'
import type { Db } from '../engine/tx.ts'
import { ledger } from './tables.ts'

/** Somebody took whole phone numbers out of the station: that is a fact of its own. */
export const recordUnmasked = (db: Db, what: string, actor: string, now: Date, drill: boolean) =>
  record(db, actor, now, async () => [{ type: 'export.unmasked', what, drill }])

/** How far the ledger has come: its last line as it stands. undefined = nothing has happened yet. */
export async function ledgerPosition(db: Db): Promise<LedgerLine | undefined> {
  const [last] = await db.select().from(ledger).orderBy(desc(ledger.seq)).limit(1)
  return last
}
type LedgerLine = typeof ledger.$inferSelect
export const ledgerLine = async (db: Db, seq: number): Promise<LedgerLine | undefined> =>
  (await db.select().from(ledger).where(eq(ledger.seq, seq)))[0]

/** That a pack of evidence was made: whoever holds one can be told whether it is ours and unchanged. */
export const recordPacked = (
  db: Db,
  actor: string,
  now: Date,
  pack: { manifest: string; position: number | null; drill: boolean },
) => record(db, actor, now, async () => [{ type: 'export.packed', ...pack }])

/** When a pack with this manifest was made here. After the line it was made of: what came before is not looked through. */
export async function packedAt(db: Db, manifest: string, position: number | null): Promise<Date | undefined> {
  const [line] = await db
    .select({ at: ledger.at })
    .from(ledger)
    .where(
      and(
        gt(ledger.seq, position ?? 0),
        eq(ledger.change, 'export.packed'),
        eq(sql`${ledger.data}->>'manifest'`, manifest),
      ),
    )
    .limit(1)
  return line?.at
}

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
