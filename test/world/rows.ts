/** What a test looks up behind the doors: a noun's rows, by what it names of them, oldest first. The only reader of tables in `test/flows`. */
import { and, asc, getTableName, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { broadcasts, broadcastVillages, links } from '#db/broadcast/tables.ts'
import type { Db, Tx } from '#db/engine/tx.ts'
import { equipment, equipmentTests } from '#db/equipment/tables.ts'
import { feedItems, feeds } from '#db/feed/tables.ts'
import { counters, deadlines, heartbeats, inbox, ledger, outbox, receipts, tokens, unread } from '#db/flow/tables.ts'
import { inspectionItems, inspectionPlans, inspections } from '#db/inspection/tables.ts'
import { patrolPlaces, patrolVisits } from '#db/patrol/tables.ts'
import { attachments, records } from '#db/record/tables.ts'
import {
  accounts,
  chatMembers,
  chats,
  codeTries,
  grids,
  groups,
  people,
  personRoles,
  places,
  settings,
  shifts,
  station,
  webMembers,
  webSessions,
} from '#db/roster/tables.ts'
import { summaries } from '#db/summary/tables.ts'
import { calls, findings, obligations, warnings } from '#db/warning/tables.ts'
import { webMedia, webMessages } from '#db/web/tables.ts'

/** Every noun that a test may ask for, and the order in which its rows came. */
export const NOUNS = {
  accounts: { table: accounts, by: [accounts.channel, accounts.account] },
  attachments: { table: attachments, by: [attachments.id] },
  broadcasts: { table: broadcasts, by: [broadcasts.id] },
  broadcastVillages: { table: broadcastVillages, by: [broadcastVillages.broadcastId, broadcastVillages.villageCode] },
  calls: { table: calls, by: [calls.calledAt, calls.id] },
  chatMembers: { table: chatMembers, by: [chatMembers.chat, chatMembers.account] },
  chats: { table: chats, by: [chats.channel, chats.chat] },
  codeTries: { table: codeTries, by: [codeTries.id] },
  counters: { table: counters, by: [counters.name] },
  deadlines: { table: deadlines, by: [deadlines.dueAt, deadlines.id] },
  equipment: { table: equipment, by: [equipment.device] },
  equipmentTests: { table: equipmentTests, by: [equipmentTests.id] },
  feedItems: { table: feedItems, by: [feedItems.seenAt, feedItems.outcome] },
  feeds: { table: feeds, by: [feeds.source] },
  findings: { table: findings, by: [findings.id] },
  grids: { table: grids, by: [grids.villageCode, grids.seq] },
  groups: { table: groups, by: [groups.name] },
  heartbeats: { table: heartbeats, by: [heartbeats.name] },
  inbox: { table: inbox, by: [inbox.seq] },
  inspectionItems: { table: inspectionItems, by: [inspectionItems.inspectionId, inspectionItems.seq] },
  inspectionPlans: { table: inspectionPlans, by: [inspectionPlans.placeId] },
  inspections: { table: inspections, by: [inspections.id] },
  ledger: { table: ledger, by: [ledger.seq] },
  links: { table: links, by: [links.channel] },
  obligations: { table: obligations, by: [obligations.personId, obligations.id] },
  outbox: { table: outbox, by: [outbox.id] },
  patrolPlaces: { table: patrolPlaces, by: [patrolPlaces.placeId] },
  patrolVisits: { table: patrolVisits, by: [patrolVisits.visitedAt, patrolVisits.placeId] },
  people: { table: people, by: [people.id] },
  personRoles: { table: personRoles, by: [personRoles.personId] },
  places: { table: places, by: [places.id] },
  receipts: { table: receipts, by: [receipts.readAt] },
  records: { table: records, by: [records.id] },
  settings: { table: settings, by: [settings.name] },
  shifts: { table: shifts, by: [shifts.startAt, shifts.id] },
  station: { table: station, by: [station.stationId] },
  summaries: { table: summaries, by: [summaries.createdAt] },
  tokens: { table: tokens, by: [tokens.createdAt] },
  unread: { table: unread, by: [unread.chatKey, unread.seq] },
  warnings: { table: warnings, by: [warnings.id] },
  webMedia: { table: webMedia, by: [webMedia.at] },
  webMembers: { table: webMembers, by: [webMembers.chat, webMembers.personId] },
  webMessages: { table: webMessages, by: [webMessages.rev] },
  webSessions: { table: webSessions, by: [webSessions.createdAt] },
} satisfies Record<string, { table: PgTable; by: PgColumn[] }>

export type NounName = keyof typeof NOUNS
type Stored<N extends NounName> = (typeof NOUNS)[N]['table']['$inferSelect']
// biome-ignore lint/suspicious/noExplicitAny: what a ledger line keeps has the shape of its change; the test looks at what it should be
export type RowOf<N extends NounName> = N extends 'ledger' ? Omit<Stored<N>, 'data'> & { data: any } : Stored<N>

/** A column that contains these words, also within a structured one. */
export const has = (words: string) => ({ has: words })
/** A column that is anything but this; `not(null)`: that is there. */
export const not = <V>(value: V) => ({ not: value })

/** A value; one of a list's; of a structured column a part of it. */
type Term<V> =
  | V
  | { has: string }
  | { not: V | null }
  | (V extends readonly (infer E)[] ? E : V extends object ? { [K in keyof V]?: unknown } : never)
export type Match<N extends NounName> = { [C in keyof RowOf<N>]?: Term<RowOf<N>[C]> }

/** What a match says, as a condition. */
export function where<N extends NounName>(noun: N, match: Match<N>): SQL | undefined {
  const columns = NOUNS[noun].table as unknown as Record<string, PgColumn>
  return and(
    ...Object.entries(match).map(([name, term]) => {
      const column = columns[name]
      if (!column) throw new Error(`${noun} have no ${name}`)
      return holds(column, term)
    }),
  )
}

function holds(column: PgColumn, term: unknown): SQL {
  if (term === undefined) throw new Error(`${column.name} is matched with undefined`)
  if (term === null) return isNull(column)
  if (isNot(term)) return term.not === null ? isNotNull(column) : sql`not (${holds(column, term.not)})`
  if (isHas(term)) return sql`strpos(${column}::text, ${term.has}) > 0`
  if (column.dataType === 'array' && !Array.isArray(term)) return sql`${term} = any(${column})`
  if (column.dataType === 'json') return sql`${column} @> ${JSON.stringify(term)}::jsonb`
  return sql`${column} is not distinct from ${sql.param(term, column)}`
}
const isNot = (term: unknown): term is { not: unknown } => isTerm(term, 'not')
const isHas = (term: unknown): term is { has: string } => isTerm(term, 'has')
const isTerm = (term: unknown, key: string) => typeof term === 'object' && Object.keys(term!).join() === key

export type Rows = ReturnType<typeof rowsOf>

export function rowsOf(db: Db | Tx) {
  async function rows<N extends NounName>(noun: N, match: Match<N> = {}): Promise<RowOf<N>[]> {
    const { table, by } = NOUNS[noun]
    const found = db
      .select()
      .from(table as PgTable)
      .where(where(noun, match))
    return (await found.orderBy(...by.map((c) => asc(c)))) as RowOf<N>[]
  }
  /** The newest. @throws where there is none. */
  async function latest<N extends NounName>(noun: N, match: Match<N> = {}): Promise<RowOf<N>> {
    const row = (await rows(noun, match)).at(-1)
    if (!row) throw new Error(`no ${noun} of ${JSON.stringify(match)}`)
    return row
  }
  return {
    rows,
    latest,
    /** Who owes an answer to a warning, or owed one, by person. */
    owed: (warning: { id: string }) => rows('obligations', { warningId: warning.id }),
    /** What a person owes a warning. */
    obligation: (warning: { id: string }, person: { id: string }) =>
      latest('obligations', { warningId: warning.id, personId: person.id }),
    /** Whether a person has answered any warning. */
    hasAnswered: async (person: { id: string }) =>
      (await rows('obligations', { personId: person.id, answeredAt: not(null) })).length > 0,
    /** What still falls due of a subject. */
    due: (subject: { id: string }) => rows('deadlines', { subjectId: subject.id, doneAt: null }),
    /** How many others wait for an advisory lock, or for one of this kind. */
    waitingForALock: async (lock?: number) =>
      (
        await db.execute(
          sql`select from pg_locks where locktype = 'advisory' and not granted and (${lock ?? null}::int is null or classid = ${lock ?? null}::int::oid)
            and database = (select oid from pg_database where datname = current_database())`,
        )
      ).length,
    /** How many rows of a noun something looks at: all of them where it reads the table through. */
    looksAt: (noun: NounName, work: (tx: Tx) => Promise<unknown>): Promise<number> =>
      db.transaction(async (tx) => {
        await work(tx)
        const [row] = await tx.execute<{ n: number }>(
          sql`select (seq_tup_read + idx_tup_fetch)::int n from pg_stat_xact_user_tables where relname = ${getTableName(NOUNS[noun].table)}`,
        )
        return row!.n
      }),
    /** What the ledger says of a subject, in order. */
    ledgerOf: (subject: { id: string }) => rows('ledger', { subjectId: subject.id }),
  }
}
