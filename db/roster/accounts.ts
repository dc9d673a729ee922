/** Accounts that are or were bound to somebody: a page of them, and those a revocation is about. */
import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Page } from '../engine/page.ts'
import type { Db, Tx } from '../engine/tx.ts'
import { accounts } from './tables.ts'

const since = sql<Date>`coalesce(${accounts.boundAt}, 'epoch'::timestamptz)`
/** Stands for the account where its id must not be seen. */
const mark = sql<string>`md5(${accounts.channel} || ' ' || ${accounts.account})`

/** The last bound first. @param page its cursor is `ISO time~mark`. */
export function listAccounts(db: Db, f: { personId?: string; revoked?: boolean }, page: Page) {
  const [at, last] = page.cursor?.split('~') ?? []
  return db
    .select({
      channel: accounts.channel,
      account: accounts.account,
      personId: accounts.personId,
      name: accounts.name,
      how: accounts.how,
      boundAt: accounts.boundAt,
      revokedAt: accounts.revokedAt,
      mark,
    })
    .from(accounts)
    .where(
      and(
        isNotNull(accounts.personId),
        f.personId ? eq(accounts.personId, f.personId) : undefined,
        f.revoked === undefined ? undefined : f.revoked ? isNotNull(accounts.revokedAt) : isNull(accounts.revokedAt),
        at && last ? sql`(${since}, ${mark}) < (${at}::timestamptz, ${last})` : undefined,
      ),
    )
    .orderBy(desc(since), desc(mark))
    .limit(page.limit + 1)
}

/** One account, or all of a person's, revoked ones too, held until the transaction ends. */
export const bindingsOf = (tx: Tx, of: { personId: string } | { channel: string; account: string }) =>
  tx
    .select()
    .from(accounts)
    .where(
      'personId' in of
        ? eq(accounts.personId, of.personId)
        : and(eq(accounts.channel, of.channel), eq(accounts.account, of.account), isNotNull(accounts.personId)),
    )
    .orderBy(accounts.channel, accounts.account)
    .for('update')
