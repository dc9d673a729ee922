/**
 * What a sentence makes of the people of a report: by the account that stands (`record/toll.ts`), by what the words move in it
 * (`reading/fates.ts`) and by the figures that they state. What can be meant in two ways, would be a second death, or denies
 * what was told, changes nothing and is asked by one press.
 */
import { aboutOf } from '../reading/about.ts'
import { asksIn } from '../reading/asked.ts'
import { type Fate, fatesIn } from '../reading/fates.ts'
import { BESIDES, IN_ALL } from '../reading/lexicon/fates.ts'
import { FOUND_SAFE, STILL_IN } from '../reading/lexicon/found.ts'
import { anyOf } from '../reading/lexicon/words.ts'
import { insteadIn, unitOf } from '../record/amend.ts'
import type { Rec } from '../record/record.ts'
import {
  accountOf,
  type Change,
  corrected,
  type Entry,
  fieldsAfter,
  lastSaid,
  type Of,
  PEOPLE,
  revived,
  type Toll,
  tollOf,
} from '../record/toll.ts'
import { reportWords } from './words.ts'

/** One of the things that words may mean, and the figures that stand then. */
export interface Choice {
  words: string
  figures: Partial<Record<Of, number>>
}

export interface PeopleSaid {
  /** What was read, with the account and the figures that follow from it in place of the bare figures. */
  fields: Record<string, unknown>
  /** What is not sure: nothing of it is changed before one is chosen. */
  choices?: Choice[]
  /** An officer chooses: it is of somebody's death, or one denies what another said. */
  byOfficer?: boolean
}

type Read = Readonly<Record<string, unknown>>
type Given = Pick<Entry, 'by' | 'at'>

/** While a sentence is weighed: what it adds, what it leaves to be chosen. */
interface Weighing {
  stands: Toll
  entries: Entry[]
  given: Given
  /** Figures that it states and that no fate has explained. */
  figures: Map<Of, number>
  ended: Set<string>
  /** Some were told to be caught, and nobody has counted them. */
  inThere: boolean
  choices?: Choice[]
  byOfficer?: boolean
}

/** @param read what was read of the words as a report. @param given who says it, and when. */
export function peopleSaid({ fields, text: told }: Rec, text: string, read: Read, given: Given): PeopleSaid {
  const before = accountOf(fields)
  const inThere = CAUGHT.test(told) && typeof fields.trapped !== 'number'
  const w: Weighing = {
    stands: tollOf(before),
    entries: before,
    given,
    figures: new Map(PEOPLE.flatMap((of) => (typeof read[of] === 'number' ? [[of, read[of]]] : []))),
    ended: new Set(),
    inThere,
  }
  instead(w, text)
  ended(w, text, fields, read)
  const fates = fatesIn(text)
  for (const fate of fates) FATES[fate.does](w, fate as never)
  for (const of of STATED) stated(w, of, text, read)
  const rest = Object.fromEntries(
    Object.entries(read).filter(([key]) => {
      if (fates.some(({ does }) => does === 'counted') && NO_OTHER.test(key)) return false
      if (key.startsWith('evacuated_')) return MOVED.test(text) || !fates.some(({ does }) => does === 'out')
      return !(PEOPLE as readonly string[]).includes(key.replace(/_about$/, ''))
    }),
  )
  const said = w.entries === before ? {} : fieldsAfter(fields, w.entries)
  const known = tollOf(w.entries).trapped?.n !== undefined && said.trapped !== undefined
  if (known && fields.trapped_unknown === true) w.ended.add('trapped_unknown')
  return {
    fields: { ...rest, ...said, ...Object.fromEntries([...w.ended].map((key) => [key, false])) },
    ...(w.choices?.length ? { choices: w.choices.slice(0, 3), byOfficer: w.byOfficer } : {}),
  }
}

/** 李家老二在县城打工，屋里只得两个 is of no other place, and moves nobody. */
const NO_OTHER = /^(?:evacuated_|remaining_|shelter$|village$|place$|direction$)/
/** 出来两个: they are out, and were not moved anywhere. */
const MOVED = /转移|撤|疏散|安置/
const CAUGHT = /困|埋|压(?:着|住|在)|没出来|出不来|在里面|在里头/

/** Whoever was got out before whoever is left: who is left is said of those after. */
const STATED: readonly Of[] = ['deaths', 'missing', 'injured', 'rescued', 'trapped']

const nOf = (w: Weighing, of: Of): number => tollOf(w.entries)[of]?.n ?? 0
const add = (w: Weighing, ...changes: Change[]) => {
  w.entries = [...w.entries, ...changes.map((c) => ({ ...c, ...w.given }))]
}
const ask = (w: Weighing, choices: Choice[], byOfficer = false) => {
  w.choices ??= choices
  w.byOfficer ??= byOfficer
}
const choice = (figures: Choice['figures'], words?: string): Choice => ({ figures, words: words ?? standsAs(figures) })
/** 受伤2人，被困0人 */
export const standsAs = (figures: Choice['figures']): string =>
  PEOPLE.flatMap((of) => (figures[of] === undefined ? [] : reportWords.standsAs(of, figures[of]))).join('，')

