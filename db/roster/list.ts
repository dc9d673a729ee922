/** Reads people, chats, grids and shifts for pages: newest first by keyset, one query a table, never one a row. */
import { and, asc, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import type { Role } from '#domain/kernel/roster.ts'
import { more, type Page, type Span } from '../engine/page.ts'
import type { Db } from '../engine/tx.ts'
import { grids, groups, people, shifts, webMembers } from './tables.ts'

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

/** Those of a span, the earliest first. */
export const shiftsOf = (db: Db, span: Span) =>
  db
    .select()
    .from(shifts)
    .where(and(gte(shifts.endAt, span.from), lt(shifts.startAt, span.to)))
    .orderBy(asc(shifts.startAt), asc(shifts.post))
