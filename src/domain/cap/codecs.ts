/** How the text of one CAP element is read and written. Reading answers undefined for a text the element does not allow. */
import type { Circle, Point, Reference } from './types.ts'

export interface Codec<T> {
  read(text: string): T | undefined
  write(value: T): string
  /** What the element asks for, as said to whoever sent it. */
  rule: string
  /** The schema lets it be empty: where it is not required, an empty one says nothing and is left out. */
  emptyIsNone?: true
}

/** XML Schema's `collapse`: for types that are not strings, blanks around the value do not count. */
const trimmed = <T>(codec: Codec<T>): Codec<T> => ({ ...codec, read: (text) => codec.read(text.trim()) })

const same = (value: string) => value

/** Any text with something in it, kept to the letter. */
export const text: Codec<string> = {
  read: (said) => (said.trim() ? said : undefined),
  write: same,
  rule: '要写明内容，不能为空',
  emptyIsNone: true,
}

/** A text that may be empty: the value of a name–value pair. */
export const anyText: Codec<string> = { read: same, write: same, rule: '是文字' }

const RESTRICTED = /[\s,<&]/

/** An identifier or sender: CAP 1.2 §3.2.1 forbids spaces, commas, `<` and `&`, which would break the references of later messages. */
export const id: Codec<string> = {
  read: (said) => (said && !RESTRICTED.test(said) ? said : undefined),
  write: same,
  rule: '不能为空，不能含空格、逗号、< 和 &',
}

export const oneOf = <T extends string>(values: readonly T[]): Codec<T> => ({
  read: (said) => values.find((value) => value === said),
  write: same,
  rule: `只能是 ${values.join('、')} 之一`,
})

const TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)[-+](\d\d):(\d\d)$/

/** A real day and time of day with its offset written out; `Z` and fractions of a second are not CAP. */
function isCapTime(said: string): boolean {
  const m = TIME.exec(said)
  if (!m) return false
  const [year, month, day, hour, minute, second, offsetHour, offsetMinute] = m.slice(1).map(Number) as number[]
  const lastDay = new Date(Date.UTC(year!, month!, 0)).getUTCDate()
  const endOfDay = hour === 24 && minute === 0 && second === 0
  return (
    year! > 0 &&
    month! >= 1 &&
    month! <= 12 &&
    day! >= 1 &&
    day! <= lastDay &&
    (hour! < 24 || endOfDay) &&
    minute! < 60 &&
    second! < 60 &&
    (offsetHour! < 14 || (offsetHour === 14 && offsetMinute === 0)) &&
    offsetMinute! < 60
  )
}

export const time: Codec<string> = trimmed({
  read: (said) => (isCapTime(said) ? said : undefined),
  write: same,
  rule: '时间要写明时区，不能用 Z，不能带毫秒',
})

export const language: Codec<string> = trimmed({
  // the schema's default stands for an element that is there but empty
  read: (said) => (said === '' ? 'en-US' : /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}$/.test(said) ? said : undefined),
  write: same,
  rule: '是语言代码',
})

const URI_CHARACTERS = /^(?:%[0-9A-Fa-f]{2}|[^\s<>"{}|\\^`%[\]])+$/
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]{0,30}$/
const AUTHORITY = /^(?:[^@:]{1,100}@)?[^@:]{1,255}(?::\d{1,5})?$/

/** RFC 3986 without bracketed addresses, relative or absolute; letters of any script may stand unescaped. */
function isUri(said: string): boolean {
  if (!URI_CHARACTERS.test(said) || said.split('#').length > 2) return false
  const colon = said.search(/[:/?#]/)
  const scheme = said[colon] === ':' ? said.slice(0, colon) : undefined
  if (scheme !== undefined && !SCHEME.test(scheme)) return false
  const rest = scheme === undefined ? said : said.slice(colon + 1)
  return !rest.startsWith('//') || AUTHORITY.test(rest.slice(2).split(/[/?#]/)[0]!)
}

export const uri: Codec<string> = trimmed({
  read: (said) => (isUri(said) ? said : undefined),
  write: same,
  rule: '是网址',
  emptyIsNone: true,
})

/** Whole bytes. */
export const size: Codec<number> = trimmed({
  read: (said) => (/^\+?\d{1,15}$/.test(said) ? Number(said) : undefined),
  write: String,
  rule: '是字节数，非负整数',
})

const DECIMAL = /^[+-]?(?:\d{1,12}(?:\.\d{0,12})?|\.\d{1,12})$/
const decimalOf = (said: string) => (DECIMAL.test(said) ? Number(said) : undefined)

/** Seven decimals of a degree are a centimetre; never an exponent, which XML Schema's decimal does not know. */
const written = (n: number) => {
  const fixed = n.toFixed(7)
  return fixed.replace(/\.?0{1,7}$/, '')
}

export const decimal: Codec<number> = trimmed({ read: decimalOf, write: written, rule: '是数字' })

function pointOf(said: string): Point | undefined {
  const parts = said.split(',')
  if (parts.length !== 2) return undefined
  const [lat, lon] = parts.map(decimalOf)
  return lat === undefined || lon === undefined || Math.abs(lat) > 90 || Math.abs(lon) > 180 ? undefined : [lat, lon]
}
const pointText = ([lat, lon]: Point) => `${written(lat)},${written(lon)}`

const wordsOf = (said: string) => said.trim().split(/\s+/)

/** `lat,lon lat,lon …`: a ring of at least four points that ends where it began. */
export const polygon: Codec<readonly Point[]> = {
  read(said) {
    const points = wordsOf(said).map(pointOf)
    if (points.length < 4 || !points.every((p): p is Point => p !== undefined)) return undefined
    const first = points[0]!
    const last = points.at(-1)!
    return first[0] === last[0] && first[1] === last[1] ? points : undefined
  },
  write: (points) => points.map(pointText).join(' '),
  rule: '是“纬度,经度”的列表，至少四点，首尾相同',
}

/** `lat,lon radius`, the radius in kilometres. */
export const circle: Codec<Circle> = {
  read(said) {
    const [centre, radius, ...more] = wordsOf(said)
    const point = pointOf(centre ?? '')
    const radiusKm = decimalOf(radius ?? '')
    return point && radiusKm !== undefined && radiusKm >= 0 && !more.length ? { centre: point, radiusKm } : undefined
  },
  write: ({ centre, radiusKm }) => `${pointText(centre)} ${written(radiusKm)}`,
  rule: '是“纬度,经度 半径公里数”',
}

function referenceOf(said: string): Reference | undefined {
  const [sender, identifier, sent, ...more] = said.split(',')
  return sender && identifier && sent && !more.length && id.read(sender) && id.read(identifier) && isCapTime(sent)
    ? { sender, identifier, sent }
    : undefined
}

/** `sender,identifier,sent` triples apart by spaces. */
export const references: Codec<readonly Reference[]> = {
  read(said) {
    const found = wordsOf(said).map(referenceOf)
    return found.every((r): r is Reference => r !== undefined) ? found : undefined
  },
  write: (all) => all.map((r) => `${r.sender},${r.identifier},${r.sent}`).join(' '),
  rule: '每条是“发送者,标识,发送时间”，各条用空格隔开',
  emptyIsNone: true,
}
