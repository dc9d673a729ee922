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

/** As a card shows them: the last three of each. */
export function shownPhotos(record: Rec): { label: string; hash: string }[] {
  const { before, after } = picturesOf(record)
  const of = (label: string, pictures: Pictures) =>
    pictures.flatMap(({ hash }) => (hash ? [{ label, hash }] : [])).slice(-3)
  return [...of('整改前', before), ...of('整改后', after)]
}

/** Nothing shows that it is put right. Those that began before this was kept had their photo asked for when they were reported done. */
export const lacksProof = (record: Rec): boolean =>
  typeof record.fields.started_at === 'string' && picturesOf(record).after.length === 0
