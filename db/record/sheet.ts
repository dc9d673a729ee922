/** What an exported ledger is made of: records of a span with their photos and their moves, and everything that changed them. */
import { and, asc, eq, gt, gte, inArray, isNotNull, isNull, lt, notInArray, or, type SQL, sql } from 'drizzle-orm'
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

/** Which records a sheet is about. Drills and real ones never mix. */
export interface Asked extends Pick<Sight, 'restricted'> {
  kinds: readonly RecordKind[]
  /** When they were received. */
  span: Span
  drill: boolean
  /** As `unitKey` of the record's room writes it. */
  unit?: string
  villageCode?: string
}

const inSpan = ({ kinds, span, drill, unit, villageCode, ...sight }: Asked) =>
  and(
    inArray(records.kind, [...kinds]),
    eq(records.drill, drill),
    notInArray(records.state, UNCONFIRMED),
    gte(records.receivedAt, span.from),
    lt(records.receivedAt, span.to),
    unit === undefined ? undefined : eq(records.unit, unit),
    villageCode === undefined ? undefined : eq(records.villageCode, villageCode),
    recordsSeen(sight),
  )

/** A photo, a film or a file of a record. */
export interface Shot {
  id: string
  /** Of its bytes; null = not here. */
  hash: string | null
  kind: string
  type: string | null
  name: string | null
  size: number | null
  messageId: string
  /** When it came. */
  at: Date
  /** Who sent it: a person's id or `channel account`. */
  actor: string | null
}

export interface LedgerRow extends RecordRow {
  photos: number
  shots: Shot[]
  moves: { at: Date; actor: string; from: string; to: string; note: string | null }[]
}

/** Records received in a span, oldest first, as they are asked for. */
export async function* ledgerOf(db: Db, asked: Asked): AsyncGenerator<LedgerRow> {
  yield* paged(db, asked, undefined, (r) => gt(records.id, r.id), [asc(records.id)])
}

/** The same, a unit after the other; at last those of no unit, a village after the other. */
export async function* ledgerByUnit(db: Db, asked: Asked): AsyncGenerator<LedgerRow> {
  yield* paged(
    db,
    asked,
    isNotNull(records.unit),
    (r) => sql`(${records.unit}, ${records.id}) > (${r.unit}::text, ${r.id}::uuid)`,
    [asc(records.unit), asc(records.id)],
  )
  if (asked.unit !== undefined) return
  for (const village of await villagesOfNoUnit(db, asked))
    yield* paged(
      db,
      asked,
      and(isNull(records.unit), village === null ? isNull(records.villageCode) : eq(records.villageCode, village)),
      (r) => gt(records.id, r.id),
      [asc(records.id)],
    )
}

/** The villages of what is of no unit; null, where there is such as is of none, at the end. */
async function villagesOfNoUnit(db: Db, asked: Asked): Promise<(string | null)[]> {
  const rows = await db
    .selectDistinct({ code: records.villageCode })
    .from(records)
    .where(and(inSpan(asked), isNull(records.unit)))
    .orderBy(asc(records.villageCode))
  return rows.map((r) => r.code)
}

async function* paged(
  db: Db,
  asked: Asked,
  which: SQL | undefined,
  beyond: (last: RecordRow) => SQL,
  order: SQL[],
): AsyncGenerator<LedgerRow> {
  for (let last: RecordRow | undefined; ; ) {
    const rows = await db
      .select()
      .from(records)
      .where(and(inSpan(asked), which, last && beyond(last)))
      .orderBy(...order)
      .limit(PAGE)
    yield* await withMoves(db, rows)
    last = rows.at(-1)
    if (rows.length < PAGE) return
  }
}

async function withMoves(db: Db, rows: RecordRow[]): Promise<LedgerRow[]> {
  const ids = rows.map((r) => r.id)
  if (!ids.length) return []
  const [files, lines] = await Promise.all([
    db
      .select()
      .from(attachments)
      .where(anyOf(attachments.recordId, ids, 'uuid'))
      .orderBy(asc(attachments.createdAt), asc(attachments.id)),
    db
      .select({
        id: ledger.subjectId,
        at: ledger.at,
        actor: ledger.actor,
        change: ledger.change,
        from: sql<string>`${ledger.data}->>'from'`,
        to: sql<string>`${ledger.data}->>'to'`,
        note: sql<string | null>`${ledger.data}->>'note'`,
        of: sql<string>`${ledger.data}->>'id'`,
      })
      .from(ledger)
      .where(
        and(
          anyOf(ledger.subjectId, ids, 'uuid'),
          or(eq(ledger.change, 'record.moved'), eq(ledger.change, 'attachment.received')),
        ),
      )
      .orderBy(asc(ledger.seq)),
  ])
  const sender = new Map(lines.filter((l) => l.change === 'attachment.received').map((l) => [l.of, l.actor]))
  const rowOf = new Map(rows.map((r): [string, LedgerRow] => [r.id, { ...r, photos: 0, shots: [], moves: [] }]))
  for (const f of files) {
    const row = rowOf.get(f.recordId!)
    row?.shots.push({ ...f, at: f.createdAt, actor: sender.get(f.id) ?? null })
    if (row) row.photos++
  }
  for (const { id, at, actor, change, from, to, note } of lines)
    if (change === 'record.moved') rowOf.get(id!)?.moves.push({ at, actor, from, to, note })
  return [...rowOf.values()]
}

/** A line of the ledger about a record. */
export interface ChangeRow {
  no: string
  /** Of the record. */
  kind: RecordKind
  unit: string | null
  seq: number
  at: Date
  change: string
  actor: string
  data: Record<string, unknown>
}

/** Everything that changed those records, record by record in their order, each from its beginning. */
export async function* changesOf(db: Db, asked: Asked): AsyncGenerator<ChangeRow> {
  for (let after: string | undefined; ; ) {
    const rows = await db
      .select({ id: records.id, no: records.no, kind: records.kind, unit: records.unit })
      .from(records)
      .where(and(inSpan(asked), after ? gt(records.id, after) : undefined))
      .orderBy(asc(records.id))
      .limit(PAGE)
    if (!rows.length) return
    const lines = await db
      .select()
      .from(ledger)
      .where(
        anyOf(
          ledger.subjectId,
          rows.map((r) => r.id),
          'uuid',
        ),
      )
      .orderBy(asc(ledger.seq))
    const of = new Map<string | null, typeof lines>()
    for (const line of lines) of.set(line.subjectId, [...(of.get(line.subjectId) ?? []), line])
    for (const { id, ...row } of rows)
      for (const { seq, at, change, actor, data } of of.get(id) ?? [])
        yield { ...row, seq, at, change, actor, data: data as Record<string, unknown> }
    if (rows.length < PAGE) return
    after = rows.at(-1)!.id
  }
}

/** The fields that any record of a span has, those of its events included. */
export async function fieldsSaid(db: Db, asked: Asked): Promise<Set<string>> {
  const rows = await db
    .selectDistinct({ key: sql<string>`k` })
    .from(records)
    .crossJoinLateral(
      sql`(select jsonb_object_keys(e) k from jsonb_array_elements(case when jsonb_typeof(${records.fields}->'events') = 'array' then ${records.fields}->'events' else jsonb_build_array(${records.fields}) end) e where jsonb_typeof(e) = 'object') said`,
    )
    .where(inSpan(asked))
  return new Set(rows.map((r) => r.key))
}
