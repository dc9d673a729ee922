/** Where a warning is for, as a set of the station's own places; and where a signal says it is, in codes or in words. */

import type { Doubt } from '../cap/profile.ts'
import type { Signal, SignalArea } from '../cap/signal.ts'
import type { Circle, Point } from '../cap/types.ts'
import {
  type Area,
  areaOf,
  codesIn,
  cover,
  describeArea,
  equals,
  NOWHERE,
  subtract,
  type Tree,
  treeOf,
  wholeOf,
} from '../kernel/area.ts'
import type { Roster } from '../kernel/roster.ts'
import type { DecisionContext } from '../kernel/situation.ts'
import { numberOf } from '../reading/numbers.ts'
import { inside, placesIn } from './audience.ts'
import { isWhole, NO_PARTS, type Warning } from './warning.ts'

export type Scope = Pick<Warning, 'villages' | 'area'>

export const EVERYWHERE: Scope = { villages: [], area: NO_PARTS }
export const UNKNOWN: Scope = { villages: [], area: { ...NO_PARTS, nowhere: true } }

const trees = new WeakMap<Roster, Tree>()
export function treeIn(roster: Roster): Tree {
  const known = trees.get(roster)
  if (known) return known
  const tree = treeOf(roster)
  trees.set(roster, tree)
  return tree
}

/** The villages and grids of a scope as an area; risk places and polygons stand beside it. */
export function areaIn({ roster }: Pick<DecisionContext, 'roster'>, scope: Scope): Area {
  const tree = treeIn(roster)
  return isWhole(scope) ? wholeOf(tree) : areaOf(tree, [...scope.villages, ...scope.area.grids])
}

/** An area, and risk places beside it, as a warning keeps it. */
export function scopeOf({ roster }: Pick<DecisionContext, 'roster'>, area: Area, places: string[] = []): Scope {
  if (area.has(roster.station.code)) return EVERYWHERE
  if (!area.size && !places.length) return UNKNOWN
  return {
    villages: roster.villages.flatMap((v) => (area.has(v.code) ? [v.code] : [])),
    area: { ...NO_PARTS, grids: roster.grids.flatMap((x) => (area.has(x.id) ? [x.id] : [])), places },
  }
}

/**
 * What of a scope another does not take; null where nothing is left. A risk place goes with the village or grid it lies in; a
 * drawn area of which some places are taken goes on as the others.
 */
export function without(g: DecisionContext, a: Scope, b: Scope): Scope | null {
  if (a.area.team || b.area.team) return a.area.team && (b.area.team || isWhole(b)) ? null : a
  const tree = treeIn(g.roster)
  const left = subtract(tree, areaIn(g, a), areaIn(g, b))
  const taken = new Set(isWhole(b) ? g.roster.places.map((p) => p.id) : placesIn(g, b).map((p) => p.id))
  const named = isWhole(a) ? [] : a.area.places
  const drawn = placesIn(g, { villages: [], area: { ...NO_PARTS, polygons: a.area.polygons, nowhere: true } })
  const cut = isWhole(b) || drawn.some((p) => taken.has(p.id))
  const places = [...new Set([...named, ...(cut ? drawn.map((p) => p.id) : [])])].filter((id) => !taken.has(id))
  const polygons = cut ? [] : a.area.polygons
  if (!left.size && !places.length && !polygons.length) return null
  const scope = scopeOf(g, left, places)
  return polygons.length ? { villages: scope.villages, area: { grids: scope.area.grids, places, polygons } } : scope
}

/** Whether two scopes are the same places. */
export const sameScope = (g: DecisionContext, a: Scope, b: Scope): boolean =>
  !!a.area.nowhere === !!b.area.nowhere &&
  !!a.area.team === !!b.area.team &&
  equals(areaIn(g, a), areaIn(g, b)) &&
  [...a.area.places].sort().join() === [...b.area.places].sort().join() &&
  JSON.stringify(a.area.polygons) === JSON.stringify(b.area.polygons)

/** What a scope leaves of another's; both keep what only they name. */
export const touches = (g: DecisionContext, a: Scope, b: Scope): boolean => {
  const left = without(g, a, b)
  return !left || !sameScope(g, left, a)
}

interface Named {
  area: Area
  places: string[]
}

/**
 * The places of the station that a signal is for. Codes decide, and words beside them that name other places are told of; what
 * names only places that are not here is for nowhere until an officer says where. What names no place is for all the issuer's
 * area. A part that another signal of the message names for the same kind is not in the whole.
 */
