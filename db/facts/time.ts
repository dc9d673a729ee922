/** Applies deadlines and summaries. */
import { sql } from 'drizzle-orm'
import type { Change, ChangeOf } from '#domain/change.ts'
import { insertRows } from '../rows.ts'
import { deadlines } from '../schema/flow.ts'
import { summaries } from '../schema/records.ts'
import type { Tx } from '../tx.ts'

export async function applyTime(tx: Tx, changes: Change[], now: Date): Promise<void> {
  for (const c of changes) {
    if (c.type === 'deadlines.cleared')
      await tx.execute(
        sql`update deadlines set done_at = ${now.toISOString()} where subject_id = ${c.subjectId} and done_at is null ${c.kind ? sql`and kind = ${c.kind}` : sql``}`,
      )
  }
  const of = <T extends Change['type']>(type: T) => changes.filter((c): c is ChangeOf<T> => c.type === type)
  const set = of('deadline.set').map(({ type: _, ...row }) => row)
  const cards = new Map(set.filter((d) => d.kind === 'warning.card').map((d) => [d.subjectId, d]))
  await insertRows(
    tx,
    deadlines,
    set.filter((d) => d.kind !== 'warning.card'),
  )
  // A card that waits to be drawn already is drawn once for all. The row is taken hold of, so that whoever draws it waits for us.
  await insertRows(
    tx,
    deadlines,
    [...cards.values()].sort((a, b) => (a.subjectId < b.subjectId ? -1 : 1)),
    sql`on conflict (subject_id) where kind = 'warning.card' and done_at is null do update set due_at = deadlines.due_at`,
  )
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
