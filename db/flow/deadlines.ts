/** When to look again, at what: set and cleared by decisions, worked off by `jobs/deadlines.ts`. */

import { and, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { Deadline } from '#domain/kernel/deadline.ts'
import { type Change, type ChangeOf, DEADLINES, type DeadlineKind } from '#domain/nouns.ts'
import { insertRows } from '../engine/rows.ts'
import type { Db, Tx } from '../engine/tx.ts'
import { deadlines } from './tables.ts'

export type DeadlineRow = typeof deadlines.$inferSelect

const singleOf = (kind: DeadlineKind) => (DEADLINES[kind] as Deadline).single

/** Where one waits already. */
const WAITS = sql`on conflict (station_id, subject_id, kind) where single and done_at is null`

type Set1 = ChangeOf<'deadline.set'>

export async function writeDeadlines(tx: Tx, changes: readonly Change[], now: Date): Promise<void> {
  // what takes the other's place, in the order in which it was decided: what is cleared after it was set does not stand
  let set: Set1[] = []
  for (const c of changes) {
    if (c.type === 'deadline.set') set.push(c)
    if (c.type !== 'deadlines.cleared') continue
    set = set.filter(
      (d) => singleOf(d.kind) !== 'replaced' || d.subjectId !== c.subjectId || (c.kind && d.kind !== c.kind),
    )
    await tx.execute(
      sql`update deadlines set done_at = ${now.toISOString()} where subject_id = ${c.subjectId} and done_at is null ${c.kind ? sql`and kind = ${c.kind}` : sql``}`,
    )
  }
  const rows = (of: Set1[]) =>
    of
      .map(({ type: _, ...row }) => ({ ...row, single: !!singleOf(row.kind) }))
      // rows are taken hold of in one order, so that nobody waits for somebody who waits for them
      .sort((a, b) => (a.subjectId < b.subjectId ? -1 : 1))
  const last = (of: Set1[]) => [...new Map(of.map((d) => [`${d.kind} ${d.subjectId}`, d])).values()]
  const being = (single: Deadline['single']) => set.filter((d) => singleOf(d.kind) === single)
  await insertRows(tx, deadlines, rows(being(undefined)))
  await insertRows(
    tx,
    deadlines,
    rows(last(being('replaced'))),
    sql`${WAITS} do update set due_at = excluded.due_at, step = excluded.step, attempts = 0, error = null`,
  )
  // the row is taken hold of, so that whoever works it off waits for us
  await insertRows(
    tx,
    deadlines,
    rows(last(being('joined').sort((a, b) => a.step - b.step))),
    sql`${WAITS} do update set due_at = deadlines.due_at, step = greatest(deadlines.step, excluded.step)`,
  )
}

/** What waits to be looked at again is due now. @param subjects a query of their ids. */
export const dueNow = (tx: Tx, kind: DeadlineKind, subjects: SQL, now: Date) =>
  tx.execute(
    sql`update deadlines set due_at = ${now.toISOString()} where kind = ${kind} and done_at is null and subject_id in (${subjects})`,
  )

/** Looks at them in a moment. @param subjects a query of their ids. */
export const lookAgain = (tx: Tx, kind: DeadlineKind, subjects: SQL, now: Date) =>
  tx.execute(sql`insert into deadlines (id, kind, subject_id, due_at)
    select gen_random_uuid(), ${kind}, s.id, ${now.toISOString()}::timestamptz from (${subjects}) s(id)`)

/** What is due now, by id, the longest due first. */
export async function dueNext(db: Db, now: Date, most: number): Promise<string[]> {
  const due = await db
    .select({ id: deadlines.id })
    .from(deadlines)
    .where(and(isNull(deadlines.doneAt), lte(deadlines.dueAt, now)))
    .orderBy(deadlines.dueAt, deadlines.step)
    .limit(most)
  return due.map((d) => d.id)
}

/** Takes one to be worked off in this transaction; nothing where it is done, or another process has it. */
export async function takeDue(tx: Tx, id: string, now: Date): Promise<DeadlineRow | undefined> {
  const [row] = await tx
    .select()
    .from(deadlines)
    .where(sql`${deadlines.id} = ${id} and ${deadlines.doneAt} is null`)
    .for('update', { skipLocked: true })
  if (row) await tx.update(deadlines).set({ doneAt: now }).where(sql`${deadlines.id} = ${id}`)
  return row
}

/** It could not be worked off. @returns how often by now. */
export async function putOffDue(
  db: Db,
  id: string,
  { error, soon, later, tries }: { error: string; soon: Date; later: Date; tries: number },
): Promise<number> {
  const [row] = await db.execute<{ attempts: number }>(sql`
    update deadlines set attempts = least(attempts + 1, 30000), error = ${error},
      due_at = case when attempts + 1 < ${tries} then ${soon.toISOString()}::timestamptz else ${later.toISOString()}::timestamptz end
    where id = ${id} and done_at is null returning attempts`)
  return Number(row?.attempts)
}

/** What a deadline is of, and the number and drill mark of its subject. */
export async function dueOf(tx: Tx, id: string) {
  const [row] = await tx.select().from(deadlines).where(sql`${deadlines.id} = ${id}`)
  if (!row) return undefined
  return { kind: row.kind as DeadlineKind, subjectId: row.subjectId }
}
