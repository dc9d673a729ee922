/** What a text can hold: outside of it are NUL, which no text column takes, and halves of surrogate pairs, which no UTF-8 can hold. */

export const isCleanText = (s: string) => s.isWellFormed() && !s.includes('\0')
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
