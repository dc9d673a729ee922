/** Reads checks for pages and sheets. */
import { asc, eq } from 'drizzle-orm'
import type { Db } from '../engine/tx.ts'
import { inspectionItems, inspections } from './tables.ts'

/** A check with its items in their order; undefined where the record has none beside it. */
export async function itemsOf(db: Db, id: string) {
  const [check] = await db.select().from(inspections).where(eq(inspections.id, id))
  if (!check) return undefined
  const items = await db
    .select()
    .from(inspectionItems)
    .where(eq(inspectionItems.inspectionId, id))
    .orderBy(asc(inspectionItems.seq))
  return { check, items }
}
