/**
 * The auditor, every minute: looks at every open warning in a transaction of its own, then at the oldest unsent message; its
 * heartbeat is written only when nothing disagrees.
 */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { lock } from '#db/engine/locks.ts'
import type { Db, Tx } from '#db/engine/tx.ts'
import { UNSENT } from '#db/flow/outbox.ts'
import { deadlines, findings, heartbeats, ledger } from '#db/flow/tables.ts'
import { warnings } from '#db/record/tables.ts'
import { loadWarning, sendingsOf } from '#db/warning/load.ts'
import { type Audited, audited, findingsOf } from '#domain/warning/audit.ts'
import type { Finding, FindingKind } from '#domain/warning/finding.ts'
import { unreached } from '#domain/warning/reach.ts'
import { type DecideParts, decideNow } from './decide.ts'

export interface AuditParts extends DecideParts {
  log: { error(f: object, m: string): void }
}

const HEARTBEAT = 'audit'

/** @returns how many disagreements stand open. */
export async function audit(parts: AuditParts): Promise<number> {
  const open = await parts.db
    .select({ id: warnings.id })
    .from(warnings)
    .where(
      sql`${warnings.state} = 'open' or ${warnings.id} in (select ${findings.warningId} from ${findings} where ${findings.clearedAt} is null)`,
    )
    .orderBy(warnings.id)
  let failed = false
  for (const { id } of open) {
    try {
      report(parts, await one(parts, id))
    } catch (err) {
      failed = true
      parts.log.error({ err, warning: id }, 'a warning could not be audited')
    }
  }
  let standing = 0
  const changes = await decideNow(
    parts,
    'anan',
    async (tx, g) => {
      await lock(tx, 'audit')
      standing = (await tx.select({ key: findings.key }).from(findings).where(isNull(findings.clearedAt))).length
      return { before: await openFindings(tx, null), oldest: await oldestUnsent(tx, g.now) }
    },
    (g, { before, oldest }) => {
      const seconds = oldest ? Math.round((g.now.getTime() - oldest.getTime()) / 1000) : 0
      const now: Finding[] =
        seconds > g.settings.audit.unsent_seconds
          ? [{ key: 'unsent', kind: 'unsent', warningId: null, text: `最早一条已等${Math.floor(seconds / 60)}分钟` }]
          : []
      standing += now.length - before.length
      return [
        ...audited(g, null, before, now, []),
        ...(standing || failed ? [] : [{ type: 'audit.clean', name: HEARTBEAT } as const]),
      ]
    },
  )
  report(parts, changes)
  return standing
}

/** One warning, locked so that no step is half taken while it is looked at. */
const one = (parts: AuditParts, id: string) =>
  decideNow(
    parts,
    'anan',
    async (tx) => ({ state: await loadAudited(tx, id), before: await openFindings(tx, id) }),
    (g, { state, before }) => {
      if (!state) return []
      const { findings, repairs } = findingsOf(g, state)
      return [...audited(g, state.warning, before, findings, repairs), ...unreached(g, state)]
    },
  )

function report(parts: AuditParts, changes: { type: string }[]): void {
  for (const c of changes)
    if (c.type === 'audit.found') parts.log.error({ finding: c }, 'the auditor found a disagreement')
}

async function loadAudited(tx: Tx, id: string): Promise<Audited | undefined> {
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
  return { ...state, sent: sent.get(id) ?? [], deadlines: pending, asked: [...asked] }
}

async function openFindings(tx: Tx, warningId: string | null): Promise<Finding[]> {
  const rows = await tx
    .select()
    .from(findings)
    .where(and(isNull(findings.clearedAt), warningId ? eq(findings.warningId, warningId) : isNull(findings.warningId)))
  return rows.map(({ key, kind, text }) => ({ key, kind: kind as FindingKind, warningId, text }))
}

/** When the longest-waiting message was owed; one that waits for its own later time is not waiting. */
async function oldestUnsent(tx: Tx, now: Date): Promise<Date | null> {
  const [row] = await tx.execute<{ at: string | null }>(
    sql`select min(created_at) at from outbox where ${UNSENT} and (available_at <= ${now.toISOString()} or attempts > 0)`,
  )
  return row?.at ? new Date(row.at) : null
}

/** For health and metrics: when everything was last found as it should be, and how much is not. */
export async function auditState(db: Db): Promise<{ clean_at: Date | null; findings: number }> {
  const [beat, standing] = await Promise.all([
    db.select().from(heartbeats).where(eq(heartbeats.name, HEARTBEAT)),
    db.select({ n: sql<number>`count(*)::int` }).from(findings).where(isNull(findings.clearedAt)),
  ])
  return { clean_at: beat[0]?.at ?? null, findings: standing[0]?.n ?? 0 }
}
