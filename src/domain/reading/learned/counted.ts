/**
 * How many people are dead, missing, hurt, trapped or rescued. Every number of a text, every sum of people told of one after the
 * other, every person told by role is a reading that is possible; so are nobody, one whom nobody counts, some without a number,
 * and that the text does not say. Learned weights for the characters around and for what the rules read say how likely each is.
 */
import { leftIn } from '../casualties.ts'
import type { Fields } from '../reading.ts'
import { hashed, hashedWord, mixed } from './signs.ts'
import {
  codesOf,
  type Spot,
  spotSigns,
  spotsIn,
  struckAmong,
  textSigns,
  tokenSigns,
  tokensAround,
  tokensIn,
} from './spots.ts'

/** The fields that are counted so; each has a column of the weights. */
export const COUNTED = ['trapped', 'missing', 'deaths', 'injured', 'rescued'] as const
export type CountedField = (typeof COUNTED)[number]
const COLUMNS = COUNTED.length

const BITS = 17
const MASK = (1 << BITS) - 1
/** By sign and field. */
export type CountedWeights = Float32Array
export const emptyCounted = (): CountedWeights => new Float32Array(COLUMNS << BITS)
/** Where the weight of a sign for a field is kept. */
export const placeOf = (sign: number, field: CountedField): number => (sign & MASK) * COLUMNS + COUNTED.indexOf(field)

/** Later than this nothing is looked for. */
const MOST = 1_000

/** `none`: the text does not say. `some`: it does, without a number. */
type Kind = 'none' | 'some' | 'count'
export interface Option {
  kind: Kind
  value?: number
  /** The words it stands in. */
  from?: string
  /** What its weights hang on, and how much each counts. */
  signs: readonly Share[]
}
type Share = readonly [share: number, signs: readonly number[]]

/** A text with what the rules read of it. */
export interface Telling {
  text: string
  ruled: Fields
  /** The sender's message before was a report too. */
  goesOn: boolean
}

export interface Readings {
  options: Option[]
  ruled: Fields
  /** People, in order, and which of them the text says are hurt. */
  people: readonly Spot[]
  struck: readonly boolean[]
  text: string
}

/** A text's own signs weigh differently for each of these. */
const AS = { some: 1, zero: 2, one: 3, count: 4 } as const
/** How much each kind of sign counts. */
const SHARES = { words: 3, about: 2, around: 1.5, place: 0.5 }
const shared = (share: number, signs: readonly number[]): Share => [share / Math.sqrt(signs.length || 1), signs]
/** People told of one after the other, at most so many. */
const SUMMED = 4

/** All readings of a text that are possible. */
export function readingsOf({ text: whole, ruled, goesOn }: Telling): Readings {
  const text = whole.slice(0, MOST)
  const codes = codesOf(text)
  const tokens = tokensIn(text)
  const [words, about] = [textSigns(codes), tokenSigns(tokens, codes)]
  const spots = spotsIn(text)
  const people = spots.filter((s) => s.people)
  const struck = struckAmong(people, tokens)
  const [many, hurt] = [Math.min(3, people.length), Math.min(3, struck.filter(Boolean).length)]
  const length = [8, 20, 60].filter((n) => text.length >= n).length
  const follows = goesOn ? 1 : 0
  const of = (as: number): Share[] => [
    shared(
      SHARES.words,
      words.map((s) => mixed(s, as)),
    ),
    shared(
      SHARES.about,
      about.map((s) => mixed(s, as)),
    ),
    [
      SHARES.place,
      [
        hashed(80, as),
        hashed(81, as, many, follows),
        hashed(82, as, length, follows),
        hashed(83, as, many),
        hashed(84, as, hurt),
      ],
    ],
  ]
  const around = (all: readonly Spot[], tag: number): Share[] => [
    shared(
      SHARES.around,
      all.flatMap((s) => spotSigns(codes, s, tag)),
    ),
    shared(
      SHARES.around,
      all.flatMap((s) => tokensAround(tokens, codes, s, tag)),
    ),
  ]
  const count = of(AS.count)
  const options: Option[] = [
    { kind: 'none', signs: [] },
    { kind: 'some', signs: of(AS.some) },
    { kind: 'count', value: 0, signs: of(AS.zero) },
    { kind: 'count', value: 1, signs: of(AS.one) },
  ]
  for (const [i, s] of spots.entries()) {
    const others = people.filter((o, k) => o !== s && struck[k] && !o.role).length
    const own = struck[people.indexOf(s)] ? 1 : 0
    const role = s.role ? 1 : 0
    const place = [
      hashed(85, Math.min(3, i)),
      hashed(86, Math.min(3, spots.length)),
      hashed(87, role),
      hashed(88, Math.min(2, others), own, role),
    ]
    const from = text.slice(Math.max(0, s.from - 4), s.to + 8)
    options.push({ kind: 'count', value: s.value, from, signs: [...count, ...around([s], 0), [SHARES.place, place]] })
  }
  for (let n = 2; n <= SUMMED; n++)
    for (let i = 0; i + n <= people.length; i++) {
      const all = people.slice(i, i + n)
      const far = all.at(-1)!.to - all[0]!.from > 30 ? 1 : 0
      const place = [
        hashed(89, n),
        hashed(90, n, people.length),
        hashed(91, n, far),
        hashed(92, n, struck.slice(i, i + n).filter(Boolean).length),
      ]
      options.push({
        kind: 'count',
        value: all.reduce((sum, s) => sum + s.value, 0),
        from: text.slice(all[0]!.from, all.at(-1)!.to + 6),
        signs: [...count, ...around(all, 1), [SHARES.place * 2, place]],
      })
    }
  for (const field of COUNTED) {
    const value = ruled[field] as number | undefined
    if (value !== undefined && !options.some((o) => o.value === value))
      options.push({ kind: 'count', value, signs: [...count, [1, [hashed(93, 1)]]] })
  }
  return { options, ruled, people, struck, text }
}

