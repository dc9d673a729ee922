/** What an exported ledger is made of: records of a span with their photos counted and their moves. */
import { and, asc, eq, gt, gte, inArray, lt, notInArray, sql } from 'drizzle-orm'
import type { Sight } from '#domain/kernel/access.ts'
import type { RecordKind, RecordState } from '#domain/record/record.ts'
import type { Span } from '../engine/page.ts'
import { anyOf } from '../engine/rows.ts'
import type { Db } from '../engine/tx.ts'
import { ledger } from '../flow/tables.ts'
import { recordsSeen } from './list.ts'
import { attachments, type RecordRow, records } from './tables.ts'

/** Never in anything that leaves the station: nobody has confirmed them, or somebody refused them. */
const UNCONFIRMED: RecordState[] = ['unverified', 'refused']

/** Rows read at a time: an export of any size takes the memory of one such page. */
const PAGE = 500

const inSpan = (kinds: RecordKind[], span: Span, drill: boolean) =>
  and(
    inArray(records.kind, kinds),
    eq(records.drill, drill),
    notInArray(records.state, UNCONFIRMED),
    gte(records.receivedAt, span.from),
    lt(records.receivedAt, span.to),
  )

export interface LedgerRow extends RecordRow {
  photos: number
  moves: { at: Date; actor: string; to: string }[]
}

/** Records received in a span, oldest first, as they are asked for. Drills and real ones never mix. */
export async function* ledgerOf(
  db: Db,
  kinds: RecordKind[],
  span: Span,
  drill: boolean,
  sight: Pick<Sight, 'restricted'>,
): AsyncGenerator<LedgerRow> {
  for (let after: string | undefined; ; ) {
    const rows = await db
      .select()
      .from(records)
      .where(and(inSpan(kinds, span, drill), recordsSeen(sight), after ? gt(records.id, after) : undefined))
      .orderBy(asc(records.id))
      .limit(PAGE)
    yield* await withMoves(db, rows)
    if (rows.length < PAGE) return
    after = rows.at(-1)!.id
  }
}

async function withMoves(db: Db, rows: RecordRow[]): Promise<LedgerRow[]> {
  const ids = rows.map((r) => r.id)
  if (!ids.length) return []
  const [photos, moves] = await Promise.all([
    db
      .select({ id: attachments.recordId, n: sql<number>`count(*)::int` })
      .from(attachments)
      .where(anyOf(attachments.recordId, ids, 'uuid'))
      .groupBy(attachments.recordId),
    db
      .select({ id: ledger.subjectId, at: ledger.at, actor: ledger.actor, to: sql<string>`${ledger.data}->>'to'` })
      .from(ledger)
      .where(and(anyOf(ledger.subjectId, ids, 'uuid'), eq(ledger.change, 'record.moved')))
      .orderBy(asc(ledger.seq)),
  ])
  const counted = new Map(photos.map((p) => [p.id, p.n]))
  const moved = new Map<string, LedgerRow['moves']>(ids.map((id) => [id, []]))
  for (const { id, ...m } of moves) moved.get(id!)?.push(m)
  return rows.map((r) => ({ ...r, photos: counted.get(r.id) ?? 0, moves: moved.get(r.id)! }))
}

/** The fields that any record of a span has, those of its events included. */
export async function fieldsSaid(db: Db, kinds: RecordKind[], span: Span, drill: boolean): Promise<Set<string>> {
  const rows = await db
    .selectDistinct({ key: sql<string>`k` })
    .from(records)
    .crossJoinLateral(
      sql`(select jsonb_object_keys(e) k from jsonb_array_elements(case when jsonb_typeof(${records.fields}->'events') = 'array' then ${records.fields}->'events' else jsonb_build_array(${records.fields}) end) e where jsonb_typeof(e) = 'object') said`,
    )
    .where(inSpan(kinds, span, drill))
  return new Set(rows.map((r) => r.key))
}
