/** What is looked at when a warning's deadline falls due. */
import { TROUBLES_TOO } from '#domain/warning/card.ts'
import type { Tx } from '../engine/tx.ts'
import { troublesOf } from './evidence.ts'
import { loadWarning, loadWarningSent } from './load.ts'

type Row = { subjectId: string; step: number }
const state = (tx: Tx, { subjectId }: Row) => loadWarning(tx, subjectId)
const withSent = (tx: Tx, { subjectId }: Row) => loadWarningSent(tx, subjectId)

export const WARNING_DUE = {
  'warning.step': state,
  'warning.card': async (tx: Tx, row: Row) => {
    const found = await state(tx, row)
    return { state: found, said: found && row.step === TROUBLES_TOO ? await troublesOf(tx, row.subjectId) : [] }
  },
  'warning.reach': withSent,
  'warning.close': withSent,
  'drill.end': withSent,
}
