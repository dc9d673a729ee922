/** Figures that are only known about (十几人, 好几户): kept and shown as they were said, never as a number, and in no sum. */

import { aboutOf } from '../reading/about.ts'

const SUFFIX = '_about'
const figureOf = (key: string): string | undefined => (key.endsWith(SUFFIX) ? key.slice(0, -SUFFIX.length) : undefined)

type Fields = Record<string, unknown>

/** A reading as it is kept: where a figure is only known about, the least that it may be is no number of the record. */
export function withoutLeast(read: Readonly<Fields>): Fields {
  const fields = Object.fromEntries(Object.entries(read).filter(([key]) => typeof read[aboutOf(key)] !== 'string'))
  return Array.isArray(fields.events) ? { ...fields, events: (fields.events as Fields[]).map(withoutLeast) } : fields
}

/** The same over what stands: what is known exactly is not about any more, and the other way round. */
export function overAbout(stands: Readonly<Fields>, read: Readonly<Fields>): Fields {
  const fields = withoutLeast(read)
  const gone = Object.keys(fields).flatMap((key) => {
    const other = figureOf(key) ?? aboutOf(key)
    return stands[other] === undefined || other in fields ? [] : [[other, null] as const]
  })
  return { ...fields, ...Object.fromEntries(gone) }
}

/** 约十几人; undefined where nothing is only known about it. */
export function aboutWords(fields: Readonly<Fields>, key: string): string | undefined {
  const about = fields[aboutOf(key)]
  return typeof about !== 'string' ? undefined : about.startsWith('有人') ? about : `约${about}`
}
