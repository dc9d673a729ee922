/** Reads summaries for pages: newest first by keyset. */
import { desc, sql } from 'drizzle-orm'
import { more, type Page } from '../engine/page.ts'
import type { Db } from '../engine/tx.ts'
import { summaries } from './tables.ts'

/** @param page its cursor is `day~time~person`. */
export const listSummaries = (db: Db, page: Page) => {
  const [day, slot, person] = page.cursor?.split('~') ?? []
  return db
    .select()
    .from(summaries)
    .where(
      person
        ? sql`(${summaries.day}, ${summaries.slot}, ${summaries.personId}) < (${day}, ${slot}, ${person}::uuid)`
        : undefined,
    )
    .orderBy(desc(summaries.day), desc(summaries.slot), desc(summaries.personId))
    .limit(more(page))
}
