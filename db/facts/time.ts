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
  await insertRows(
    tx,
    deadlines,
    of('deadline.set').map((c) => ({ id: c.id, kind: c.kind, subjectId: c.subjectId, dueAt: c.dueAt, step: c.step })),
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
