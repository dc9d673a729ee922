/** Which unit is meant, and by which list it is checked. */
import { placesCalled } from '../kernel/places.ts'
import type { Place } from '../kernel/roster.ts'
import type { DecisionContext, Situation } from '../kernel/situation.ts'
import { UNITS_CHECKED } from '../reading/lexicon/inspecting.ts'
import { anyOf } from '../reading/lexicon/words.ts'
import { villagesHere } from '../record/filing.ts'
import { type Checklist, GENERAL } from './checklists.ts'

export interface Unit {
  name: string
  list: Checklist
  /** The roster's place that it is. */
  place?: Place
}

/** The list for a kind of the roster's places. */
export const listOf = (g: Pick<DecisionContext, 'settings'>, { kind }: Pick<Place, 'kind'>): Checklist =>
  g.settings.checklists.find((l) => l.of.includes(kind)) ??
  g.settings.checklists.find((l) => l.kind === kind) ??
  GENERAL

/** The list for a unit that is no place of the roster: by the longest word that its name holds. */
function listByName(g: Pick<DecisionContext, 'settings'>, name: string): Checklist | undefined {
  const held = g.settings.checklists
    .flatMap((l) => l.names.filter((word) => name.includes(word)).map((word) => [word, l] as const))
    .sort(([a], [b]) => name.lastIndexOf(b) + b.length - (name.lastIndexOf(a) + a.length) || b.length - a.length)
  return held[0]?.[1]
}

const UNIT = new RegExp(`(?:${anyOf(UNITS_CHECKED)})$`)

/** What is called so: units of the roster, else one by its name alone where that is the name of a unit; several = it is not clear which. */
export function unitsCalled(g: Pick<DecisionContext, 'settings' | 'roster'>, said: string): Unit[] {
  const places = placesCalled(g.roster, said)
  if (places.length) return places.map((place) => ({ name: place.name, list: listOf(g, place), place }))
  const list = listByName(g, said)
  return list || UNIT.test(said) ? [{ name: said, list: list ?? GENERAL }] : []
}

/** The same for somebody who says it: of several the one of where they are. */
export function unitsMeant(s: Situation, said: string): Unit[] {
  const units = unitsCalled(s, said)
  if (units.length < 2) return units
  const here = new Set(villagesHere(s))
  const own = units.filter((u) => u.place && here.has(u.place.villageCode) && isUnit(u))
  return own.length === 1 ? own : units
}

/** Places of nature and roads are gone round; units are checked. */
const GONE_ROUND: ReadonlySet<string> = new Set(['地质灾害点', '水库山塘', '河道排水', '道路桥梁', '水域', '危旧房屋'])
export const isUnit = ({ list }: Unit): boolean => !GONE_ROUND.has(list.kind)

/** The unit of a check that was told of, whatever it is called. */
export function unitTold(g: Pick<DecisionContext, 'settings' | 'roster'>, name: string): Unit {
  const [only, ...more] = placesCalled(g.roster, name)
  return only && !more.length
    ? { name: only.name, list: listOf(g, only), place: only }
    : { name, list: listByName(g, name) ?? GENERAL }
}
