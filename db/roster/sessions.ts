/** Sign-ins: whose a cookie is, which there are, and what each may hear. */
import { and, desc, eq, gt, isNull, type SQL, sql } from 'drizzle-orm'
import { SESSION } from '#domain/roster/sessions.ts'
import { anyOf } from '../engine/rows.ts'
import type { Db, Tx } from '../engine/tx.ts'
import { people, webSessions } from './tables.ts'
import { sessionUsed } from './touch.ts'

export interface SessionRow {
  id: string
  personId: string
  name: string
  agent: string | null
  createdAt: Date
  seenAt: Date
}

/** What a session must be to count, at a moment. @param demo whether the demo station is open: its sessions end with it. */
const alive = (now: Date, demo: boolean): SQL =>
  and(
    isNull(webSessions.revokedAt),
    gt(webSessions.expiresAt, now),
    gt(webSessions.seenAt, new Date(now.getTime() - SESSION.idle_days * 24 * 3600_000)),
    demo ? undefined : eq(webSessions.how, 'code'),
    eq(people.active, true),
  )!

const shape = {
  id: webSessions.id,
  personId: webSessions.personId,
  name: people.name,
  agent: webSessions.agent,
  createdAt: webSessions.createdAt,
  seenAt: webSessions.seenAt,
}

const MINUTE_MS = 60_000

/** Whose a cookie is; that it was used is kept to the minute. Undefined for one that is unknown, ended or too old. */
export async function sessionOf(db: Db, hash: string, now: Date, demo: boolean): Promise<SessionRow | undefined> {
  const [row] = await db
    .select(shape)
    .from(webSessions)
    .innerJoin(people, eq(people.id, webSessions.personId))
    .where(and(eq(webSessions.hash, hash), alive(now, demo)))
  if (row && now.getTime() - row.seenAt.getTime() > MINUTE_MS) await sessionUsed(db, hash, now)
  return row
}

/** The living sessions, the last used first; of one person, or of everybody. @param page its cursor is a session's id. */
export function listSessions(
  db: Db,
  { personId, now, demo }: { personId?: string; now: Date; demo: boolean },
  page: { limit: number; cursor?: string },
): Promise<SessionRow[]> {
  return db
    .select(shape)
    .from(webSessions)
    .innerJoin(people, eq(people.id, webSessions.personId))
    .where(
      and(
        alive(now, demo),
        personId ? eq(webSessions.personId, personId) : undefined,
        page.cursor ? sql`${webSessions.id} < ${page.cursor}` : undefined,
      ),
    )
    .orderBy(desc(webSessions.id))
    .limit(page.limit + 1)
}

/** The living sessions of some people, the newest first. */
export async function sessionsOfPeople(tx: Tx, personIds: string[], now: Date): Promise<SessionRow[]> {
  if (!personIds.length) return []
  return tx
    .select(shape)
    .from(webSessions)
    .innerJoin(people, eq(people.id, webSessions.personId))
    .where(and(anyOf(webSessions.personId, personIds, 'uuid'), alive(now, true)))
    .orderBy(desc(webSessions.id))
}

/** One living session, held until the transaction ends. */
export async function sessionById(tx: Tx, id: string, now: Date, demo: boolean): Promise<SessionRow | undefined> {
  const [row] = await tx
    .select(shape)
    .from(webSessions)
    .innerJoin(people, eq(people.id, webSessions.personId))
    .where(and(eq(webSessions.id, id), alive(now, demo)))
    .for('update', { of: webSessions })
  return row
}

/** What each of some sessions may hear now: the chats its person is in. One that has ended is not among them. */
export async function hearing(
  db: Db,
  ids: readonly string[],
  now: Date,
  demo: boolean,
): Promise<Map<string, ReadonlySet<string>>> {
  if (!ids.length) return new Map()
  const rows = await db
    .select({
      id: webSessions.id,
      personId: webSessions.personId,
      chats: sql<
        string[]
      >`array(select m.chat from web_members m join chats c on c.channel = 'web' and c.chat = m.chat and c.active where m.person_id = ${webSessions.personId})`,
    })
    .from(webSessions)
    .innerJoin(people, eq(people.id, webSessions.personId))
    .where(and(anyOf(webSessions.id, ids, 'uuid'), alive(now, demo)))
  return new Map(rows.map((r) => [r.id, new Set([`p2p:${r.personId}`, ...r.chats])]))
}
