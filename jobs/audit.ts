/**
 * The auditor, every minute: looks at every open warning in a transaction of its own, then at the oldest unsent message; its
 * heartbeat is written only when nothing disagrees.
 */
import type { Db } from '#db/engine/tx.ts'
import { lastBeat } from '#db/flow/heartbeats.ts'
import { standingFindings, toAudit } from '#db/warning/audit.ts'
import { findingsOf, recordAudit } from '#domain/warning/audit.ts'
import type { Finding } from '#domain/warning/finding.ts'
import { AUDITED, FINDINGS, OLDEST_UNSENT, STANDING_FINDINGS } from '#domain/warning/needs.ts'
import { tellUnreached } from '#domain/warning/reach.ts'
import { type DecideDeps, decideNow } from './decide.ts'

export interface AuditDeps extends DecideDeps {
  log: { error(f: object, m: string): void }
}

const HEARTBEAT = 'audit'

/** @returns how many disagreements stand open. */
export async function audit(deps: AuditDeps): Promise<number> {
  let failed = false
  for (const id of await toAudit(deps.db)) {
    try {
      report(deps, await one(deps, id))
    } catch (err) {
      failed = true
      deps.log.error({ err, warning: id }, 'a warning could not be audited')
    }
  }
  let standing = 0
  const changes = await decideNow(deps, 'anan', {
    needs: { stood: STANDING_FINDINGS.of(null), before: FINDINGS.of(null), oldest: OLDEST_UNSENT.of(null) },
    decide: (g, { stood, before, oldest }) => {
      const seconds = oldest ? Math.round((g.now.getTime() - oldest.getTime()) / 1000) : 0
      const now: Finding[] =
        seconds > g.settings.audit.unsent_seconds
          ? [{ key: 'unsent', kind: 'unsent', warningId: null, text: `最早一条已等${Math.floor(seconds / 60)}分钟` }]
          : []
      standing = stood + now.length - before.length
      return [
        ...recordAudit(g, null, before, now, []),
        ...(standing || failed ? [] : [{ type: 'audit.clean', name: HEARTBEAT } as const]),
      ]
    },
  })
  report(deps, changes)
  return standing
}

/** One warning, locked so that no step is half taken while it is looked at. */
const one = (deps: AuditDeps, id: string) =>
  decideNow(deps, 'anan', {
    needs: { state: AUDITED.of(id), before: FINDINGS.of(id) },
    decide: (g, { state, before }) => {
      if (!state) return []
      const { findings, repairs } = findingsOf(g, state)
      return [...recordAudit(g, state.warning, before, findings, repairs), ...tellUnreached(g, state)]
    },
  })

function report(deps: AuditDeps, changes: { type: string }[]): void {
  for (const c of changes)
    if (c.type === 'audit.found') deps.log.error({ finding: c }, 'the auditor found a disagreement')
}

/** For health and metrics: when everything was last found as it should be, and how much is not. */
export async function auditState(db: Db): Promise<{ clean_at: Date | null; findings: number }> {
  const [clean_at, findings] = await Promise.all([lastBeat(db, HEARTBEAT), standingFindings(db)])
  return { clean_at, findings }
}
