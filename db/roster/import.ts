/** An import of the roster, as it was planned: looked at under a lock, then one fact with whose accounts go with it. */
import { sql } from 'drizzle-orm'
import { imported } from '#domain/roster/import.ts'
import type { RosterPlan } from '#domain/roster/plan.ts'
import { sheetWords } from '#domain/roster/words.ts'
import { record } from '../commit.ts'
import { lock } from '../engine/locks.ts'
import { anyOf } from '../engine/rows.ts'
import type { Db } from '../engine/tx.ts'
import { accounts, station } from './tables.ts'

/**
 * @param version of the roster the plan was made for.
 * @param prune people missing from the sheet are deactivated, their roles kept for the record.
 * @throws where somebody has changed the roster since it was planned; nothing is written then.
 */
export async function importRoster(
  db: Db,
  plan: RosterPlan,
  { prune, actor, now, version }: { prune: boolean; actor: string; now: Date; version: number },
): Promise<void> {
  await record(db, actor, now, async (tx) => {
    // One import at a time, and only onto the roster it was planned for.
    await lock(tx, 'roster')
    const [standing] = await tx.select({ version: station.version }).from(station).for('update')
    if ((standing?.version ?? 0) !== version) throw new Error(sheetWords.changedMeanwhile)
    const givers = (plan.handed ?? []).map((h) => h.from)
    const held = await tx
      .select({ channel: accounts.channel, account: accounts.account, personId: sql<string>`${accounts.personId}` })
      .from(accounts)
      .where(sql`${anyOf(accounts.personId, givers, 'uuid')} and ${accounts.revokedAt} is null`)
      .orderBy(accounts.channel, accounts.account)
    return imported(plan, prune, held)
  })
}
