/** Writes what is everybody's: when to look again, who opened what, who may ask by which token. */

import { sql } from 'drizzle-orm'
import type { AnyFact, DeadlineFact, KernelFact } from '#domain/kernel/fact.ts'
import type { Change, ChangeOf, DeadlineKind } from '#domain/nouns.ts'
import { anyOf, insertRows } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'
import { LEDGER_ONLY, TOGETHER, type Writers, writeEach } from '../fact.ts'
import { writeDeadlines } from './deadlines.ts'
import { tokens } from './tables.ts'

export async function writeKernel(tx: Tx, facts: readonly AnyFact[], now: Date): Promise<void> {
  await writeDeadlines(tx, facts as Change[], now)
  await writeEach(WRITERS, tx, facts, now)
}

const WRITERS: Writers<KernelFact | DeadlineFact<DeadlineKind>> = {
  'phones.shown': LEDGER_ONLY,
  'export.unmasked': LEDGER_ONLY,
  'export.packed': LEDGER_ONLY,
  'deadline.set': TOGETHER,
  'deadlines.cleared': TOGETHER,
  // first of all, by whatever waits for a time: `db/clock.ts`
  'clock.moved': TOGETHER,
  // by the one writer itself
  'message.owed': TOGETHER,
  'message.read': (tx, c) => readBy(tx, c),
  'token.made': (tx, { type: _, ...made }, now) => insertRows(tx, tokens, [{ ...made, createdAt: now }]),
  'token.revoked': (tx, c, now) =>
    tx.execute(sql`update tokens set revoked_at = ${now.toISOString()} where id = ${c.id} and revoked_at is null`),
}

/** Only what speaks of something is kept: nobody needs to know who opened a line of chat. */
const readBy = (tx: Tx, c: ChangeOf<'message.read'>) =>
  tx.execute(sql`insert into receipts (channel, provider_id, account, read_at)
    select o.channel, o.provider_id, ${c.account}, ${c.at.toISOString()} from outbox o
    where o.channel = ${c.channel} and ${anyOf(sql`o.provider_id`, c.messageIds)} and o.about_id is not null on conflict do nothing`)
