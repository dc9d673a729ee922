/** Reads records for pages: newest first by keyset, one query a table, never one a row. */
import { type AnyColumn, and, desc, eq, gte, inArray, isNotNull, lt, type SQL, sql } from 'drizzle-orm'
import type { Sight } from '#domain/kernel/access.ts'
import type { RecordKind, RecordState } from '#domain/record/record.ts'
import { isUuid, more, type Page } from '../engine/page.ts'
import type { Db } from '../engine/tx.ts'
import { attachments, records } from './tables.ts'

/** Those that some eyes see; undefined where they see all. */
export const recordsSeen = (s: Pick<Sight, 'restricted'>) =>
  s.restricted ? undefined : sql`not (${records.fields} @> '{"restricted":true}')`

/** The same for what is about records. */
export const aboutRecordsSeen = (s: Pick<Sight, 'restricted'>, id: AnyColumn): SQL | undefined =>
  s.restricted
    ? undefined
    : sql`not exists (select 1 from records r where r.id = ${id} and r.fields @> '{"restricted":true}')`

export interface RecordFilter {
  kinds: readonly RecordKind[]
  state?: RecordState
  villageCode?: string
  drill?: boolean
  /** Received at or after. */
  since?: Date
}

export const listRecords = (db: Db, f: RecordFilter, sight: Sight, page: Page) =>
  db
    .select()
    .from(records)
    .where(
      and(
        inArray(records.kind, [...f.kinds]),
        recordsSeen(sight),
        page.cursor ? lt(records.id, page.cursor) : undefined,
        f.state ? eq(records.state, f.state) : undefined,
        f.villageCode ? eq(records.villageCode, f.villageCode) : undefined,
        // no parameter: the index of drills is taken only where that is sure beforehand
        f.drill === undefined ? undefined : f.drill ? sql`${records.drill}` : sql`not ${records.drill}`,
        f.since ? gte(records.receivedAt, f.since) : undefined,
      ),
    )
    .orderBy(desc(records.id))
    .limit(more(page))

/** One record by its id or readable number. */
export const findRecord = async (db: Db, kinds: readonly RecordKind[], ref: string, sight: Sight) =>
  (
    await db
      .select()
      .from(records)
      .where(
        and(
          inArray(records.kind, [...kinds]),
          isUuid(ref) ? eq(records.id, ref) : eq(records.no, ref),
          recordsSeen(sight),
        ),
      )
  )[0]

export const attachmentsOf = async (db: Db, ids: string[]) =>
  ids.length
    ? db
        .select()
        .from(attachments)
        .where(and(inArray(attachments.recordId, ids), isNotNull(attachments.recordId)))
        .orderBy(attachments.id)
    : []

/** One file of a record. */
export const findAttachment = async (db: Db, id: string, sight: Sight) =>
  (
    await db
      .select()
      .from(attachments)
      .where(
        and(eq(attachments.id, id), isNotNull(attachments.recordId), aboutRecordsSeen(sight, attachments.recordId)),
      )
  )[0]
