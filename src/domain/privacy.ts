/** Personal numbers are hidden wherever text leaves the station for somebody who need not know them. */

/** A mobile as people type it: +86, spaces or dashes between its parts, full-width digits; never part of a longer number. */
const MOBILE =
  /(?<![\d０-９])((?:[+＋]?(?:86|８６)[-\s]?)?[1１][3-9３-９][\d０-９])([-\s]?)[\d０-９]{4}([-\s]?)([\d０-９]{4})(?![\d０-９])/g
const IDENTITY = /(?<![\d０-９])([\d０-９]{6})[\d０-９]{8}[\d０-９]{3}[\d０-９XxＸｘ](?![\d０-９])/g

/** 13812345678 → 138****5678, inside any text; an 18-digit identity number keeps its six area digits only. */
export const maskText = (text: string): string =>
  text.replace(IDENTITY, '$1************').replace(MOBILE, '$1$2****$3$4')

/** Keys whose values are names of things, not words of people: digits in them are never a phone. */
const NAMES = /(?:^|_|[a-z])(?:ids?|Ids?|key|hash|code|no|chat|account)$/

/** The same for every string inside a value, identifiers left alone. */
export function maskDeep<T>(value: T, key = ''): T {
  if (typeof value === 'string') return (NAMES.test(key) && !isPhone(value) ? value : maskText(value)) as T
  if (Array.isArray(value)) return value.map((v) => maskDeep(v, key)) as T
  if (value && typeof value === 'object' && !(value instanceof Date))
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, maskDeep(v, k)])) as T
  return value
}

const isPhone = (s: string) => /^\+?(?:86)?1[3-9]\d{9}$/.test(s)
