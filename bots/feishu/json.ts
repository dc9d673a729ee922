/** Careful reading of JSON that somebody else wrote: nothing is assumed to be there, nothing throws. */

/** The value at a path of keys, or undefined. */
export function at(value: unknown, ...path: string[]): unknown {
  let v = value
  for (const key of path) {
    if (typeof v !== 'object' || v === null || !Object.hasOwn(v, key)) return undefined
    v = (v as Record<string, unknown>)[key]
  }
  return v
}

/** The string itself, or ''. */
export const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The list itself, or an empty one. */
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** The object's own entries, or none. */
export const entries = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []

/** A JSON string's value; undefined where it is not JSON. */
export function fromJson(value: unknown): unknown {
  try {
    return JSON.parse(text(value))
  } catch {
    return undefined
  }
}

/** NUL, which no text column takes, and halves of surrogate pairs, which no UTF-8 can hold. */
const isCleanText = (s: string) => s.isWellFormed() && !s.includes('\0')
const ALL_DIRT = /[\0\p{Cs}]/gu

/** The text without what cannot be stored. */
export const clean = (s: string): string => (isCleanText(s) ? s : s.replace(ALL_DIRT, ''))

/** `clean` through every string of a value, keys too; a value that is clean already is returned itself. */
export const cleaned = <T>(value: T): T => (isClean(value) ? value : scrubbed(value))

function isClean(value: unknown): boolean {
  if (typeof value === 'string') return isCleanText(value)
  if (typeof value !== 'object' || value === null) return true
  for (const key in value) if (!isCleanText(key) || !isClean((value as Record<string, unknown>)[key])) return false
  return true
}

function scrubbed<T>(value: T): T {
  if (typeof value === 'string') return clean(value) as T
  if (Array.isArray(value)) return value.map(scrubbed) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [clean(k), scrubbed(v)])) as T
}
