/** What is looked at when a record's deadline falls due. */
import type { Rec } from '#domain/record/record.ts'
import type { Tx } from '../engine/tx.ts'
import { drillEnded } from '../warning/load.ts'
import { loadRecord } from './load.ts'

/** The record, held, and whether the drill that it belongs to has ended. */
export async function followed(tx: Tx, { subjectId }: { subjectId: string }): Promise<{ record?: Rec; over: boolean }> {
  const record = await loadRecord(tx, subjectId)
  return { record, over: !!record && (await drillEnded(tx, record)) }
}
