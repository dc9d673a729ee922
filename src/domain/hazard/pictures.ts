/**
 * Photos before and after: a rule by time. What came after the start of the rectification is 整改后; of one that was opened again
 * each turn has its own start, and what showed the work of an earlier turn shows it still.
 */
import type { Rec } from '../record/record.ts'

type Pictures = NonNullable<Rec['pictures']>

interface Turn {
  from: string
  to: string
}
const turnsOf = ({ fields }: Pick<Rec, 'fields'>): readonly Turn[] =>
  Array.isArray(fields.turns) ? (fields.turns as Turn[]) : []

const isOfThisTurn = ({ fields }: Pick<Rec, 'fields'>, at: Date): boolean =>
  typeof fields.started_at === 'string' && at.getTime() >= Date.parse(fields.started_at)

/** Whether a photo of that moment was taken after the work began, in this turn or one before. */
export const isAfter = (record: Pick<Rec, 'fields'>, at: Date): boolean =>
  isOfThisTurn(record, at) ||
  turnsOf(record).some(({ from, to }) => at.getTime() >= Date.parse(from) && at.getTime() < Date.parse(to))

/** It has to be put right anew: photos of now show how it is, and those from here on the work. */
export function newTurn({ fields }: Rec, now: Date): { started_at: string; turns?: Turn[] } {
  const { started_at } = fields
  return {
    started_at: new Date(now.getTime() + 1).toISOString(),
    ...(typeof started_at === 'string' && Date.parse(started_at) < now.getTime()
      ? { turns: [...turnsOf({ fields }), { from: started_at, to: now.toISOString() }] }
      : {}),
  }
}

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
  typeof record.fields.started_at === 'string' && !record.pictures?.some((p) => isOfThisTurn(record, p.at))
