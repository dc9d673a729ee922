/** Applies what happened to warnings and the obligations to answer them. */
import { isDeepStrictEqual } from 'node:util'
import { eq, sql } from 'drizzle-orm'
import type { AnyFact } from '#domain/kernel/fact.ts'
import { ofType } from '#domain/kernel/need.ts'
import type { ChangeOf, Change as WarningChange, WarningFact } from '#domain/warning/fact.ts'
import type { Warning } from '#domain/warning/warning.ts'
import { Overtaken } from '../engine/overtaken.ts'
import { anyOf, insertRows } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'
import { LEDGER_ONLY, TOGETHER, type Writers, writeEach } from '../fact.ts'
import { dueNow, lookAgain } from '../flow/deadlines.ts'

import { writeFindings } from './audit-facts.ts'
import { calls, obligations, warnings } from './tables.ts'

/**
 * All warning changes of a batch, in order; answers and calls in one statement each, since hundreds come within minutes.
 */
export async function writeWarnings(tx: Tx, changes: readonly AnyFact[], now: Date): Promise<void> {
  const of = ofType<WarningFact>(changes)
  await writeEach(WRITERS, tx, changes, now)
  const answers = of('obligation.answered')
  // the first answer stands: a second press or word changes nothing
  if (answers.length)
    await tx.execute(sql`update obligations o set answered_at = ${now.toISOString()}, answer = a.answer, answered_how = a.how
      from (select distinct on (w, p) * from jsonb_to_recordset(${JSON.stringify(answers.map((a, n) => ({ w: a.warningId, p: a.personId, how: a.how, answer: a.answer, n })))}::jsonb) x(w uuid, p uuid, how text, answer text, n int) order by w, p, n) a
      where o.warning_id = a.w and o.person_id = a.p and o.answered_at is null`)
  await insertRows(
    tx,
    calls,
    of('obligation.called').map(({ type: _, ...call }) => ({ ...call, calledAt: now })),
  )
  await writeFindings(tx, changes, now)
  await lookAtReach(tx, changes, now)
}

/**
 * Takes hold of a warning and throws where somebody else has issued or ended it since it was looked at: whoever decided so
 * decides again from what is so now, and nobody is told twice.
 */
async function still(tx: Tx, id: string, states: Warning['state'][]): Promise<void> {
  const [row] = await tx.select({ state: warnings.state }).from(warnings).where(eq(warnings.id, id)).for('update')
  if (row && !states.includes(row.state)) throw new Overtaken(`the warning is ${row.state} meanwhile`)
}

/** What ends in which way: only a draft is discarded, and only what was issued is lifted, closed or taken over. */
const ENDS: Record<ChangeOf<'warning.ended'>['state'], Warning['state'][]> = {
  discarded: ['draft'],
  superseded: ['open'],
  lifted: ['open'],
  closed: ['open'],
}

/** Whatever airs a warning that has changed is looked at now, and stopped where it no longer holds. */
const lookAtAiring = (tx: Tx, warningId: string, now: Date) =>
  dueNow(tx, 'broadcast.follow', sql`select id from broadcasts where warning_id = ${warningId}`, now)

/** Open warnings are looked at in a moment for people who cannot be told any more: whoever was let go, or anybody at an import. */
async function lookAtReach(tx: Tx, facts: readonly AnyFact[], now: Date): Promise<void> {
  const of = ofType<WarningChange>(facts)
  const open = sql`select w.id from warnings w where w.state = 'open'`
  if (of('roster.imported').length) return void (await lookAgain(tx, 'warning.reach', open, now))
  const gone = of('account.revoked').map((f) => f.personId)
  const asked = sql`exists (select 1 from obligations o where o.warning_id = w.id and o.answered_at is null and ${anyOf(sql`o.person_id`, gone, 'uuid')})`
  if (gone.length) await lookAgain(tx, 'warning.reach', sql`${open} and ${asked}`, now)
}

const plain = (o: object) => o as Record<string, unknown>

