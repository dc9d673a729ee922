/** Applies deadlines and summaries. */
import { sql } from 'drizzle-orm'
import type { Change, ChangeOf, DeadlineKind } from '#domain/kernel/fact.ts'
import { insertRows } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'
import { summaries } from '../record/tables.ts'
import { moveTimes } from './clock.ts'
import { deadlines } from './tables.ts'

/** Kinds of which a subject waits for one at most: a new one takes the place of the one that waits. */
const CHAINS: ReadonlySet<DeadlineKind> = new Set(['hazard.remind', 'report.unreceived'])

type Set1 = ChangeOf<'deadline.set'>

export async function applyTime(tx: Tx, changes: Change[], now: Date): Promise<void> {
  // first of all: what is written below is by the new time
  for (const c of changes) if (c.type === 'clock.moved') await moveTimes(tx, c.ms, c.kinds, now)
  // a chain in the order in which it was decided: what is cleared after it was set does not stand
  let set: Set1[] = []
  for (const c of changes) {
    if (c.type === 'deadline.set') set.push(c)
    if (c.type !== 'deadlines.cleared') continue
    set = set.filter((d) => !CHAINS.has(d.kind) || d.subjectId !== c.subjectId || (c.kind && d.kind !== c.kind))
    await tx.execute(
      sql`update deadlines set done_at = ${now.toISOString()} where subject_id = ${c.subjectId} and done_at is null ${c.kind ? sql`and kind = ${c.kind}` : sql``}`,
    )
  }
  const rows = (of: Set1[]) =>
    of
      .map(({ type: _, ...row }) => row)
      // rows are taken hold of in one order, so that nobody waits for somebody who waits for them
      .sort((a, b) => (a.subjectId < b.subjectId ? -1 : 1))
  const last = (of: Set1[]) => [...new Map(of.map((d) => [`${d.kind} ${d.subjectId}`, d])).values()]
  // the furthest step of a card stands: what else is to be drawn with it is not forgotten
  const cards = last(set.filter((d) => d.kind === 'warning.card').sort((a, b) => a.step - b.step))
  const chains = last(set.filter((d) => CHAINS.has(d.kind)))
  await insertRows(tx, deadlines, rows(set.filter((d) => d.kind !== 'warning.card' && !CHAINS.has(d.kind))))
  await insertRows(
    tx,
    deadlines,
    rows(chains),
    sql`on conflict (subject_id, kind) where kind in ('hazard.remind', 'report.unreceived') and done_at is null
    do update set due_at = excluded.due_at, step = excluded.step, attempts = 0, error = null`,
  )
  // A card that waits to be drawn already is drawn once for all. The row is taken hold of, so that whoever draws it waits for us.
  await insertRows(
    tx,
    deadlines,
    rows(cards),
    sql`on conflict (subject_id) where kind = 'warning.card' and done_at is null do update set due_at = deadlines.due_at, step = greatest(deadlines.step, excluded.step)`,
  )
  const of = <T extends Change['type']>(type: T) => changes.filter((c): c is ChangeOf<T> => c.type === type)
  await insertRows(
    tx,
    summaries,
    of('summary.made').map((c) => ({
      day: c.day,
      slot: c.slot,
      personId: c.personId,
      body: c.body,
      outboxId: c.outboxId,
      createdAt: now,
    })),
  )
}