/** 是8个不是6个: of the figure that stands so, as if it had been said at first. */
const instead = (w: Weighing, text: string) => {
  const said = insteadIn(text)
  if (!said || (said.unit && unitOf(said.unit) !== '人')) return
  const { from, to } = said
  const stated = PEOPLE.filter((of) => w.figures.get(of) === to)
  const was = (of: Of) => w.entries.some((e) => e.of === of && 'is' in e && e.is === from)
  const wrong = PEOPLE.filter((of) => w.stands[of]?.n === from || was(of))
  const [of, ...more] = stated.length === 1 ? stated : wrong
  if (!of) return
  for (const o of PEOPLE) if (w.figures.get(o) === to || w.figures.get(o) === from) w.figures.delete(o)
  if (more.length)
    return ask(
      w,
      [of, ...more].map((o) => choice({ [o]: to })),
    )
  w.entries = corrected(w.entries, of, from, to)
}

const FOUND = new RegExp(`(?<![没未冇难]|没有|还没)${anyOf(FOUND_SAFE)}(?!的?(?:希望|可能|办法))`)
const STILL = new RegExp(anyOf(STILL_IN))
/** 屋里没人, 老李找到了: nobody may be caught any more, whoever might have been; of several that nobody counted only 都 says all. */
const ended = (w: Weighing, text: string, fields: Read, read: Read) => {
  if (!FOUND.test(text) || STILL.test(text) || asksIn(text)) return
  if (fields.trapped_suspected === true && !read.trapped_suspected) w.ended.add('trapped_suspected')
  if (fields.trapped_unknown === true && !read.trapped_unknown && /[都全]/.test(text)) w.ended.add('trapped_unknown')
}

type Weigh<D extends Fate['does']> = (w: Weighing, fate: Extract<Fate, { does: D }>) => void

const out: Weigh<'out'> = (w, { many, rescued }) => {
  const [caught, got] = [nOf(w, 'trapped'), nOf(w, 'rescued')]
  const n = many === 'all' ? caught : typeof many === 'number' ? many : many === 'one' || caught === 1 ? 1 : 0
  const all = many === 'all' || (!!n && n === caught && !got)
  if (all) {
    w.figures.delete('trapped')
    if (w.inThere || w.stands.trapped?.about !== undefined) add(w, { of: 'trapped', is: 0 })
  }
  if (!n) return
  if (!rescued) {
    // 出来两个: by themselves, and told once
    if (w.figures.get('rescued') === n) w.figures.delete('rescued')
    return add(w, { of: 'trapped', pass: n })
  }
  if (all) {
    w.figures.delete('rescued')
    add(w, { of: 'rescued', more: n })
  } else if (!w.figures.has('rescued')) w.figures.set('rescued', n)
}

const found: Weigh<'found'> = (w, { many }) => {
  const gone = nOf(w, 'missing')
  const all = many === 'all' || gone <= 1
  w.figures.delete('missing')
  if (w.stands.missing?.about !== undefined && all) return add(w, { of: 'missing', is: 0 })
  if (!gone) return
  if (many === 'some' && !all)
    return ask(w, [choice({ missing: 0 }), choice({ missing: gone - 1 }), choice({ missing: gone })])
  add(w, { of: 'missing', pass: many === 'all' ? gone : typeof many === 'number' ? many : 1 })
}

const died: Weigh<'died'> = (w, { many, was, sure }) => {
  const n = typeof many === 'number' ? many : many === 'all' && was ? Math.max(1, nOf(w, was)) : 1
  const [dead, stated] = [nOf(w, 'deaths'), w.figures.get('deaths')]
  // a number of all the dead says it by itself
  if (stated !== undefined && stated > n) return
  w.figures.delete('deaths')
  const some = (['injured', 'trapped', 'missing'] as const).filter((of) => nOf(w, of) > 0)
  const from = was ?? (some.length === 1 ? some[0] : undefined)
  if (from) w.figures.delete(from)
  const left = from && nOf(w, from) > 0 ? { [from]: Math.max(0, nOf(w, from) - n) } : {}
  if (sure && !dead)
    return add(w, from && nOf(w, from) > 0 ? { of: from, pass: n, to: 'deaths' } : { of: 'deaths', more: n })
  ask(w, [choice({ deaths: dead + n, ...left }), choice({ deaths: dead }, reportWords.noneDied(dead))], true)
}

/** 一户4个 一户3个 are in there; who lives there may be: that is asked. */
const counted: Weigh<'counted'> = (w, { n, sure }) => {
  w.figures.clear()
  if (sure) add(w, { of: 'trapped', is: n })
  else ask(w, [choice({ trapped: n }), choice({ trapped: 0 })])
}