export function whereOf(
  g: DecisionContext,
  signal: Signal,
  others: readonly Signal[],
): { scope: Scope; doubts: Doubt[] } {
  const { area } = signal
  const tree = treeIn(g.roster)
  const siblings = others.filter((o) => o !== signal && o.kind === signal.kind && isPart(o))
  const theirs = siblings.reduce((all, o) => cover(tree, all, partOf(g, o)), NOWHERE)
  /** Less what another signal of its kind says of a part of it: 石岭村红色 within 全镇黄色. */
  const less = (own: Area): Area =>
    siblings
      .map((o) => partOf(g, o))
      .filter((part) => part.size && !equals(part, own) && !subtract(tree, part, own).size)
      .reduce((left, part) => subtract(tree, left, part), own)
  const remaining = () => {
    const left = subtract(tree, wholeOf(tree), theirs)
    const here = area?.except?.length ? subtract(tree, left, exceptedIn(g, area.except, signal.issuer)) : left
    return here.size ? scopeOf(g, here) : UNKNOWN
  }
  // 我县 of another county's station is not ours, nor is a village of the same name there
  if (!area?.codes.length && isForeign(g, signal.issuer) && !area?.places.some((p) => isWithin(g, p)))
    return { scope: UNKNOWN, doubts: [{ flag: 'area_elsewhere', said: area?.text ?? signal.issuer! }] }
  if (!area) return { scope: remaining(), doubts: [] }
  const words = namesOf(g, signal)
  if (area.codes.length) {
    const coded = codesIn(tree, area.codes)
    const differs = !!words && !!coded.size && !!words.area.size && !equals(words.area, coded)
    const taken = describeArea(g.roster, coded)
    return {
      scope: coded.size ? scopeOf(g, less(coded)) : UNKNOWN,
      doubts: coded.size
        ? differs
          ? [{ flag: 'area_differs', taken, said: area.text }]
          : []
        : [{ flag: 'area_elsewhere', said: area.text }],
    }
  }
  if (words) return { scope: scopeOf(g, less(words.area), words.places), doubts: [] }
  if (area.rest || !area.places.length) return { scope: remaining(), doubts: [] }
  if (drawnHere(g.roster, area)) return { scope: EVERYWHERE, doubts: [] }
  return { scope: UNKNOWN, doubts: [{ flag: 'area_elsewhere', said: area.text }] }
}

const partOf = (g: DecisionContext, o: Signal): Area => namesOf(g, o)?.area ?? codesIn(treeIn(g.roster), o.area!.codes)

/** Levels of what stands above a township; names of one level that differ are different places. */
const LEVELS = [/[县区旗]$/, /[市州盟]$/, /(?:省|自治区)$/]
/** Whether a body is of another county, city or province than ours, where ours are known by name. */
function isForeign({ settings }: DecisionContext, issuer: string | null): boolean {
  const { names } = settings.above
  const place = /^[\u4e00-\u9fa5]{2,12}?(?:自治区|省|市|州|盟|县|区|旗)(?=[^省市县区旗]*$)/.exec(issuer ?? '')?.[0]
  if (!place || names.some((n) => issuer!.includes(n))) return false
  const level = LEVELS.find((form) => form.test(place))
  return !!level && place.length > 2 && names.some((n) => level.test(n))
}

/** Whether a name says of itself that it is here: 青溪镇石岭村, 青溪县. */
const isWithin = ({ roster, settings }: DecisionContext, name: string): boolean =>
  [roster.station.township, ...settings.above.names].some((n) => name.includes(n))

/** Whether a signal names places of its own, so that a whole beside it is for the others. */
const isPart = ({ area }: Signal) => !!area && (area.codes.length > 0 || (area.part && area.places.length > 0))

const resolved = new WeakMap<SignalArea, { roster: Roster; named: Named | undefined }>()
/** The places a signal's own words stand for, looked up once however many signals stand beside it. */
function namesOf(g: DecisionContext, { area, issuer }: Signal): Named | undefined {
  const before = resolved.get(area!)
  if (before?.roster === g.roster) return before.named
  const found = namedIn(g, area!.places, issuer)
  const named =
    found && area!.except?.length
      ? { ...found, area: subtract(treeIn(g.roster), found.area, exceptedIn(g, area!.except, issuer)) }
      : found
  resolved.set(area!, { roster: g.roster, named })
  return named
}

/** The places here that names stand for; undefined where none of them is here. */
function namedIn(
  { roster, settings }: DecisionContext,
  names: readonly string[],
  issuer: string | null,
): Named | undefined {
  const codes: string[] = []
  const places: string[] = []
  for (const name of names) {
    const found = placeNamed(roster, name, issuer, settings.above.names)
    if (found?.code) codes.push(found.code)
    if (found?.place) places.push(found.place)
  }
  return codes.length || places.length ? { area: areaOf(treeIn(roster), codes), places } : undefined
}

