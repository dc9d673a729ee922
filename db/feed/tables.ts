/** The polled list of the national warning platform: how the asking goes, and which entries were seen. */
import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, stationId } from '../engine/columns.ts'

/** One row a source. */
export const feeds = pgTable(
  'feeds',
  {
    stationId: stationId(),
    source: text('source').notNull(),
    /** What the source said of its last answer, given back so that an unchanged list is not sent again. */
    etag: text('etag'),
    lastModified: text('last_modified'),
    checkedAt: at('checked_at').notNull(),
    /** The last good answer; null = there never was one. */
    okAt: at('ok_at'),
    /** The first failure since. */
    failingSince: at('failing_since'),
    error: text('error'),
    /** When officers were told that it is silent; null once it answers again. */
    toldAt: at('told_at'),
  },
  (t) => [primaryKey({ columns: [t.stationId, t.source] })],
)

/** An entry of the list that was looked at; with other words under the same identifier it is another. */
export const feedItems = pgTable(
  'feed_items',
  {
    stationId: stationId(),
    source: text('source').notNull(),
    /** SHA-256 of its identifier and words. */
    hash: text('hash').notNull(),
    identifier: text('identifier').notNull(),
    outcome: text('outcome').$type<'drafted' | 'known' | 'elsewhere' | 'old' | 'broken'>().notNull(),
    warningId: uuid('warning_id'),
    /** When it was last in the list. */
    seenAt: at('seen_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.stationId, t.source, t.hash] }), index('feed_items_seen').on(t.stationId, t.seenAt)],
)
