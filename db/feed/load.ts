/** What is remembered of the polled list: how the asking goes, and which entries were looked at. */

import { and, eq, lt, sql } from 'drizzle-orm'
import type { FeedOutcome } from '#domain/warning/feed.ts'
import { among, insertRows } from '../engine/rows.ts'
import type { Db, Tx } from '../engine/tx.ts'
import { feedItems, feeds } from './tables.ts'

export type FeedRow = Omit<typeof feeds.$inferSelect, 'stationId'>

export const loadFeed = async (db: Db | Tx, source: string): Promise<FeedRow | undefined> =>
  (await db.select().from(feeds).where(eq(feeds.source, source)))[0]

/** Entries not looked at before in these words; those that were are noted as still in the list. */
export async function unseenItems<T>(
  tx: Tx,
  source: string,
  items: readonly T[],
  hashOf: (item: T) => string,
  now: Date,
): Promise<T[]> {
  // the same entry twice in one list is one entry
  const byHash = new Map(items.map((item) => [hashOf(item), item]))
  const seen = await tx
    .update(feedItems)
    .set({ seenAt: now })
    .where(and(eq(feedItems.source, source), among(feedItems.hash, [...byHash.keys()])))
    .returning({ hash: feedItems.hash })
  for (const { hash } of seen) byHash.delete(hash)
  return [...byHash.values()]
}

/** An entry that has left the list is remembered this long, in case it comes back. */
const REMEMBER_MS = 30 * 86_400_000

export async function keepFeed(
  tx: Tx,
  row: FeedRow,
  seen: readonly { hash: string; identifier: string; outcome: FeedOutcome; warningId: string | null }[],
): Promise<void> {
  const { source, checkedAt } = row
  await tx
    .insert(feeds)
    .values(row)
    .onConflictDoUpdate({ target: [feeds.stationId, feeds.source], set: row })
  await insertRows(
    tx,
    feedItems,
    seen.map((each) => ({ source, ...each, seenAt: checkedAt })),
    sql`on conflict do nothing`,
  )
  await tx.delete(feedItems).where(lt(feedItems.seenAt, new Date(checkedAt.getTime() - REMEMBER_MS)))
}
