/** Writes what happened to summaries. */

import type { AnyFact } from '#domain/kernel/fact.ts'
import { ofType } from '#domain/kernel/need.ts'
import type { SummaryFact } from '#domain/summary/fact.ts'
import { insertRows } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'
import { summaries } from './tables.ts'

export const writeSummaries = (tx: Tx, changes: readonly AnyFact[], now: Date): Promise<unknown> =>
  insertRows(
    tx,
    summaries,
    ofType<SummaryFact>(changes)('summary.made').map(({ type: _, ...made }) => ({ ...made, createdAt: now })),
  )
