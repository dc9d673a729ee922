/** Reads what flowed through for pages: newest first by keyset, as far as some eyes see what it is about. */
import { and, desc, eq, lt } from 'drizzle-orm'
import type { Sight } from '#domain/kernel/access.ts'
import { more, type Page } from '../engine/page.ts'
import type { Db } from '../engine/tx.ts'
import { aboutSeen } from '../nouns.ts'
import { ledger, outbox } from './tables.ts'

/** Everything the ledger says about one subject, oldest first. */
export const historyOf = (db: Db, subjectId: string) =>
  db.select().from(ledger).where(eq(ledger.subjectId, subjectId)).orderBy(ledger.seq)

export const listOutbox = (db: Db, f: { state?: string; channel?: string }, sight: Sight, page: Page) =>
  db
    .select()
    .from(outbox)
    .where(
      and(
        aboutSeen(sight, outbox.aboutId),
        page.cursor ? lt(outbox.id, page.cursor) : undefined,
        f.state ? eq(outbox.state, f.state as 'sent') : undefined,
        f.channel ? eq(outbox.channel, f.channel) : undefined,
      ),
    )
    .orderBy(desc(outbox.id))
    .limit(more(page))

export const listLedger = (db: Db, f: { subjectId?: string; change?: string }, sight: Sight, page: Page) =>
  db
    .select()
    .from(ledger)
    .where(
      and(
        aboutSeen(sight, ledger.subjectId),
        page.cursor ? lt(ledger.seq, Number(page.cursor)) : undefined,
        f.subjectId ? eq(ledger.subjectId, f.subjectId) : undefined,
        f.change ? eq(ledger.change, f.change) : undefined,
      ),
    )
    .orderBy(desc(ledger.seq))
    .limit(more(page))
