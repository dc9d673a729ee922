/** Everything the rows say about warnings, for the live page and the evidence: one query a table, however many people. */
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { PRIORITY } from '#domain/kernel/fact.ts'
import type { EvidenceFacts, Happened, Verdict, WarningMessage } from '#domain/warning/evidence.ts'
import type { FindingKind } from '#domain/warning/finding.ts'
import type { Troubled } from '#domain/warning/trouble.ts'
import type { Obligation, Warning } from '#domain/warning/warning.ts'
import { FINDING_WORDS, warningWords } from '#domain/warning/words.ts'
import { anyOf } from '../engine/rows.ts'
import type { Db, Tx } from '../engine/tx.ts'
import { deadlines, ledger, outbox, receipts } from '../flow/tables.ts'
import { calls, findings, obligations, warnings } from './tables.ts'

/** Priority 0, the warning's own: cards that show officers how it stands are no attempts to reach anybody. */
const ofWarning = (ids: string[]) =>
  // as so many values and not as one list, whose length the planner cannot guess: it would read the whole outbox
  and(sql`${outbox.aboutKind} = 'warning'`, inArray(outbox.aboutId, ids), eq(outbox.priority, PRIORITY.warning))

/** @returns one entry for each id that is a warning, newest first. */
export async function loadEvidence(db: Db, ids: string[]): Promise<EvidenceFacts[]> {
  if (!ids.length) return []
  const [found, duties, messages, opened, made, history, due] = await Promise.all([
    db.select().from(warnings).where(inArray(warnings.id, ids)).orderBy(sql`${warnings.id} desc`),
    db
      .select()
      .from(obligations)
      .where(inArray(obligations.warningId, ids))
      .orderBy(obligations.villageCode, obligations.id),
    db
      .select({
        warningId: outbox.aboutId,
        id: outbox.id,
        channel: outbox.channel,
        chat: outbox.chat,
        personId: outbox.personId,
        mentions: sql<string[]>`coalesce(${outbox.message}->'mentions', '[]'::jsonb)`,
        title: sql<string>`${outbox.message}->>'text'`,
        urgent: sql<boolean>`${outbox.urgent} is not null`,
        step: outbox.step,
        state: sql<string>`${outbox.state}`,
        reason: outbox.reason,
        providerId: outbox.providerId,
        tries: outbox.attempts,
        createdAt: outbox.createdAt,
        sentAt: outbox.sentAt,
      })
      .from(outbox)
      .where(ofWarning(ids))
      .orderBy(asc(outbox.id)),
    db
      .select({
        warningId: outbox.aboutId,
        channel: receipts.channel,
        providerId: receipts.providerId,
        account: receipts.account,
        readAt: receipts.readAt,
      })
      .from(receipts)
      .innerJoin(outbox, and(eq(outbox.channel, receipts.channel), eq(outbox.providerId, receipts.providerId)))
      .where(ofWarning(ids)),
    db.select().from(calls).where(inArray(calls.warningId, ids)).orderBy(calls.calledAt, calls.id),
    db
      .select({
        warningId: ledger.subjectId,
        at: ledger.at,
        change: ledger.change,
        actor: ledger.actor,
        // who was asked has rows of its own
        data: sql<Record<string, unknown>>`${ledger.data} - 'obligations' - 'warning' - 'personIds'`,
      })
      .from(ledger)
      .where(
        and(
          inArray(ledger.subjectId, ids),
          sql`(${ledger.change} like 'warning.%' or ${ledger.change} in ('obligation.stepped', 'obligation.troubled'))`,
        ),
      )
      .orderBy(ledger.seq),
    db
      .select({ warningId: deadlines.subjectId, step: deadlines.step, dueAt: deadlines.dueAt })
      .from(deadlines)
      .where(and(inArray(deadlines.subjectId, ids), isNull(deadlines.doneAt), eq(deadlines.kind, 'warning.step')))
      .orderBy(deadlines.dueAt),
  ])
  const [dutiesOf, messagesOf, openedOf, madeOf, historyOf, dueOf] = [
    byWarning(duties),
    byWarning(messages),
    byWarning(opened),
    byWarning(made),
    byWarning(history),
    byWarning(due),
  ]
  return found.map((w) => ({
    warning: w as Warning,
    obligations: dutiesOf(w.id) as Obligation[],
    messages: messagesOf(w.id) as WarningMessage[],
    receipts: openedOf(w.id),
    calls: madeOf(w.id),
    history: historyOf(w.id) as Happened[],
    next: dueOf(w.id)[0] ?? null,
  }))
}

function byWarning<R extends { warningId: string | null }>(rows: R[]): (id: string) => R[] {
  const groups = new Map<string | null, R[]>()
  for (const row of rows) {
    const group = groups.get(row.warningId)
    if (group) group.push(row)
    else groups.set(row.warningId, [row])
  }
  return (id) => groups.get(id) ?? []
}

