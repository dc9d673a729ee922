/** Photos before and after: a rule by time. What came after the start of the rectification is 整改后. */
import type { Rec } from '../record/record.ts'

type Pictures = NonNullable<Rec['pictures']>

/** Whether a photo of that moment was taken after the work began. */
export const isAfter = ({ fields }: Pick<Rec, 'fields'>, at: Date): boolean =>
  typeof fields.started_at === 'string' && at.getTime() >= Date.parse(fields.started_at)

export function picturesOf(record: Rec): { before: Pictures; after: Pictures } {
  const all = record.pictures ?? []
  return { before: all.filter((p) => !isAfter(record, p.at)), after: all.filter((p) => isAfter(record, p.at)) }
}

/** Nothing shows that it is put right. Those that began before this was kept had their photo asked for when they were reported done. */
export const lacksProof = (record: Rec): boolean =>
  typeof record.fields.started_at === 'string' && picturesOf(record).after.length === 0
