/** Keeps how the asking of the polled list went, and which of its entries were looked at. */
import { lt, sql } from 'drizzle-orm'
import type { AnyFact } from '#domain/kernel/fact.ts'
import { ofType } from '#domain/kernel/need.ts'
import type { WarningFact } from '#domain/warning/fact.ts'
import { anyOf, insertRows } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'
import { feedItems, feeds } from './tables.ts'

/** An entry that has left the list is remembered this long, in case it comes back. */
const REMEMBER_MS = 30 * 86_400_000

export async function writeFeeds(tx: Tx, facts: readonly AnyFact[]): Promise<void> {
  for (const { feed, listed, looked } of ofType<WarningFact>(facts)('feed.asked')) {
    const { source, checkedAt } = feed
    await tx
      .insert(feeds)
      .values(feed)
      .onConflictDoUpdate({ target: [feeds.stationId, feeds.source], set: feed })
    if (listed.length)
      await tx.execute(
        sql`update feed_items set seen_at = ${checkedAt.toISOString()} where source = ${source} and ${anyOf(sql`hash`, listed)}`,
      )
    await insertRows(
      tx,
      feedItems,
      looked.map((each) => ({ source, ...each, seenAt: checkedAt })),
      sql`on conflict do nothing`,
    )
    await tx.delete(feedItems).where(lt(feedItems.seenAt, new Date(checkedAt.getTime() - REMEMBER_MS)))
  }
}
