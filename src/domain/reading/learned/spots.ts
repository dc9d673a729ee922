/** Where a text may tell of people: its numbers, the persons told by role, and what is said around them. */
import { rolesIn } from '../casualties.ts'
import {
  BODY,
  DEAD,
  FINE,
  HURT,
  INJURED,
  MAY_BE_CAUGHT,
  MAY_BE_DEAD,
  MAY_BE_HURT,
  MAY_BE_MISSING,
  MISSING,
  NOT,
  RESCUED,
  THINGS,
  TRAPPED,
  UNSURE,
} from '../lexicon/harm.ts'
import { AGES, KIN, ROLES } from '../lexicon/persons.ts'
import { anyOf } from '../lexicon/words.ts'
import { NUM, numberOf } from '../numbers.ts'
import { hashed, kindOf } from './signs.ts'

export interface Spot {
  value: number
  from: number
  to: number
  /** A person told by role, whom nobody counted. */
  role: boolean
  /** A number with a word for people behind it, or a role. */
  people: boolean
}

/** So many numbers and so many persons are looked at. */
const MOST = 24
const LARGEST = 2_000
const NUMBER = new RegExp(NUM, 'g')
const PEOPLE = /^\s?(?:[个名位口人]|$|[，,。\s])/
/** 14:30, K12+300, 3.5, 第3: no number of people. */
const NONE_BEFORE = /[\d第初:：.k〔-]$/i
const NONE_AFTER = /^(?:[:：.．]\d|[点时月号日栋楼组队亩户间米吨升万元分秒岁里公斤辆台艘头条处座度%℃级层年期天]|小时)/

export function spotsIn(text: string): Spot[] {
  const numbers: Spot[] = []
  for (const m of text.matchAll(NUMBER)) {
    const [from, to] = [m.index, m.index + m[0].length]
    const value = numberOf(m[0])
    if (value === undefined || value % 1 || value < 1 || value > LARGEST) continue
    if (NONE_BEFORE.test(text.slice(Math.max(0, from - 1), from)) || NONE_AFTER.test(text.slice(to, to + 3))) continue
    numbers.push({ value, from, to, role: false, people: PEOPLE.test(text.slice(to, to + 2)) })
    if (numbers.length >= MOST) break
  }
  const roles = rolesIn(text)
    .filter((r) => !numbers.some((n) => r.from >= n.from && r.from - n.to < 3))
    .slice(0, MOST)
    .map((r): Spot => ({ ...r, value: 1, role: true, people: true }))
  return [...numbers, ...roles].sort((a, b) => a.from - b.from)
}

const NUMERAL = /[\d一二三四五六七八九十两俩仨百]/
const BREAK = /[，,。；;！!？?\n\s、（）()]/
const [ZERO, PAUSE] = [48, 44]
/** Characters of a text, every digit and number word alike, every pause alike. */
export const codesOf = (text: string): Int32Array =>
  Int32Array.from(text, (c) => (NUMERAL.test(c) ? ZERO : BREAK.test(c) ? PAUSE : c.charCodeAt(0)))

/** Characters of a whole text and pairs of them, each once. */
export function textSigns(codes: Int32Array): number[] {
  const seen = new Set<number>()
  for (let i = -1; i < codes.length; i++) {
    const [a, b] = [codes[i] ?? 1, codes[i + 1] ?? 1]
    // 12 is as 9 is
    if (a === ZERO && b === ZERO) continue
    if (i >= 0) seen.add(hashed(40, a))
    seen.add(hashed(41, a, b))
  }
  return [...seen]
}

