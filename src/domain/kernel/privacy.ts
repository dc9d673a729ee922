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

/** Bearer and API tokens, keys in a URL's query, a password in a URL. */
const SECRETS: [RegExp, string][] = [
  [/(bearer\s+)[\w.~+/=-]{4,}/gi, '$1…'],
  [/anan_[\w-]{8,}/g, 'anan_…'],
  [/(\w:\/\/)[^\s/@]{1,200}@/g, '$1…@'],
  [/(\w:\/\/[^\s?#]{1,500})[?#]\S{1,2000}/g, '$1?…'],
]

/** A sentence for the log or for a dead letter: numbers of people and keys are masked. */
export const cleanText = (text: string): string =>
  SECRETS.reduce((s, [pattern, as]) => s.replace(pattern, as), maskText(text.slice(0, 4000)))

/** What failed, without anything that somebody wrote: safe to be logged and kept. */
interface Failure {
  type: string
  /** The system's or the database's own name for it, ECONNREFUSED or 23505; not `code`, which the log hides. */
  errorCode?: string
  message: string
  stack?: string
  cause?: Failure
}

const MOST_CAUSES = 3

/**
 * An error made plain. A database's error names its statement, never its values; whoever reads a value quotes it, so what
 * is quoted by a parser or as a value of the wrong form (class 22) is left out.
 */
function failure(error: unknown, depth = 0): Failure {
  if (!(error instanceof Error)) return { type: typeof error, message: cleanText(String(error)) }
  const { code } = error as { code?: unknown }
  const quotes = error instanceof SyntaxError || /^22/.test(String(code))
  const said = error.message.replace(/\nparams:[\s\S]*$/, '').slice(0, 600)
  const stack = error.stack?.split('\n').filter((line) => /^\s+at\s/.test(line))
  return {
    type: error.name,
    ...(typeof code === 'string' ? { errorCode: code.slice(0, 60) } : {}),
    message: cleanText(quotes ? said.replace(/"[^\n]*"/g, '"…"') : said),
    ...(stack?.length ? { stack: stack.slice(0, 12).join('\n') } : {}),
    ...(error.cause !== undefined && depth < MOST_CAUSES ? { cause: failure(error.cause, depth + 1) } : {}),
  }
}

/** The same in one line, for a row that keeps why it failed. */
export function failureLine(error: unknown): string {
  const { errorCode, message, cause } = failure(error)
  return [errorCode, message, cause?.errorCode, cause?.message].filter(Boolean).join(' · ').slice(0, 500)
}

/** Any value for the log: errors made plain, words masked, however deep. */
export function clean(value: unknown, key = '', depth = 0): unknown {
  if (value instanceof Error) return failure(value)
  if (typeof value === 'string') return NAMES.test(key) && !isPhone(value) ? value : cleanText(value)
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  if (depth > 6) return '…'
  if (Array.isArray(value)) return value.slice(0, 50).map((v) => clean(v, key, depth + 1))
  // a value that knows how it may be shown (a Secret) says so itself
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') return (value as { toJSON(): unknown }).toJSON()
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, clean(v, k, depth + 1)]))
}
