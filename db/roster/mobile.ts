/** Who is still to be found by mobile number, and who holds what was found. */
import { sql } from 'drizzle-orm'
import { anyOf } from '../engine/rows.ts'
import type { Db } from '../engine/tx.ts'

/** Found by a number that is no longer the person's. */
const STALE = sql`a.how = 'mobile' and a.revoked_at is null and a.bound_at < p.phone_at`

/** People in service who have no account on a channel, or whose number has changed since theirs was found by it. */
export const unbound = async (db: Db, channel: string) => [
  ...(await db.execute<{ id: string; phone: string; stale: string[] }>(sql`
    select p.id, p.phone, array(select a.account from accounts a where a.channel = ${channel} and a.person_id = p.id and ${STALE}) stale
    from people p where p.active and p.phone is not null
      and not exists (select 1 from accounts a where a.channel = ${channel} and a.person_id = p.id and not coalesce(${STALE}, false)) order by p.id`)),
]

/** Who in service holds each account, by a binding that still stands. */
export const holdersOf = async (db: Db, channel: string, accounts: string[]): Promise<Map<string, string>> =>
  new Map(
    [
      ...(await db.execute<{ account: string; id: string }>(sql`
        select a.account, p.id from accounts a join people p on p.id = a.person_id
        where a.channel = ${channel} and ${anyOf(sql`a.account`, accounts, 'text')} and a.revoked_at is null and p.active and not coalesce(${STALE}, false)`)),
    ].map((r) => [r.account, r.id]),
  )
