/** Days of the calendar as numbers, counted from 1 January 1970. */

const DAY_MS = 86_400_000

/** YYYY-MM-DD as a day number. */
export const dayNumber = (date: string): number => Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS)
export const dateOfDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** Year, month from 1, day of a day number. */
export function partsOfDay(day: number): { y: number; m: number; d: number } {
  const at = new Date(day * DAY_MS)
  return { y: at.getUTCFullYear(), m: at.getUTCMonth() + 1, d: at.getUTCDate() }
}

/** A day; undefined where there is no such one, 30 February. Months may lie outside the year: 13 is January of the next. */
export function dayOn(y: number, month: number, d: number): number | undefined {
  const m = ((((month - 1) % 12) + 12) % 12) + 1
  const day = Math.floor(Date.UTC(y, month - 1, d) / DAY_MS)
  const is = partsOfDay(day)
  return is.m === m && is.d === d ? day : undefined
}

/** The last day of a month, counted from January of a year. */
export const lastOf = (y: number, month: number): number => Math.floor(Date.UTC(y, month, 0) / DAY_MS)

/** The Monday of a day's week. */
export const mondayOf = (day: number): number => day - ((day + 3) % 7)
