/** Applies what happened to warnings and the obligations to answer them. */
import { sql } from 'drizzle-orm'
import type { Change, ChangeOf } from '#domain/change.ts'
import { insertRows } from '../rows.ts'
import { obligations, warnings } from '../schema/records.ts'
import type { Tx } from '../tx.ts'

export async function applyWarnings(tx: Tx, changes: Change[], now: Date): Promise<void> {
  for (const c of changes) await APPLY[c.type]?.(tx, c as never, now)
}

type Apply = { [T in Change['type']]?: (tx: Tx, change: ChangeOf<T>, now: Date) => Promise<unknown> }
const plain = (o: object) => o as Record<string, unknown>

const APPLY: Apply = {
  'warning.drafted': (tx, c) => insertRows(tx, warnings, [plain(c.warning)]),
  'warning.issued': async (tx, c) => {
    const { id, state, openedAt, endedAt, policy, villages, task, supersedes } = c.warning
    await insertRows(
      tx,
      warnings,
      [plain(c.warning)],
      sql`on conflict (id) do update set state = ${state}, opened_at = ${openedAt?.toISOString() ?? null}, policy = ${JSON.stringify(policy)}::jsonb,
      villages = ${`{${villages.join(',')}}`}::text[], task = ${task}, ended_at = ${endedAt?.toISOString() ?? null}, supersedes = ${supersedes}`,
    )
    await insertRows(tx, obligations, c.obligations.map(plain), sql`on conflict (warning_id, person_id) do nothing`)
    return id
  },
  'warning.ended': (tx, c, now) =>
    tx.execute(sql`update warnings set state = ${c.state}, ended_at = ${now.toISOString()} where id = ${c.id}`),
  // the first answer stands: a second press or word changes nothing
  'obligation.answered': (tx, c, now) =>
    tx.execute(sql`update obligations set answered_at = ${now.toISOString()}, answer = ${c.answer}, answered_how = ${c.how}
    where warning_id = ${c.warningId} and person_id = ${c.personId} and answered_at is null`),
  'obligation.stepped': (tx, c) =>
    tx.execute(sql`update obligations set step = ${c.step} where warning_id = ${c.warningId} and answered_at is null`),
}
