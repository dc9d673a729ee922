/**
 * Numbers of a message are bounded before anything is made of them: what is beyond all measure is a phone, a number plate or a
 * slip of the finger, and no figure. The words stay with the record; what is missing is asked for.
 */

/** More than this of anything in one township is no figure. */
const MOST_OF_ANYTHING = 1_000_000
/** And more people than this come to harm at once in no villages of a township: it is asked. */
const MOST_HURT = 3_000
const MOST_DAYS_MORE = 1096
const HURT: ReadonlySet<string> = new Set(['deaths', 'missing', 'injured', 'trapped', 'rescued'])

/** The most that a field can mean. */
export const mostOf = (key: string): number =>
  HURT.has(key) ? MOST_HURT : key.endsWith('_days') ? MOST_DAYS_MORE : MOST_OF_ANYTHING

const bounded = (key: string, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((v) => (isFields(v) ? boundedFields(v) : v))
  if (typeof value !== 'number') return value
  const whole = !HURT.has(key) || Number.isInteger(value)
  return Number.isFinite(value) && value >= 0 && value <= mostOf(key) && whole ? value : undefined
}

const isFields = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && !Array.isArray(v)

/** The fields without the numbers that nobody can mean; events within them too. */
export const boundedFields = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([key, value]) => [key, bounded(key, value)] as const)
      .filter(([, value]) => value !== undefined),
  )
