/** Reads warnings and who was asked for pages: newest first by keyset, one query a table, never one a row. */
import { type AnyColumn, and, desc, eq, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { Sight } from '#domain/kernel/access.ts'
import { isUuid, more, type Page } from '../engine/page.ts'
import type { Db } from '../engine/tx.ts'
import { obligations, warnings } from './tables.ts'

/** Those that some eyes see; undefined where they see all. */
const warningsSeen = (s: Sight) =>
  s.unannounced ? undefined : sql`not (${warnings.unannounced} and ${warnings.openedAt} is null)`

/** The same for what is about warnings. */
export const aboutWarningsSeen = (s: Pick<Sight, 'unannounced'>, id: AnyColumn): SQL | undefined =>
  s.unannounced
    ? undefined
    : sql`not exists (select 1 from warnings w where w.id = ${id} and w.unannounced and w.opened_at is null)`

export const listWarnings = (db: Db, f: { drill?: boolean; state?: string }, sight: Sight, page: Page) =>
  db
    .select()
    .from(warnings)
    .where(
      and(
        warningsSeen(sight),
        page.cursor ? lt(warnings.id, page.cursor) : undefined,
        f.drill === undefined ? undefined : eq(warnings.drill, f.drill),
        f.state ? eq(warnings.state, f.state as 'open') : undefined,
      ),
    )
    .orderBy(desc(warnings.id))
    .limit(more(page))

export const findWarning = async (db: Db, ref: string, sight: Sight) =>
  (
    await db
      .select()
      .from(warnings)
      .where(and(isUuid(ref) ? eq(warnings.id, ref) : eq(warnings.no, ref), warningsSeen(sight)))
  )[0]

export const obligationsOf = async (db: Db, ids: string[]) =>
  ids.length
    ? db
        .select()
        .from(obligations)
        .where(inArray(obligations.warningId, ids))
        .orderBy(obligations.villageCode, obligations.id)
    : []

/** Asked and answered, per warning. */
export async function answersOf(db: Db, ids: string[]): Promise<Map<string, { asked: number; answered: number }>> {
  if (!ids.length) return new Map()
  const rows = await db
    .select({
      id: obligations.warningId,
      asked: sql<number>`count(*) filter (where ${obligations.endedAt} is null)::int`,
      answered: sql<number>`count(${obligations.answeredAt})::int`,
    })
    .from(obligations)
    .where(inArray(obligations.warningId, ids))
    .groupBy(obligations.warningId)
  return new Map(rows.map((r) => [r.id, { asked: r.asked, answered: r.answered }]))
}
