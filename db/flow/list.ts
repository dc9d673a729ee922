/** Pages for the API: newest first by keyset, one query a table, never one a row. */
import { type AnyColumn, and, desc, eq, gte, inArray, isNotNull, lt, sql } from 'drizzle-orm'
import type { Sight } from '#domain/kernel/access.ts'
import type { Role } from '#domain/kernel/roster.ts'
import type { RecordKind, RecordState } from '#domain/record/record.ts'
import { isUuid, more, type Page } from '../engine/page.ts'
import type { Db } from '../engine/tx.ts'
import { attachments, records } from '../record/tables.ts'
import { grids, groups, people, shifts, webMembers } from '../roster/tables.ts'
import { summaries } from '../summary/tables.ts'
import { obligations, warnings } from '../warning/tables.ts'
import { ledger, outbox } from './tables.ts'

/** What some eyes do not see, of each table; undefined where they see all of it. */
export const recordsSeen = (s: Pick<Sight, 'restricted'>) =>
  s.restricted ? undefined : sql`not (${records.fields} @> '{"restricted":true}')`
const warningsSeen = (s: Sight) =>
  s.unannounced ? undefined : sql`not (${warnings.unannounced} and ${warnings.openedAt} is null)`
/** The same for lines about them. */
const aboutSeen = (s: Sight, id: AnyColumn) =>
  and(
    s.restricted
      ? undefined
      : sql`not exists (select 1 from records r where r.id = ${id} and r.fields @> '{"restricted":true}')`,
    s.unannounced
      ? undefined
      : sql`not exists (select 1 from warnings w where w.id = ${id} and w.unannounced and w.opened_at is null)`,
  )

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
        f.drill === undefined ? undefined : eq(records.drill, f.drill),
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

/** Everything the ledger says about one subject, oldest first. */
export const historyOf = (db: Db, subjectId: string) =>
  db.select().from(ledger).where(eq(ledger.subjectId, subjectId)).orderBy(ledger.seq)

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

export const listPeople = (db: Db, f: { active?: boolean; role?: Role; villageCode?: string }, page: Page) =>
  db
    .select()
    .from(people)
    .where(
      and(
        page.cursor ? lt(people.id, page.cursor) : undefined,
        f.active === undefined ? undefined : eq(people.active, f.active),
        f.role || f.villageCode
          ? sql`exists (select 1 from person_roles r where r.person_id = ${people.id} and ${f.role ? sql`r.role = ${f.role}` : sql`true`} and ${f.villageCode ? sql`r.village_code = ${f.villageCode}` : sql`true`})`
          : undefined,
      ),
    )
    .orderBy(desc(people.id))
    .limit(more(page))

export const listGroups = (db: Db, page: Page) =>
  db
    .select()
    .from(groups)
    .where(page.cursor ? lt(groups.id, page.cursor) : undefined)
    .orderBy(desc(groups.id))
    .limit(more(page))

/** Members of web chats, counted. */
export async function membersOf(db: Db, chats: string[]): Promise<Map<string, number>> {
  if (!chats.length) return new Map()
  const rows = await db
    .select({ chat: webMembers.chat, n: sql<number>`count(*)::int` })
    .from(webMembers)
    .where(inArray(webMembers.chat, chats))
    .groupBy(webMembers.chat)
  return new Map(rows.map((r) => [r.chat, r.n]))
}

export const listGrids = (db: Db, page: Page) =>
  db
    .select()
    .from(grids)
    .where(page.cursor ? lt(grids.id, page.cursor) : undefined)
    .orderBy(desc(grids.id))
    .limit(more(page))

/** @param page its cursor is `ISO time~id`, since shifts start together. */
export const listShifts = (db: Db, f: { from?: Date; to?: Date; at?: Date }, page: Page) => {
  const [at, id] = page.cursor?.split('~') ?? []
  return db
    .select()
    .from(shifts)
    .where(
      and(
        at && id ? sql`(${shifts.startAt}, ${shifts.id}) < (${at}, ${id}::uuid)` : undefined,
        f.from ? sql`${shifts.endAt} > ${f.from.toISOString()}` : undefined,
        f.to ? sql`${shifts.startAt} < ${f.to.toISOString()}` : undefined,
        f.at ? sql`${shifts.startAt} <= ${f.at.toISOString()} and ${shifts.endAt} > ${f.at.toISOString()}` : undefined,
      ),
    )
    .orderBy(desc(shifts.startAt), desc(shifts.id))
    .limit(more(page))
}

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

export const listOutbox = (db: Db, f: { state?: string; channel?: string }, sight: Sight, page: Page) =>
  db
    .select()
    .from(outbox)
    .where(
      and(
        aboutSeen(sight, outbox.aboutId),
        page.cursor ? lt(outbox.id, page.cursor) : undefined,
        f.state ? eq(outbox.state, f.state as 'sent') : undefined,
        f.channel ? eq(outbox.channel, f.channel) : undefined,
      ),
    )
    .orderBy(desc(outbox.id))
    .limit(more(page))

export const listLedger = (db: Db, f: { subjectId?: string; change?: string }, sight: Sight, page: Page) =>
  db
    .select()
    .from(ledger)
    .where(
      and(
        aboutSeen(sight, ledger.subjectId),
        page.cursor ? lt(ledger.seq, Number(page.cursor)) : undefined,
        f.subjectId ? eq(ledger.subjectId, f.subjectId) : undefined,
        f.change ? eq(ledger.change, f.change) : undefined,
      ),
    )
    .orderBy(desc(ledger.seq))
    .limit(more(page))

/** One file of a record. */
export const findAttachment = async (db: Db, id: string, sight: Sight) =>
  (
    await db
      .select()
      .from(attachments)
      .where(and(eq(attachments.id, id), isNotNull(attachments.recordId), aboutSeen(sight, attachments.recordId)))
  )[0]
