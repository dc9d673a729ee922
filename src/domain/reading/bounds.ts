/**
 * Numbers of a message are bounded before anything is made of them: what is beyond all measure is a phone, a number plate or a
 * slip of the finger, and no figure. The words stay with the record; what is missing is asked for.
 */

/** More than this of anything in one township is no figure. */
export const MOST_OF_ANYTHING = 1_000_000
const MOST_DAYS_MORE = 1096

const bounded = (key: string, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((v) => (isFields(v) ? boundedFields(v) : v))
  if (typeof value !== 'number') return value
  const most = key.endsWith('_days') ? MOST_DAYS_MORE : MOST_OF_ANYTHING
  return Number.isFinite(value) && value >= 0 && value <= most ? value : undefined
}

const isFields = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && !Array.isArray(v)

/** The fields without the numbers that nobody can mean; events within them too. */
export const boundedFields = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([key, value]) => [key, bounded(key, value)] as const)
      .filter(([, value]) => value !== undefined),
  )
