/** Reads checks for pages and sheets. */
import { asc, eq } from 'drizzle-orm'
import type { Item } from '#domain/inspection/inspection.ts'
import { anyOf } from '../engine/rows.ts'
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

/** The items of several checks in one statement, by check, in their order; a check without any is left out. */
export async function itemsByCheck(db: Db, ids: readonly string[]): Promise<Map<string, Item[]>> {
  const by = new Map<string, Item[]>()
  if (!ids.length) return by
  const rows = await db
    .select()
    .from(inspectionItems)
    .where(anyOf(inspectionItems.inspectionId, [...ids], 'uuid'))
    .orderBy(asc(inspectionItems.inspectionId), asc(inspectionItems.seq))
  for (const { inspectionId, seq, item, result, wrong, hazardId, hazardNo } of rows) {
    const items = by.get(inspectionId) ?? []
    items.push({ seq, item, result: result as Item['result'], wrong, hazardId, hazardNo })
    by.set(inspectionId, items)
  }
  return by
}
