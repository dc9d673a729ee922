/**
 * Areas as sets of codes, over the station's own places: township ⊃ village ⊃ grid. What stands above the township (county, city,
 * province) covers it whole, what stands elsewhere covers nothing of it. An area has one form: the largest places that are wholly in it.
 */
import type { Roster } from './roster.ts'

/** Codes of places, none inside another: the township's, villages', and grids' ids. Empty = nowhere. */
export type Area = ReadonlySet<string>

export interface Tree {
  /** The township's code. */
  root: string
  children: ReadonlyMap<string, readonly string[]>
  /** Official codes of places that go by another code here: a grid's. */
  official: ReadonlyMap<string, string>
}

export const NOWHERE: Area = new Set()

/** Villages partition the township, and grids the village that has any; a village without grids is a part of its own. */
export function treeOf({ station, villages, grids }: Pick<Roster, 'station' | 'villages' | 'grids'>): Tree {
  const children = new Map<string, string[]>([[station.code, villages.map((v) => v.code)]])
  for (const v of villages) children.set(v.code, [])
  for (const g of grids) children.get(g.villageCode)?.push(g.id)
  const official = grids.flatMap((g) => (g.externalCode ? [[g.externalCode, g.id] as const] : []))
  return { root: station.code, children, official: new Map(official) }
}

/** The smallest subareas of what these codes stand for, in the tree's order; codes the tree does not know stand for nothing. */
function subareasOf(tree: Tree, codes: Iterable<string>): Set<string> {
  const asked = new Set(codes)
  const subareas = new Set<string>()
  const walk = (code: string, inside: boolean) => {
    const within = inside || asked.has(code)
    const below = tree.children.get(code) ?? []
    if (!below.length && within) subareas.add(code)
    for (const child of below) walk(child, within)
  }
  walk(tree.root, false)
  return subareas
}

/** The one form of a set of subareas: whatever is wholly in it stands for what is below. */
function formOf(tree: Tree, subareas: ReadonlySet<string>): Area {
  const form = new Set<string>()
  const whole = (code: string): boolean => {
    const below = tree.children.get(code) ?? []
    return below.length ? below.every(whole) : subareas.has(code)
  }
  const walk = (code: string) => {
    if (whole(code)) form.add(code)
    else for (const child of tree.children.get(code) ?? []) walk(child)
  }
  walk(tree.root)
  return form
}

/** The area of the tree's own codes; others stand for nothing. */
export const areaOf = (tree: Tree, codes: Iterable<string>): Area => formOf(tree, subareasOf(tree, codes))

export const wholeOf = (tree: Tree): Area => new Set([tree.root])

/** What is in either. */
export const cover = (tree: Tree, a: Area, b: Area): Area => areaOf(tree, [...a, ...b])

/** What is in the first and not in the second. */
export function subtract(tree: Tree, a: Area, b: Area): Area {
  const away = subareasOf(tree, b)
  return formOf(tree, new Set([...subareasOf(tree, a)].filter((p) => !away.has(p))))
}

/** What is in both. */
export function intersect(tree: Tree, a: Area, b: Area): Area {
  const also = subareasOf(tree, b)
  return formOf(tree, new Set([...subareasOf(tree, a)].filter((p) => also.has(p))))
}

/** Whether two areas, each in the one form, are the same. */
export const equals = (a: Area, b: Area): boolean => a.size === b.size && [...a].every((code) => b.has(code))

/** Whether all of a place is in the area; of a place that the tree does not know, nothing is. */
export function covers(tree: Tree, area: Area, code: string): boolean {
  const subareas = subareasOf(tree, [code])
  const here = subareasOf(tree, area)
  return subareas.size > 0 && [...subareas].every((p) => here.has(p))
}

/** A code without the zeros that stand for all below it: 350500 → 3505, 350599128000 → 350599128. */
const ownDigits = (code: string) =>
  code.replace(/(?<=^\d{6}(?:\d{3}){0,4}?)(?:000){1,4}$/, '').replace(/(?<=^\d{2,4})(?:00){1,2}$/, '')

/** The area of official codes (GB/T 2260 and the statistical 12 digits): of its province, city or county, the whole township. */
export function codesIn(tree: Tree, codes: readonly string[]): Area {
  const home = ownDigits(tree.root)
  return areaOf(
    tree,
    codes.map((code) => (home.startsWith(ownDigits(code)) ? tree.root : (tree.official.get(code) ?? code))),
  )
}

/** In words, villages before grids: 下坪村、石岭村第二网格; empty for nowhere. */
export function describeArea({ station, villages, grids }: Pick<Roster, 'station' | 'villages' | 'grids'>, area: Area) {
  if (area.has(station.code)) return `全${station.township}`
  const named = [...villages.map((v) => [v.code, v.name]), ...grids.map((g) => [g.id, g.name])]
  return named.flatMap(([code, name]) => (area.has(code!) ? [name] : [])).join('、')
}