/** Nobody is dead after all: set right at once where it is said of all of them, asked where it may be of some. */
const alive: Weigh<'alive'> = (w, { many, sure }) => {
  const dead = nOf(w, 'deaths')
  if (!dead) return
  w.figures.delete('deaths')
  if (sure && (many === 'all' || dead === 1)) {
    w.entries = revived(w.entries).map((e, i, all) => (i === all.length - 1 ? { ...e, ...w.given } : e))
    return
  }
  const n = typeof many === 'number' ? Math.min(many, dead) : many === 'one' || dead === 1 ? 1 : dead
  ask(w, [choice({ deaths: dead - n }), choice({ deaths: dead }, reportWords.staysAt('deaths', dead))], true)
}

const left: Weigh<'left'> = (w, { n, of: said, surely }) => {
  const [caught, gone] = [nOf(w, 'trapped'), nOf(w, 'missing')]
  const of = said && said !== 'injured' ? said : caught || !gone ? 'trapped' : 'missing'
  if (w.figures.get(of) !== undefined && w.figures.get(of) !== n) return
  if (!said && caught && gone) return ask(w, [choice({ trapped: n }), choice({ missing: n })])
  const was = nOf(w, of)
  const some = was || said === 'missing' || w.stands[of]?.about !== undefined || (of === 'trapped' && w.inThere)
  if (!some && nOf(w, 'rescued') === 0) return
  w.figures.delete(of)
  const fewer = nOf(w, 'rescued') > 0 || w.figures.has('rescued') || w.entries.at(-1)?.at === w.given.at
  if (surely || fewer || n === was || !was) return add(w, { of, is: n })
  ask(w, [
    choice({ [of]: n }, reportWords.stillIn(of, n)),
    choice({ [of]: was + n }, reportWords.moreIn(of, n, was + n)),
  ])
}

const misnumbered: Weigh<'misnumbered'> = (w, { by }) => {
  w.figures.clear()
  const could = (of: Of) => nOf(w, of) > 0 && nOf(w, of) + by >= 0
  const of = lastSaid(w.entries, could)
  if (of) w.entries = corrected(w.entries, of, undefined, nOf(w, of) + by)
  else
    ask(
      w,
      PEOPLE.filter(could).map((o) => choice({ [o]: nOf(w, o) + by })),
    )
}

/** 3个都平安 of three who were caught; of others it says nothing that can be counted. */
const well: Weigh<'well'> = (w, { many }) => {
  const caught = nOf(w, 'trapped')
  if (many === caught && caught) add(w, { of: 'trapped', pass: caught })
  if (many === nOf(w, 'missing') && many) add(w, { of: 'missing', pass: many })
}

const FATES: { readonly [D in Fate['does']]: Weigh<D> } = {
  out,
  found,
  died,
  alive,
  counted,
  left,
  misnumbered,
  well,
  // whoever was hurt counts as hurt; of whom nobody told yet it is news
  treated: (w) => {
    if (nOf(w, 'injured')) w.figures.delete('injured')
  },
}

const MORE = new RegExp(`${anyOf(BESIDES)}[^，。；]{0,8}$`)
const TOTAL = new RegExp(anyOf(IN_ALL))
/** Whether a number is said of people besides those told of: 又有2人受伤. */
const isMore = (text: string, n: number): boolean => {
  const at = NUMBERS(n).exec(text)
  return !!at && MORE.test(text.slice(0, at.index)) && !TOTAL.test(text)
}
const HAN = '零一二三四五六七八九十'
const NUMBERS = (n: number) =>
  new RegExp(`(?<!\\d)(?:${n}(?!\\d)${n <= 10 ? `|${HAN[n]}${n === 2 ? '|两|俩' : ''}` : ''})`)

const PARTS: ReadonlySet<Of> = new Set<Of>(['deaths', 'injured'])
const ONLY = /只有|实际|核实|确认|最终|现在是|目前/
/** A figure that is stated: as it is now, as more of them, as a no to what was told. */
const stated = (w: Weighing, of: Of, text: string, read: Read) => {
  const about = read[aboutOf(of)]
  const n = w.figures.get(of)
  const was = tollOf(w.entries)[of]?.n
  if (typeof about === 'string') {
    // 十几人 of 12 says nothing new
    if (!was || (n !== undefined && n > was)) add(w, { of, about })
    return
  }
  if (n === undefined) return
  if (isMore(text, n) && was !== undefined && n) return add(w, { of, more: n })
  if (!n && was && of !== 'trapped' && !read.correction)
    return ask(w, [choice({ [of]: 0 }), choice({ [of]: was }, reportWords.staysAt(of, was))])
  // 有一个转县医院了 may be one of those who were told of
  if (PARTS.has(of) && was && n < was && !TOTAL.test(text) && !ONLY.test(text) && !read.correction)
    return ask(w, [choice({ [of]: was }, reportWords.staysAt(of, was)), choice({ [of]: n })])
  if (of === 'rescued' && was && n && !TOTAL.test(text) && !read.correction)
    return ask(w, [
      choice({ rescued: n }, reportWords.rescuedInAll(n)),
      choice({ rescued: was + n }, reportWords.rescuedMore(n, was + n)),
    ])
  add(w, { of, is: n })
}
