/**
 * One account of the people of an event: what each sentence moves among the dead, missing, hurt, trapped and rescued, who said
 * it and when. The figures of a record follow from it and from nothing else, so that a correction is as if it had been said at
 * first, and who was got out is trapped no more.
 */

import { aboutOf } from '../reading/about.ts'

/** Whom figures count, in the order in which they are told. */
export const PEOPLE = ['deaths', 'missing', 'injured', 'trapped', 'rescued'] as const
export type Of = (typeof PEOPLE)[number]

/** What one sentence does to one figure. */
export type Change =
  /** So many, as it stands now. */
  | { of: Of; is: number }
  /** So many more; fewer where it is negative. */
  | { of: Of; more: number }
  /** So many of them are it no more: they are `to`, or well. */
  | { of: Of; pass: number; to?: Of }
  /** 十几人: as it was said, and no number. */
  | { of: Of; about: string }
  /** What was told of it does not hold any more, and nobody knows what does. */
  | { of: Of; unknown: true }

export type Entry = Change & {
  /** Whoever said it, a person of the roster. */
  by?: string
  /** ISO. */
  at?: string
}

interface Figure {
  n?: number
  about?: string
}
export type Toll = { readonly [O in Of]?: Figure }

/** The figures that all that was said comes to; no number is negative. */
export function tollOf(entries: readonly Entry[]): Toll {
  const toll: { [O in Of]?: Figure } = {}
  // who is said to be trapped no more, and not by which rescue
  let out = 0
  const set = (of: Of, n: number) => {
    toll[of] = { n: Math.max(0, n) }
  }
  const got = (n: number) => {
    const told = Math.min(out, n)
    out -= told
    const { n: caught } = toll.trapped ?? {}
    if (caught !== undefined) set('trapped', caught - (n - told))
  }
  for (const entry of entries) {
    const { of } = entry
    const was = toll[of]?.n
    if ('unknown' in entry) delete toll[of]
    else if ('about' in entry) toll[of] = { about: entry.about }
    else if ('pass' in entry) {
      const n = was === undefined ? entry.pass : Math.min(was, entry.pass)
      if (was !== undefined) set(of, was - n)
      if (entry.to) set(entry.to, (toll[entry.to]?.n ?? 0) + n)
    } else {
      const n = 'is' in entry ? entry.is : (was ?? 0) + entry.more
      if (of === 'rescued') got(Math.max(0, n - (was ?? 0)))
      if (of === 'trapped') out = was === undefined || n > was ? 0 : out + (was - n)
      set(of, n)
    }
  }
  return toll
}

/** What a record's fields say of people, apart from its account. */
function standing(fields: Readonly<Record<string, unknown>>): Toll {
  const figures = PEOPLE.flatMap((of): [Of, Figure][] => {
    const [n, about] = [fields[of], fields[aboutOf(of)]]
    return typeof n === 'number' ? [[of, { n }]] : typeof about === 'string' ? [[of, { about }]] : []
  })
  return Object.fromEntries(figures)
}

/** A record's account; what its fields say otherwise (a form, a press, words of before) was said last. */
export function accountOf(fields: Readonly<Record<string, unknown>>): Entry[] {
  const kept = Array.isArray(fields.toll) ? (fields.toll as Entry[]) : []
  const stands = standing(fields)
  const entries = [...kept]
  // a rescue moves who is trapped: it is looked at first
  for (const of of PEOPLE.toReversed()) {
    const [said, { n, about }] = [tollOf(entries)[of] ?? {}, stands[of] ?? {}]
    if (said.n === n && said.about === about) continue
    entries.push(n !== undefined ? { of, is: n } : about !== undefined ? { of, about } : { of, unknown: true })
  }
  return entries
}

/** So many entries are kept; what came before them is kept as the figures that it came to. */
const MOST = 40
const shortened = (entries: readonly Entry[]): Entry[] => {
  if (entries.length <= MOST) return [...entries]
  const [old, late] = [entries.slice(0, -MOST / 2), entries.slice(-MOST / 2)]
  const sums = Object.entries(tollOf(old)).map(
    ([of, { n, about }]): Entry => (n !== undefined ? { of: of as Of, is: n } : { of: of as Of, about: about! }),
  )
  return [...sums, ...late]
}

/** The fields of a record after more was said: its account and the figures that follow; null takes one away. */
export function fieldsAfter(
  fields: Readonly<Record<string, unknown>>,
  entries: readonly Entry[],
): Record<string, unknown> {
  const toll = tollOf(entries)
  const figures = PEOPLE.flatMap((of): [string, unknown][] => {
    const { n, about } = toll[of] ?? {}
    const put = (key: string, value: unknown): [string, unknown][] =>
      value !== undefined ? [[key, value]] : fields[key] === undefined ? [] : [[key, null]]
    return [...put(of, n), ...put(aboutOf(of), about)]
  })
  return { toll: shortened(entries), ...Object.fromEntries(figures) }
}

/** The figure that was said last of those that fit; undefined where two were said in one breath, or none. */
export function lastSaid(entries: readonly Entry[], fits: (of: Of) => boolean): Of | undefined {
  const some = entries.filter(({ of }) => fits(of))
  const last = some.at(-1)
  const breath = new Set(some.filter(({ at }) => at === last?.at).map(({ of }) => of))
  return breath.size === 1 ? last!.of : undefined
}

/**
 * 不是6个是8个: as if it had been said so at first, where it is found what was wrong; else it is so from now on.
 * @param was what is said to be wrong; undefined = what was said last of it
 */
export function corrected(entries: readonly Entry[], of: Of, was: number | undefined, is: number): Entry[] {
  const stands = tollOf(entries)[of]?.n
  const wrong = was ?? stands
  const at = entries.findLastIndex((e) => e.of === of && ('is' in e ? e.is === wrong : 'more' in e && e.more === was))
  const entry = entries[at]
  if (!entry) return [...entries, { of, is }]
  return entries.with(at, 'more' in entry ? { ...entry, more: is } : { ...entry, of, is })
}

/** 没死人: as if nobody had been said to be dead; who was hurt, caught or missing before is so again. */
export const revived = (entries: readonly Entry[]): Entry[] => [
  ...entries.filter((e) => e.of !== 'deaths' && !('pass' in e && e.to === 'deaths')),
  { of: 'deaths', is: 0 },
]