const [BEFORE, AFTER, BESIDE] = [8, 10, 4]
/** What stands around a number or a person. @param tag tells those of a sum from one alone */
export function spotSigns(codes: Int32Array, { from, to, value, role }: Spot, tag: number): number[] {
  const out: number[] = []
  const c = (i: number) => codes[i] ?? 0
  let pauses = 0
  for (let i = to; i < Math.min(codes.length, to + AFTER); i++) {
    if (c(i) === ZERO && c(i + 1) === ZERO) continue
    if (c(i) === PAUSE) pauses = Math.min(2, pauses + 1)
    out.push(hashed(43 + tag, pauses, c(i), c(i + 1)), hashed(46 + tag, pauses, c(i)))
    if (i < to + BESIDE) out.push(hashed(49 + tag, i - to, c(i), c(i + 1)))
  }
  pauses = 0
  for (let i = from - 1; i >= Math.max(0, from - BEFORE); i--) {
    if (c(i) === ZERO && c(i - 1) === ZERO) continue
    if (c(i) === PAUSE) pauses = Math.min(2, pauses + 1)
    out.push(hashed(52 + tag, pauses, c(i - 1), c(i)), hashed(55 + tag, pauses, c(i)))
    if (i > from - BESIDE) out.push(hashed(58 + tag, from - i, c(i - 1), c(i)))
  }
  const size = value > 9 ? 4 : Math.min(3, value)
  const unit = role ? 1 : c(to)
  out.push(hashed(61 + tag, size, role ? 1 : 0), hashed(64 + tag, unit, c(to + 1), c(from - 1)))
  out.push(hashed(67 + tag, unit, size), hashed(70 + tag, kindOf(c(from - 1)), unit, kindOf(c(to + 1))))
  return out
}

/** Words of the lexicon by what they are about: what is said in a word beside them is read as they are. Hurt stands first. */
const CLASSES = [
  BODY,
  HURT,
  INJURED,
  DEAD,
  MISSING,
  TRAPPED,
  RESCUED,
  FINE,
  NOT,
  UNSURE,
  MAY_BE_HURT,
  MAY_BE_CAUGHT,
  MAY_BE_MISSING,
  MAY_BE_DEAD,
  [...ROLES, ...KIN, ...AGES],
  THINGS,
].map((words) => new RegExp(anyOf(words), 'g'))
const HURTS = 3

export interface Token {
  kind: number
  from: number
  to: number
}

export const tokensIn = (text: string): Token[] =>
  CLASSES.flatMap((words, kind) =>
    Array.from(text.matchAll(words), (m) => ({ kind, from: m.index, to: m.index + m[0].length })),
  ).sort((a, b) => a.from - b.from || a.kind - b.kind)

const pausesIn = (codes: Int32Array, from: number, to: number) => {
  let n = 0
  for (let i = from; i < to; i++) if (codes[i] === PAUSE) n += 1
  return Math.min(n, 2)
}

const NEXT = 6
/** What a text's words are about, and which of it follows on which. */
export function tokenSigns(tokens: readonly Token[], codes: Int32Array): number[] {
  const seen = new Set<number>()
  const count = CLASSES.map(() => 0)
  for (const t of tokens) count[t.kind]! += 1
  for (const [kind, n] of count.entries()) seen.add(hashed(100, kind, Math.min(2, n)))
  for (const [i, t] of tokens.entries())
    for (let j = i + 1; j < tokens.length && tokens[j]!.from - t.to < NEXT; j++) {
      const u = tokens[j]!
      if (u.from >= t.to) seen.add(hashed(101, t.kind, u.kind, Math.min(1, pausesIn(codes, t.to, u.from))))
    }
  return [...seen]
}

const REACH = 12
/** What the words around a number or a person are about. */
export function tokensAround(tokens: readonly Token[], codes: Int32Array, spot: Spot, tag: number): number[] {
  const out: number[] = []
  for (const t of tokens) {
    const after = t.from >= spot.to
    const [a, b] = after ? [spot.to, t.from] : [t.to, spot.from]
    if (b - a > REACH || b < a) continue
    const side = after ? 1 : 0
    out.push(hashed(102 + tag, t.kind, side, pausesIn(codes, a, b)), hashed(105 + tag, t.kind, side, b - a < 3 ? 1 : 0))
  }
  return out
}

const OWN = 20
/** Of which people it is told that they are hurt: just before them, or behind them until the next are told of. */
export const struckAmong = (people: readonly Spot[], tokens: readonly Token[]): boolean[] =>
  people.map((s, i) => {
    const until = Math.min(people[i + 1]?.from ?? Number.POSITIVE_INFINITY, s.to + OWN)
    const own = (t: Token) => (t.from >= s.from && t.from < until) || (t.to <= s.from && s.from - t.to < 3)
    return tokens.some((t) => t.kind < HURTS && own(t))
  })
