/** Applies what the auditor found, what no longer holds, and its heartbeat. */

import { and, isNull, sql } from 'drizzle-orm'
import type { AnyFact } from '#domain/kernel/fact.ts'
import { ofType } from '#domain/kernel/need.ts'
import type { WarningFact } from '#domain/warning/fact.ts'
import { anyOf, insertRows } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'
import { beat } from '../flow/heartbeats.ts'
import { findings } from './tables.ts'

export async function writeFindings(tx: Tx, changes: readonly AnyFact[], now: Date): Promise<void> {
  const of = ofType<WarningFact>(changes)
  const cleared = of('audit.cleared').map((c) => c.key)
  if (cleared.length)
    await tx
      .update(findings)
      .set({ clearedAt: now })
      .where(and(isNull(findings.clearedAt), anyOf(findings.key, cleared)))
  await insertRows(
    tx,
    findings,
    of('audit.found').map(({ type: _, ...f }) => ({ ...f, foundAt: now })),
    sql`on conflict (station_id, key) where cleared_at is null do nothing`,
  )
  for (const { name } of of('audit.clean')) await beat(tx, name, now)
}
