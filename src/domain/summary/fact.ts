/** What has happened to summaries. */
import type { KernelFact } from '../kernel/fact.ts'
import { type LedgerTable, ofPerson } from '../kernel/ledgered.ts'

export type SummaryFact = {
  type: 'summary.made'
  day: string
  slot: string
  personId: string
  body: Record<string, unknown>
  outboxId: string | null
}

export type Change = KernelFact | SummaryFact

export const SUMMARY_LEDGER: LedgerTable<SummaryFact> = { 'summary.made': ofPerson }
