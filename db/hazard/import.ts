/** An import of hazards, as it was planned: what stands already is left as it is, the rest is filed at once. */
import { type ImportRow, imported } from '#domain/hazard/import.ts'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import { record } from '../commit.ts'
import { anyOf } from '../engine/rows.ts'
import type { Db } from '../engine/tx.ts'
import { openCounters } from '../flow/counters.ts'
import { recordSources, records } from '../record/tables.ts'

type Look = Pick<Db, 'select'>

/** Those of the rows that no record was made of before. */
export async function unknownOf(db: Look, rows: readonly ImportRow[]): Promise<ImportRow[]> {
  const nos = rows.flatMap((r) => r.no ?? [])
  const [keys, numbers] = await Promise.all([
    db
      .select({ key: recordSources.messageId })
      .from(recordSources)
      .where(
        anyOf(
          recordSources.messageId,
          rows.map((r) => r.key),
        ),
      ),
    nos.length ? db.select({ no: records.no }).from(records).where(anyOf(records.no, nos)) : [],
  ])
  const known = new Set([...keys.map((k) => k.key), ...numbers.map((n) => n.no)])
  return rows.filter((r) => !known.has(r.key) && !(r.no && known.has(r.no)))
}

/** @returns how many were filed: the same sheet twice is filed once, by two at a time too. */
export async function importHazards(
  db: Db,
  g: DecisionContext,
  rows: readonly ImportRow[],
  actor: string,
): Promise<number> {
  const changes = await record(db, actor, g.now, async (tx) => {
    // held by whoever decides anything numbered: what is unknown now is so until this is written
    const counters = await openCounters(tx, g)
    const fresh = await unknownOf(tx, rows)
    const filed = imported(g, fresh, () => counters.next('YH'))
    await counters.save()
    return filed
  })
  return changes.filter((c) => c.type === 'record.filed').length
}
