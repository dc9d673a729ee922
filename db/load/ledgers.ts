/** What an exported ledger is made of: records of a span with their photos counted and their moves. */
import { and, asc, eq, gte, inArray, lt, notInArray, sql } from 'drizzle-orm'
import type { RecordKind, RecordState } from '#domain/record.ts'
import { ledger } from '../schema/flow.ts'
import { attachments, records } from '../schema/records.ts'
import { shifts } from '../schema/roster.ts'
import type { Db } from '../tx.ts'

export interface Span {
  from: Date
  to: Date
}

/** Never in anything that leaves the station: nobody has confirmed them, or somebody refused them. */
const UNCONFIRMED: RecordState[] = ['unverified', 'refused']

/** Records received in a span, oldest first. Drills and real ones never mix. */
export async function ledgerOf(db: Db, kinds: RecordKind[], span: Span, drill: boolean) {
  const rows = await db
    .select()
    .from(records)
    .where(
      and(
        inArray(records.kind, kinds),
        eq(records.drill, drill),
        notInArray(records.state, UNCONFIRMED),
        gte(records.receivedAt, span.from),
        lt(records.receivedAt, span.to),
      ),
    )
    .orderBy(asc(records.id))
  const ids = rows.map((r) => r.id)
  if (!ids.length) return []
  const [photos, moves] = await Promise.all([
    db
      .select({ id: attachments.recordId, n: sql<number>`count(*)::int` })
      .from(attachments)
      .where(inArray(attachments.recordId, ids))
      .groupBy(attachments.recordId),
    db
      .select({ id: ledger.subjectId, at: ledger.at, actor: ledger.actor, to: sql<string>`${ledger.data}->>'to'` })
      .from(ledger)
      .where(and(inArray(ledger.subjectId, ids), eq(ledger.change, 'record.moved')))
      .orderBy(asc(ledger.seq)),
  ])
  const counted = new Map(photos.map((p) => [p.id, p.n]))
  const moved = new Map<string, typeof moves>()
  for (const m of moves) moved.set(m.id!, [...(moved.get(m.id!) ?? []), m])
  return rows.map((r) => ({ ...r, photos: counted.get(r.id) ?? 0, moves: moved.get(r.id) ?? [] }))
}
export type LedgerRow = Awaited<ReturnType<typeof ledgerOf>>[number]

export const shiftsOf = (db: Db, span: Span) =>
  db
    .select()
    .from(shifts)
    .where(and(gte(shifts.endAt, span.from), lt(shifts.startAt, span.to)))
    .orderBy(asc(shifts.startAt), asc(shifts.post))

/** Somebody took whole phone numbers out of the station: that is a fact of its own. */
export const recordUnmasked = (db: Db, what: string, actor: string, rules: string, now: Date, drill: boolean) =>
  db
    .insert(ledger)
    .values({ at: now, change: 'export.unmasked', actor, data: { type: 'export.unmasked', what }, rules, drill })

/** Whole numbers were shown to somebody: a line an hour for each reader and subject (null = a list), not one a look. */
export const noteShown = (
  db: Db,
  {
    what,
    subjectId,
    actor,
    rules,
    now,
  }: { what: string; subjectId: string | null; actor: string; rules: string; now: Date },
) =>
  db.execute(sql`insert into ledger (at, change, subject_id, actor, data, rules, drill)
    select ${now.toISOString()}, 'phones.shown', ${subjectId}, ${actor}, ${JSON.stringify({ type: 'phones.shown', what })}::jsonb, ${rules}, exists (select 1 from warnings where drill and id = ${subjectId})
    where not exists (select 1 from ledger where ${subjectId ? sql`subject_id = ${subjectId}` : sql`subject_id is null`} and change = 'phones.shown' and data->>'what' = ${what} and actor = ${actor} and at > ${new Date(now.getTime() - 3600_000).toISOString()})`)