const WRITERS: Writers<WarningFact> = {
  'obligation.answered': TOGETHER,
  'obligation.called': TOGETHER,
  'obligation.troubled': LEDGER_ONLY,
  'audit.found': TOGETHER,
  'audit.cleared': TOGETHER,
  'audit.clean': TOGETHER,
  'feed.asked': TOGETHER,
  'warning.drafted': (tx, c) => insertRows(tx, warnings, [plain(c.warning)]),
  'warning.judged': async (tx, c) => {
    await still(tx, c.id, ['draft'])
    const done = await tx.execute(
      sql`update warnings set drill = ${c.drill}, drill_by = 'judged', no = ${c.no} where id = ${c.id} and drill_by = 'doubt' returning 1`,
    )
    if (!done.length) throw new Overtaken('the warning is judged meanwhile')
  },
  'warning.issued': async (tx, c) => {
    await still(tx, c.warning.id, ['draft'])
    const { state, openedAt, endedAt, policy, villages, area, chats, task, supersedes, doubts } = c.warning
    await insertRows(
      tx,
      warnings,
      [plain(c.warning)],
      sql`on conflict (station_id, id) do update set state = ${state}, opened_at = ${openedAt?.toISOString() ?? null}, policy = ${JSON.stringify(policy)}::jsonb,
      villages = ${`{${villages.join(',')}}`}::text[], area = ${JSON.stringify(area)}::jsonb, chats = ${JSON.stringify(chats)}::jsonb, task = ${task},
      ended_at = ${endedAt?.toISOString() ?? null}, supersedes = ${supersedes},
      doubts = ${JSON.stringify(doubts)}::jsonb`,
    )
    await insertRows(
      tx,
      obligations,
      c.obligations.map(plain),
      sql`on conflict (station_id, warning_id, person_id) do nothing`,
    )
  },
  'warning.ended': async (tx, c, now) => {
    await still(tx, c.id, ENDS[c.state])
    await tx.execute(sql`update warnings set state = ${c.state}, ended_at = ${now.toISOString()} where id = ${c.id}`)
    await lookAtAiring(tx, c.id, now)
  },
  'warning.narrowed': async (tx, c, now) => {
    await still(tx, c.id, ['open'])
    const [row] = await tx
      .select({ villages: warnings.villages, area: warnings.area })
      .from(warnings)
      .where(eq(warnings.id, c.id))
    if (row && !isDeepStrictEqual(row, c.was)) throw new Error('the warning is narrowed meanwhile')
    await tx.execute(
      sql`update warnings set villages = ${`{${c.villages.join(',')}}`}::text[], area = ${JSON.stringify(c.area)}::jsonb where id = ${c.id}`,
    )
    await lookAtAiring(tx, c.id, now)
  },
  'obligation.stepped': (tx, c) =>
    tx.execute(
      sql`update obligations set step = ${c.step} where warning_id = ${c.warningId} and answered_at is null and ${anyOf(sql`person_id`, c.personIds, 'uuid')}`,
    ),
  'obligation.unreached': (tx, c) =>
    tx.execute(
      sql`update obligations set reach = ${c.reach} where warning_id = ${c.warningId} and ${anyOf(sql`person_id`, c.personIds, 'uuid')}`,
    ),
  'obligation.alone': (tx, c) =>
    tx.execute(
      sql`update obligations set chat = null where warning_id = ${c.warningId} and ${anyOf(sql`person_id`, c.personIds, 'uuid')}`,
    ),
  'obligation.acted': (tx, c, now) =>
    tx.execute(
      sql`update obligations set acted_at = ${now.toISOString()}, acted_record_id = ${c.recordId} where warning_id = ${c.warningId} and person_id = ${c.personId}`,
    ),
  'obligation.handed': (tx, c) =>
    tx.execute(
      sql`update obligations set contact_id = ${c.contactId} where warning_id = ${c.warningId} and ${anyOf(sql`person_id`, c.personIds, 'uuid')}`,
    ),
  'obligation.ended': (tx, c, now) =>
    tx.execute(
      sql`update obligations set ended_at = ${now.toISOString()} where warning_id = ${c.warningId} and answered_at is null and ${anyOf(sql`person_id`, c.personIds, 'uuid')}`,
    ),
}
