/** Records as they stand after what earlier decisions of the same batch recorded of them. */
import type { AnyFact } from '../kernel/fact.ts'
import { ofType } from '../kernel/need.ts'
import type { Change, ChangeOf } from './fact.ts'
import { amendedBy } from './fields.ts'
import type { Rec } from './record.ts'

export const filedIn = (facts: readonly AnyFact[]): Rec[] => ofType<Change>(facts)('record.filed').map((f) => f.record)

/** A record without words that turned out to be of another event. */
export const partedFrom = (record: Rec, { text, fields, messageId }: ChangeOf<'record.parted'>): Rec => ({
  ...amendedBy(record, fields, ''),
  text: record.text.replace(`\n${text}`, () => ''),
  sourceMessageIds: record.sourceMessageIds.filter((m) => m !== messageId),
})

/** A record after its amendments. */
export function afterAll(record: Rec, facts: readonly AnyFact[]): Rec {
  let now = record
  for (const fact of ofType<Change>(facts)('record.parted')) if (fact.id === record.id) now = partedFrom(now, fact)
  for (const fact of ofType<Change>(facts)('record.amended')) {
    if (fact.id !== record.id) continue
    const amended = amendedBy(now, fact.fields, fact.text)
    now = {
      ...amended,
      villageCode: fact.villageCode ?? now.villageCode,
      sourceMessageIds: [...new Set([...now.sourceMessageIds, fact.messageId])],
    }
  }
  return now
}

/** Those loaded and those filed meanwhile that belong to them, each as it stands; the oldest first. */
export const withFiled = (
  loaded: readonly Rec[],
  facts: readonly AnyFact[],
  belongs: (record: Rec) => boolean,
): Rec[] => [...loaded, ...filedIn(facts).filter(belongs)].map((r) => afterAll(r, facts))