/** What 除…外 takes away; of what is not here, nothing. */
const exceptedIn = (g: DecisionContext, names: readonly string[], issuer: string | null): Area =>
  namedIn(g, names, issuer)?.area ?? areaOf(treeIn(g.roster), [])

const bare = (name: string) => name.replace(/(?:街道办事处|街道|社区|居委会|村委会|镇|乡|村)$/, '')
/** Names of what stands above a township or runs by it, before its own: 泉南市青溪县青溪镇, 青溪河下坪村段. */
const ABOVE = /^.{1,10}?(?:省|自治区|自治州|地区|市|州|盟|县|区|旗|[河江](?:流域|干流|[上中下]游)?)(?=.{2})/
const IS_ABOVE = /(?:省|自治区|自治州|地区|市|州|盟|县|区|旗)$/
const ALL_OF_IT = /^[全我本](?:省|市|县|区|旗|州|镇|乡|街道|辖区)/

function placeNamed(
  roster: Roster,
  written: string,
  issuer: string | null,
  above: readonly string[],
): { code?: string; place?: string } | undefined {
  const { station, villages, grids, places } = roster
  const here = { code: station.code }
  if (above.includes(written)) return here
  if (ALL_OF_IT.test(written)) return here
  const village = (name: string) =>
    villages.find((v) => v.name === name || v.aliases.includes(name)) ??
    villages.find((v) => name.length > 1 && bare(v.name) === bare(name))
  /** 石岭村第3网格 by its number; of a grid nobody here knows, its village. */
  const gridNamed = (name: string) => {
    if (!name.endsWith('网格')) return undefined
    const own = villages.find((v) => [v.name, ...v.aliases].some((n) => name.startsWith(n)))
    const seq = numberOf(/第?(\d{1,3}|[一二三四五六七八九十]{1,3})号?网格$/.exec(name)?.[1] ?? '')
    return grids.find((x) => x.villageCode === own?.code && x.seq === seq)?.id ?? own?.code
  }
  const within = (name: string) => {
    const place = places.find((p) => p.name === name)
    const code = grids.find((x) => x.name === name)?.id ?? gridNamed(name) ?? village(name)?.code
    return code ? { code } : place ? { place: place.id } : undefined
  }
  const township = (name: string) => name === station.township || name === bare(station.township)
  let name = written.trim()
  for (let i = 0; i < 4; i++) {
    if (township(name)) return here
    const found = within(name)
    if (found) return found
    if (name.startsWith(station.township)) return within(name.slice(station.township.length))
    // 青溪石岭村: the township's name without its unit
    const short = bare(station.township)
    const inside = short.length > 1 && name.startsWith(short) ? within(name.slice(short.length)) : undefined
    if (inside) return inside
    const higher = ABOVE.exec(name)
    if (!higher) break
    name = name.slice(higher[0].length)
  }
  // 青溪县, said by 青溪县气象台, is all of its area; a county of which nothing is known is not taken for ours
  const own = name.replace(IS_ABOVE, '')
  const theirs = own !== name && !!issuer && own.length > 1 && issuer.includes(own)
  return theirs || (own !== name && !!issuer && issuer.startsWith(name.slice(own.length))) ? here : undefined
}

/** Whether an area draws something in which a place known here stands; circles count. */
const drawnHere = (roster: Roster, { polygons = [], circles = [] }: SignalArea): boolean =>
  located(roster).some((p) => polygons.some((ring) => inside(p, ring)) || circles.some((c) => inCircle(p, c)))

/** Whether areas are drawn, none of which touches a place known here: taken all the same, and the officer is told. */
export const drawnElsewhere = (roster: Roster, areas: readonly SignalArea[]): boolean => {
  const drawn = areas.filter((a) => a.polygons?.length || a.circles?.length)
  return drawn.length > 0 && !drawn.some((a) => drawnHere(roster, a))
}

const located = ({ places }: Roster): Point[] =>
  places.flatMap((p): Point[] => (p.lat != null && p.lon != null ? [[p.lat, p.lon]] : []))

const KM_PER_DEGREE = 111.2
function inCircle([lat, lon]: Point, { centre: [cLat, cLon], radiusKm }: Circle): boolean {
  const north = (lat - cLat) * KM_PER_DEGREE
  const east = (lon - cLon) * KM_PER_DEGREE * Math.cos((cLat * Math.PI) / 180)
  return Math.hypot(north, east) <= radiusKm
}
