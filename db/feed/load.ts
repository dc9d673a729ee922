/** What is remembered of the polled list: how the asking goes, and which entries were looked at. */

import { and, eq } from 'drizzle-orm'
import type { Feed } from '#domain/warning/fact.ts'
import { anyOf } from '../engine/rows.ts'
import type { Db, Tx } from '../engine/tx.ts'
import { feedItems, feeds } from './tables.ts'

export const loadFeed = async (db: Db | Tx, source: string): Promise<Feed | undefined> =>
  (await db.select().from(feeds).where(eq(feeds.source, source)))[0]

/** Of some entries, by their hashes, those that were not looked at before in these words. */
export async function unseenOf(tx: Tx, source: string, hashes: readonly string[]): Promise<Set<string>> {
  const seen = await tx
    .select({ hash: feedItems.hash })
    .from(feedItems)
    .where(and(eq(feedItems.source, source), anyOf(feedItems.hash, hashes)))
  const unseen = new Set(hashes)
  for (const { hash } of seen) unseen.delete(hash)
  return unseen
}
