/** Reads the log for pages and sheets. */
import { and, asc, desc, eq, gte, lt, sql } from 'drizzle-orm'
import type { Kind } from '#domain/equipment/devices.ts'
import type { TestState } from '#domain/equipment/equipment.ts'
import { more, type Page, UUID } from '../engine/page.ts'
import type { Db } from '../engine/tx.ts'
import { equipmentTests, type TestRow } from './tables.ts'

export interface TestFilter {
  device?: Kind
  state?: TestState
  drill?: boolean
  villageCode?: string
  since?: Date
}

/** A page, newest first. */
export const listTests = (
  db: Db,
  { device, state, drill, villageCode, since }: TestFilter,
  page: Page,
): Promise<TestRow[]> =>
  db
    .select()
    .from(equipmentTests)
    .where(
      and(
        device ? eq(equipmentTests.device, device) : undefined,
        state ? eq(equipmentTests.state, state) : undefined,
        drill === undefined ? undefined : eq(equipmentTests.drill, drill),
        villageCode ? eq(equipmentTests.villageCode, villageCode) : undefined,
        since ? gte(equipmentTests.receivedAt, since) : undefined,
        page.cursor ? lt(equipmentTests.id, page.cursor) : undefined,
      ),
    )
    .orderBy(desc(equipmentTests.id))
    .limit(more(page))

/** By readable number or id. */
export async function findTest(db: Db, ref: string): Promise<TestRow | undefined> {
  const [row] = await db
    .select()
    .from(equipmentTests)
    .where(UUID.test(ref) ? eq(equipmentTests.id, ref) : eq(equipmentTests.no, ref.toUpperCase()))
  return row
}

const CHUNK = 500

/** The tests of a span of days, oldest first, a chunk at a time. */
export async function* testsOf(
  db: Db,
  { from, to }: { from: Date; to: Date },
  drill: boolean,
): AsyncGenerator<TestRow> {
  for (let after: TestRow | undefined; ; ) {
    const rows: TestRow[] = await db
      .select()
      .from(equipmentTests)
      .where(
        and(
          eq(equipmentTests.drill, drill),
          gte(equipmentTests.testedAt, from),
          lt(equipmentTests.testedAt, to),
          after
            ? sql`(${equipmentTests.testedAt}, ${equipmentTests.id}) > (${after.testedAt.toISOString()}, ${after.id})`
            : undefined,
        ),
      )
      .orderBy(asc(equipmentTests.testedAt), asc(equipmentTests.id))
      .limit(CHUNK)
    yield* rows
    after = rows.at(-1)
    if (rows.length < CHUNK) return
  }
}
