/** Applies what happened to warnings and the obligations to answer them. */
import { sql } from 'drizzle-orm'
import type { Change, ChangeOf } from '#domain/change.ts'
import { among, insertRows } from '../rows.ts'
import { calls, obligations, warnings } from '../schema/records.ts'
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
  'warning.ended': async (tx, c, now) => {
    await tx.execute(sql`update warnings set state = ${c.state}, ended_at = ${now.toISOString()} where id = ${c.id}`)
    // whatever airs it is looked at now, and stopped
    await tx.execute(sql`update deadlines set due_at = ${now.toISOString()} where kind = 'broadcast.follow' and done_at is null
    and subject_id in (select id from broadcasts where warning_id = ${c.id})`)
  },
  // the first answer stands: a second press or word changes nothing
  'obligation.answered': (tx, c, now) =>
    tx.execute(sql`update obligations set answered_at = ${now.toISOString()}, answer = ${c.answer}, answered_how = ${c.how}
    where warning_id = ${c.warningId} and person_id = ${c.personId} and answered_at is null`),
  'obligation.called': (tx, c, now) =>
    insertRows(tx, calls, [
      {
        id: c.id,
        warningId: c.warningId,
        personId: c.personId,
        calledBy: c.calledBy,
        how: c.how,
        result: c.result,
        note: c.note,
        calledAt: now,
      },
    ]),
  // only what speaks of something is kept: nobody needs to know who opened a line of chat
  'message.read': (tx, c) =>
    tx.execute(sql`insert into receipts (channel, provider_id, account, read_at)
    select o.channel, o.provider_id, ${c.account}, ${c.at.toISOString()} from outbox o
    where o.channel = ${c.channel} and ${among(sql`o.provider_id`, c.messageIds)} and o.about_id is not null on conflict do nothing`),
  'obligation.stepped': (tx, c) =>
    tx.execute(sql`update obligations set step = ${c.step} where warning_id = ${c.warningId} and answered_at is null`),
}
