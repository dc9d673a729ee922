/** How a cell of the roster workbook reads: text in, a value out, undefined = it cannot be that. */
import { ROLES, type Role } from '../kernel/roster.ts'

/** A cell whose own program shows an error (#N/A), or a formula nobody has calculated: it has no value. */
export interface CellFault {
  fault: string
}
export const faultOf = (cell: unknown): string | undefined =>
  typeof cell === 'object' && cell !== null && 'fault' in cell ? String(cell.fault) : undefined

/** What nobody sees: format and control characters, lone surrogates, variation selectors, letters that are blanks. */
const UNSEEN =
  /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Cs}\u034f\u115f\u1160\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0]|[\u{e0100}-\u{e01ef}]/gu
/** Radicals that look like the character they are the radical of, as copied from a PDF. */
const RADICALS = /[\u2e80-\u2fdf]/g

/** A raw cell as text: what nobody sees taken out, every blank a plain space, full-width digits plain, the mark that keeps text from being a formula taken off. */
export function cellText(cell: unknown): string {
  if (cell === null || cell === undefined || faultOf(cell) !== undefined) return ''
  // a spreadsheet's time is a fraction of a day: 08:00 may come as 07:59:59.999
  if (cell instanceof Date)
    return Number.isNaN(cell.getTime())
      ? ''
      : new Date(cell.getTime() + 30_000).toISOString().slice(0, 16).replace('T', ' ')
  return String(cell)
    .replace(UNSEEN, '')
    .normalize('NFC')
    .replace(RADICALS, (c) => c.normalize('NFKC'))
    .replace(/[０-９]/g, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0))
    .replace(/[^\S\n]/g, ' ')
    .trim()
    .replace(/^'(?=[=+\-@])/, '')
}

/** A name as it is meant: no blank beside a Chinese character (赵　一 is 赵一), one between words of letters, one kind of middle dot. */
export const tight = (said: string): string =>
  said
    .replace(/\s{1,100}/g, ' ')
    .replace(/ ?[·•‧・･∙⋅．] ?/g, '·')
    .replace(/(?<=[\p{sc=Han}·（）]) | (?=[\p{sc=Han}·（）])/gu, '')

export const keyOf = <K extends string>(table: Record<K, string>) => {
  const found = new Map(Object.entries(table).map(([key, words]) => [words, key as K]))
  return (text: string): K | undefined => found.get(text as string)
}
export const oneOf = (words: readonly string[]) => (text: string) => (words.includes(text) ? text : undefined)
export const whole = (from: number, to: number) => (text: string) =>
  /^\d{1,9}$/.test(text) && Number(text) >= from && Number(text) <= to ? Number(text) : undefined
export const degree = (from: number, to: number) => (text: string) =>
  /^-?\d{1,3}(?:\.\d{1,20})?$/.test(text) && Number(text) >= from && Number(text) <= to ? Number(text) : undefined

/** 13800001234, also written with spaces, dashes or +86; a masked one (138****1234) stands for the number already known. */
export const readPhone = (text: string) => {
  const bare = text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}()]/gu, '')
    .replace(/^(?:\+|00)?86(?=1\d{10}$)/, '')
  return /^1[3-9]\d{9}$/.test(bare) || /^1[3-9]\d\*{4}\d{4}$/.test(bare) ? bare : undefined
}

/** Somebody meant by name or phone. */
export const readSomebody = (said: string) => readPhone(said) ?? tight(said)

/** 2026-11-24 08:00 or 2026/11/24 8:00 → 2026-11-24T08:00, the station's own time. */
export const readMoment = (text: string) => {
  const m = /^(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?(?:[T\s]{1,3}(\d{1,2})[:：](\d{2})(?::\d{2})?)?$/.exec(text)
  if (!m) return undefined
  const [, y, mo, d, h = '0', min = '00'] = m as unknown as string[]
  const real = new Date(Date.UTC(Number(y), Number(mo) - 1, Number(d)))
  if (real.getUTCMonth() !== Number(mo) - 1 || real.getUTCDate() !== Number(d) || Number(h) > 23 || Number(min) > 59)
    return undefined
  return `${y}-${mo!.padStart(2, '0')}-${d!.padStart(2, '0')}T${h.padStart(2, '0')}:${min}`
}

/** Several values in one cell: 甲、乙，丙 */
export const listOf = (text: string) =>
  text
    .split(/[、，,；;\n]/)
    .map((s) => tight(s.trim()))
    .filter(Boolean)

export const name = (most: number) => (said: string) => text(most)(tight(said))
export const text = (most: number) => (said: string) => (said.length <= most ? said : undefined)
const roleOf = keyOf(ROLES)

/** 信息员、网格员（石岭村第一网格）: a role, and in brackets the village or grid it is held in. */
export function readRoles(said: string): { role: Role; area?: string }[] | undefined {
  const read = listOf(said).map((part) => {
    const m = /^([^（(]{1,20})(?:[（(]([^）)]{1,60})[）)])?$/.exec(part)
    const role = m && roleOf(m[1]!.replace(/\s/g, ''))
    return role ? { role, area: m[2]?.trim() } : undefined
  })
  return read.length && read.every((r) => r !== undefined) ? read : undefined
}
