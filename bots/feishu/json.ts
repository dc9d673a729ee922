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