/** What the rules read of a field, as seen from a reading; 'other' where it is what they read of another. */
function ruledSigns({ ruled }: Readings, field: CountedField, { kind, value }: Option): number[] {
  const rule = ruled[field] as number | undefined
  const said = rule === undefined ? 'none' : rule === 0 ? '0' : 'n'
  const own = kind !== 'count' ? kind : value === 0 ? '0' : value === rule ? 'same' : 'n'
  const elsewhere = COUNTED.some((f) => f !== field && !!value && ruled[f] === value) ? 'other' : ''
  return [hashedWord(94, `${own} ${said}`), hashedWord(95, `${own} ${said} ${elsewhere}`)]
}

/** Everything that a reading of a field hangs on. */
export const signsOf = (readings: Readings, field: CountedField, option: Option): readonly Share[] =>
  option.kind === 'none' ? [] : [...option.signs, [1, ruledSigns(readings, field, option)]]

/** How likely each reading of a field is, in the order of the options. */
export function likelyReadings(readings: Readings, field: CountedField, weights: CountedWeights): number[] {
  const scores = readings.options.map((option) =>
    signsOf(readings, field, option).reduce((score, [share, signs]) => {
      let sum = 0
      for (const s of signs) sum += weights[placeOf(s, field)]!
      return score + sum * share
    }, 0),
  )
  const most = Math.max(...scores)
  const e = scores.map((s) => Math.exp(s - most))
  const all = e.reduce((a, b) => a + b, 0)
  return e.map((x) => x / all)
}

const likelihoodOf = ({ options }: Readings, p: readonly number[], value: number | undefined): number =>
  options.reduce((sum, o, i) => sum + (o.kind === 'count' && o.value === value ? p[i]! : 0), 0)

/** The likeliest figure, how likely it is, and the words it stands in. */
function likeliest(readings: Readings, p: readonly number[]): { value: number; sure: number; from: string } {
  const values = new Set(readings.options.flatMap((o) => o.value ?? []))
  const [value, sure] = Array.from(values, (v) => [v, likelihoodOf(readings, p, v)] as const).reduce((best, one) =>
    one[1] > best[1] ? one : best,
  )
  const from = readings.options.find((o) => o.value === value && o.from)?.from ?? readings.text.slice(0, 40)
  return { value, sure, from }
}

/**
 * A figure is read from this likelihood on; sooner where it is written as one and the rules read it; asked about from that on: a
 * person missed costs far more than a question.
 */
const ACTS = 0.65
/** And from here where the rules read the same. */
const ACTS_IF_RULED = 0.5
/** That nobody came to harm is said only where it is surer than that. */
const ACTS_ON_NOBODY = 0.85
const ACTS_IF_STATED = { nobody: 0.1, somebody: 0.3 }
const ASKS = 0.02
/** More than one, and nobody says how many. */
const SEVERAL =
  /[一二三四五六七八九十]口|父子|母[女子]|父女|夫妻|两口子|夫妇|婆媳|一家|其他|其余|另外|另有|[兄弟姐姊]妹|兄弟|爷孙|和他|[俩仨都]/

const PART = /其中|含|包括/
/** 2个老人、1个娃: told of side by side. */
const LISTED = /[个名位人口][\u4e00-\u9fa5]{0,4}[、和跟及与]\s?[\d一二两三四五六七八九十]/
/** Whether some of several may be taken for all of them: 一个腿断了，两个擦破皮. */
function someOfMany(value: number, ruled: number | undefined, { people, struck, text }: Readings): boolean {
  // 还差两个: then not nobody
  if (!value) return leftIn(text) !== undefined
  const counts = people.flatMap((s) => (s.role ? [] : s.value))
  const larger = counts.some((n) => n > value)
  const alike = counts.filter((n) => n === value).length > 1
  const roles = people.filter((s) => s.role).length
  const hurt = people.reduce((sum, s, i) => sum + (struck[i] ? s.value : 0), 0)
  return (
    (LISTED.test(text) && larger && value < counts.reduce((sum, n) => sum + n, 0)) ||
    (value === 1 && (alike || (larger && (roles > 1 || SEVERAL.test(text))))) ||
    (value !== ruled && hurt > value && !PART.test(text))
  )
}

export interface Counted {
  fields: Partial<Record<CountedField, number>>
  /** Of these the text speaks, and no figure can be taken from it. */
  asked: CountedField[]
  why: [field: CountedField, from: string, sure: number][]
}

/** The figures that are sure enough, and those to be asked for. @param stated whether the rules read it from a figure, a form or a no */
export function countedIn(telling: Telling, stated: (field: string) => boolean, weights: CountedWeights): Counted {
  const readings = readingsOf(telling)
  const out: Counted = { fields: {}, asked: [], why: [] }
  for (const field of COUNTED) {
    const p = likelyReadings(readings, field, weights)
    const { value, sure, from } = likeliest(readings, p)
    const ruled = telling.ruled[field] as number | undefined
    const read =
      sure >= (value === ruled ? ACTS_IF_RULED : value ? ACTS : ACTS_ON_NOBODY) && !someOfMany(value, ruled, readings)
        ? value
        : stated(field) && likelihoodOf(readings, p, ruled) >= (ruled ? ACTS_IF_STATED.somebody : ACTS_IF_STATED.nobody)
          ? ruled
          : undefined
    if (read !== undefined) {
      out.fields[field] = read
      out.why.push([field, from, sure])
    } else if (1 - p[0]! > ASKS) out.asked.push(field)
  }
  return out
}
