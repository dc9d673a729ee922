/** Writes what is everybody's: when to look again, the clock, who opened what. */

import { sql } from 'drizzle-orm'
import type { AnyFact } from '#domain/kernel/fact.ts'
import { type Change, type ChangeOf, DEADLINES, type DeadlineKind } from '#domain/nouns.ts'
import { among, insertRows } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'
import { moveTimes } from './clock.ts'
import { deadlines } from './tables.ts'

/** Kinds of which a subject waits for one at most. */
const isChain = (kind: DeadlineKind) => 'chain' in DEADLINES[kind]

type Set1 = ChangeOf<'deadline.set'>

export async function writeKernel(tx: Tx, facts: readonly AnyFact[], now: Date): Promise<void> {
  const changes = facts as Change[]
  // first of all: what is written below is by the new time
  for (const c of changes) if (c.type === 'clock.moved') await moveTimes(tx, c.ms, c.kinds, now)
  // a chain in the order in which it was decided: what is cleared after it was set does not stand
  let set: Set1[] = []
  for (const c of changes) {
    if (c.type === 'deadline.set') set.push(c)
    if (c.type !== 'deadlines.cleared') continue
    set = set.filter((d) => !isChain(d.kind) || d.subjectId !== c.subjectId || (c.kind && d.kind !== c.kind))
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
  const chains = last(set.filter((d) => isChain(d.kind)))
  await insertRows(tx, deadlines, rows(set.filter((d) => d.kind !== 'warning.card' && !isChain(d.kind))))
  await insertRows(
    tx,
    deadlines,
    rows(chains),
    sql`on conflict (station_id, subject_id, kind) where kind in ('hazard.remind', 'report.unreceived') and done_at is null
    do update set due_at = excluded.due_at, step = excluded.step, attempts = 0, error = null`,
  )
  // A card that waits to be drawn already is drawn once for all. The row is taken hold of, so that whoever draws it waits for us.
  await insertRows(
    tx,
    deadlines,
    rows(cards),
    sql`on conflict (station_id, subject_id) where kind = 'warning.card' and done_at is null do update set due_at = deadlines.due_at, step = greatest(deadlines.step, excluded.step)`,
  )
  for (const c of changes) if (c.type === 'message.read') await readBy(tx, c)
}

/** Only what speaks of something is kept: nobody needs to know who opened a line of chat. */
const readBy = (tx: Tx, c: ChangeOf<'message.read'>) =>
  tx.execute(sql`insert into receipts (channel, provider_id, account, read_at)
    select o.channel, o.provider_id, ${c.account}, ${c.at.toISOString()} from outbox o
    where o.channel = ${c.channel} and ${among(sql`o.provider_id`, c.messageIds)} and o.about_id is not null on conflict do nothing`)