/** A short mark of how each warning stands: another mark, and there is something new to show. */
export async function marksOf(db: Db, ids: string[]): Promise<Map<string, string>> {
  const rows = await db.execute<{ id: string; mark: string }>(sql`
    select w.id, concat_ws(' ', w.state,
      (select concat_ws(' ', count(*), count(o.answered_at), sum(o.step)) from obligations o where o.warning_id = w.id),
      (select count(*) from calls c where c.warning_id = w.id),
      (select concat_ws(' ', count(*), count(m.sent_at), string_agg(distinct m.state, '')) from outbox m where m.about_kind = 'warning' and m.about_id = w.id and m.priority = ${PRIORITY.warning}),
      (select count(*) from outbox m join receipts r on r.channel = m.channel and r.provider_id = m.provider_id where m.about_kind = 'warning' and m.about_id = w.id and m.priority = ${PRIORITY.warning}),
      (select min(d.due_at) from deadlines d where d.subject_id = w.id and d.done_at is null)) mark
    from warnings w where ${anyOf(sql`w.id`, ids, 'uuid')}`)
  return new Map([...rows].map((r) => [r.id, r.mark]))
}

/** A lane needs this long at most to have sent what was owed the moment a warning went out. */
const TOLD_WITHIN_MS = 60_000

/**
 * The verdict on warnings: whoever could be told by message, has not answered, and was sent nothing; and what the auditor raised.
 * Whoever has no account or is on leave is for a phone call, which the calls list shows.
 */
export async function verdictsOf(db: Db, ids: string[], now: Date): Promise<Map<string, Verdict>> {
  const rows = await db.execute<{ warning_id: string; person_id: string; state: string | null }>(sql`
    with owed as (select about_id, channel, person_id, state, message->'mentions' mentions from outbox where ${ofWarning(ids)}),
      told as (select about_id, person_id, state from owed where person_id is not null
        union all select m.about_id, a.person_id, m.state from owed m cross join jsonb_array_elements_text(m.mentions) x(account)
          join accounts a on a.channel = m.channel and a.account = x.account
        -- whose account it was when the warning was issued, whoever has it since
        union all select m.about_id, b.person_id, m.state from owed m cross join jsonb_array_elements_text(m.mentions) x(account)
          join obligations b on b.warning_id = m.about_id and b.channel = m.channel and b.account = x.account),
      best as (select about_id, person_id, bool_or(state = 'sent') sent, min(state) state from told group by 1, 2)
    select o.warning_id, o.person_id, b.state
    from obligations o join warnings w on w.id = o.warning_id left join best b on b.about_id = o.warning_id and b.person_id = o.person_id
    where ${inArray(sql`o.warning_id`, ids)} and o.answered_at is null and o.ended_at is null and o.reach = 'ok' and b.sent is not true
      and w.opened_at < least(coalesce(w.ended_at, 'infinity'), ${now.toISOString()}::timestamptz) - make_interval(secs => ${TOLD_WITHIN_MS / 1000})
    order by o.warning_id, o.person_id`)
  const verdicts = new Map<string, Verdict>(ids.map((id) => [id, { at: now, disagreements: [], findings: [] }]))
  for (const r of rows)
    verdicts.get(r.warning_id)!.disagreements.push({
      personId: r.person_id,
      why: r.state ? warningWords.notDelivered(r.state) : warningWords.nothingSent,
    })
  const raised = await db
    .select()
    .from(findings)
    .where(inArray(findings.warningId, ids))
    .orderBy(findings.foundAt, findings.id)
  for (const { warningId, kind, text, foundAt, clearedAt } of raised)
    verdicts
      .get(warningId!)!
      .findings.push({ what: FINDING_WORDS[kind as FindingKind] ?? kind, of: text, foundAt, clearedAt })
  return verdicts
}

export const verdictOf = async (db: Db, warningId: string, now: Date): Promise<Verdict> =>
  (await verdictsOf(db, [warningId], now)).get(warningId)!

/** What was said to a warning beside answers, the newest first, as the ledger keeps it. */
export async function troublesOf(db: Db | Tx, warningId: string): Promise<Troubled[]> {
  const rows = await db
    .select({ at: ledger.at, data: sql<Omit<Troubled, 'at'>>`${ledger.data}` })
    .from(ledger)
    .where(and(eq(ledger.subjectId, warningId), eq(ledger.change, 'obligation.troubled')))
    .orderBy(sql`${ledger.seq} desc`)
    .limit(500)
  return rows.map(({ at, data: { personId, what, text } }) => ({ personId, what, text, at }))
}
