/** What the auditor looks at: a warning with everything that became of it, and what was found amiss before. */
import { and, count, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Audited, Finding, FindingKind } from '#domain/warning/finding.ts'
import type { Db, Tx } from '../engine/tx.ts'
import { deadlines, ledger } from '../flow/tables.ts'

import { loadWarning, sendingsOf } from './load.ts'
import { findings, warnings } from './tables.ts'

/** Open warnings, and those of which something is still found amiss, by id. */
export async function toAudit(db: Db): Promise<string[]> {
  const rows = await db
    .select({ id: warnings.id })
    .from(warnings)
    .where(
      sql`${warnings.state} = 'open' or ${warnings.id} in (select ${findings.warningId} from ${findings} where ${findings.clearedAt} is null)`,
    )
    .orderBy(warnings.id)
  return rows.map((r) => r.id)
}

/** One warning, locked so that no step is half taken while it is looked at. */
export async function loadAudited(tx: Tx, id: string): Promise<Audited | undefined> {
  const state = await loadWarning(tx, id)
  if (!state) return undefined
  const sent = await sendingsOf(tx, [id])
  const pending = await tx
    .select({ kind: deadlines.kind, step: deadlines.step })
    .from(deadlines)
    .where(
      and(
        eq(deadlines.subjectId, id),
        isNull(deadlines.doneAt),
        inArray(deadlines.kind, ['warning.step', 'drill.end', 'warning.close']),
      ),
    )
  const asked = await tx.execute<{ personId: string; name: string }>(sql`
    select o->>'personId' "personId", o->>'name' name from ${ledger} l cross join lateral jsonb_array_elements(l.data->'obligations') o
    where l.subject_id = ${id} and l.change = 'warning.issued'`)
  const handed = await tx.execute<Audited['handed'][number]>(sql`
    select data->>'contactId' "contactId", data->'personIds' "personIds", (data->>'step')::int step from ${ledger} l
    where l.subject_id = ${id} and l.change = 'obligation.handed'`)
  return { ...state, sent: sent.get(id) ?? [], deadlines: pending, asked: [...asked], handed: [...handed] }
}

/** Of one warning, or (null) of the station. */
export async function openFindings(tx: Tx, warningId: string | null): Promise<Finding[]> {
  const rows = await tx
    .select()
    .from(findings)
    .where(and(isNull(findings.clearedAt), warningId ? eq(findings.warningId, warningId) : isNull(findings.warningId)))
  return rows.map(({ key, kind, text }) => ({ key, kind: kind as FindingKind, warningId, text }))
}

/** How much stands open, of everything. */
export async function standingFindings(db: Db | Tx): Promise<number> {
  const [row] = await db.select({ n: count() }).from(findings).where(isNull(findings.clearedAt))
  return row?.n ?? 0
}
