/** The cards that people hold of records. */
import { cardSlots, type Rec, type RecordKind } from '#domain/record/record.ts'
import { anyOf } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'
import { slots } from '../flow/tables.ts'

const WATCHED: ReadonlySet<RecordKind> = new Set<RecordKind>(['disaster_report', 'hazard_report'])

/** Reports and hazards with the cards that people hold of them, which follow whatever becomes of it. */
export async function withHeld(tx: Tx, all: readonly Rec[]): Promise<Rec[]> {
  const ids = [...new Set(all.filter((r) => WATCHED.has(r.kind)).map((r) => r.id))]
  if (!ids.length) return [...all]
  const rows = await tx
    .select({ channel: slots.channel, account: slots.address, slot: slots.slot })
    .from(slots)
    .where(anyOf(slots.slot, ids.flatMap(cardSlots)))
  return all.map((r) => ({ ...r, held: rows.filter((c) => cardSlots(r.id).includes(c.slot)) }))
}
