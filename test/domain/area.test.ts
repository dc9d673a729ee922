/** Areas as sets of codes: what covering, taking away and sharing mean, over random places and random sets of them. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Area,
  areaOf,
  codesIn,
  cover,
  covers,
  describeArea,
  equals,
  intersect,
  subtract,
  treeOf,
} from '#domain/kernel/area.ts'
import type { Roster } from '#domain/kernel/roster.ts'

const STATION = { name: '站', township: '青溪镇', code: '350599128000' }
type Places = Pick<Roster, 'station' | 'villages' | 'grids'>

/** A township of some villages, each with some grids or none. */
const township = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 5 }).map(
  (counts): Places => ({
    station: STATION,
    villages: counts.map((_, v) => ({ code: `35059912820${v}`, name: `${'甲乙丙丁戊'[v]}村`, aliases: [] })),
    grids: counts.flatMap((count, v) =>
      Array.from({ length: count }, (_, i) => ({
        id: `g${v}${i}`,
        villageCode: `35059912820${v}`,
        seq: i + 1,
        name: `${'甲乙丙丁戊'[v]}村第${i + 1}网格`,
      })),
    ),
  }),
)
/** A township and some areas of it, each told by any of its codes, in any order, some twice, some not of it at all. */
const withAreas = (count: number) =>
  township.chain((places) => {
    const codes = [
      STATION.code,
      ...places.villages.map((v) => v.code),
      ...places.grids.map((g) => g.id),
      '110101000000',
    ]
    const area = fc.array(fc.constantFrom(...codes), { maxLength: 6 })
    return fc.tuple(fc.constant(places), fc.array(area, { minLength: count, maxLength: count }))
  })

/** The naive model: the smallest parts of the township, each by itself. */
const parts = ({ villages, grids }: Places) =>
  villages.length
    ? villages.flatMap((v) => {
        const own = grids.filter((g) => g.villageCode === v.code).map((g) => g.id)
        return own.length ? own : [v.code]
      })
    : [STATION.code]
const subareasOf = (places: Places, area: Area) =>
  parts(places).filter((part) => {
    const village = places.grids.find((g) => g.id === part)?.villageCode ?? part
    return area.has(part) || area.has(village) || area.has(STATION.code)
  })
const told = (places: Places, codes: string[]) => subareasOf(places, new Set(codes))

describe('an area is the set of its smallest parts, however it is told', () => {
  test('cover, subtract and intersect are union, difference and intersection of the parts', () => {
    fc.assert(
      fc.property(withAreas(2), ([places, [a, b]]) => {
        const tree = treeOf(places)
        const [x, y] = [areaOf(tree, a!), areaOf(tree, b!)]
        const [mine, theirs] = [told(places, a!), told(places, b!)]
        expect(subareasOf(places, x)).toEqual(mine)
        expect(new Set(subareasOf(places, cover(tree, x, y)))).toEqual(new Set([...mine, ...theirs]))
        expect(subareasOf(places, subtract(tree, x, y))).toEqual(mine.filter((p) => !theirs.includes(p)))
        expect(subareasOf(places, intersect(tree, x, y))).toEqual(mine.filter((p) => theirs.includes(p)))
      }),
    )
  })

  test('two areas are equal exactly when their parts are, whatever codes told them', () => {
    fc.assert(
      fc.property(withAreas(2), ([places, [a, b]]) => {
        const tree = treeOf(places)
        expect(equals(areaOf(tree, a!), areaOf(tree, b!))).toBe(told(places, a!).join() === told(places, b!).join())
      }),
    )
  })

  test('what is taken away and given back is what it was; nothing is left of what is taken whole', () => {
    fc.assert(
      fc.property(withAreas(2), ([places, [a, b]]) => {
        const tree = treeOf(places)
        const [x, y] = [areaOf(tree, a!), areaOf(tree, b!)]
        expect(equals(cover(tree, subtract(tree, x, y), intersect(tree, x, y)), x)).toBe(true)
        expect(subtract(tree, x, x).size).toBe(0)
        expect(subtract(tree, x, areaOf(tree, [STATION.code])).size).toBe(0)
      }),
    )
  })

  test('a code is covered when all of it is', () => {
    fc.assert(
      fc.property(withAreas(1), ([places, [a]]) => {
        const tree = treeOf(places)
        const area = areaOf(tree, a!)
        for (const code of [STATION.code, ...places.villages.map((v) => v.code), ...places.grids.map((g) => g.id)])
          expect(covers(tree, area, code)).toBe(told(places, [code]).every((p) => told(places, a!).includes(p)))
      }),
    )
  })

  test('all grids of a village are the village, all villages are the township', () => {
    fc.assert(
      fc.property(township, (places) => {
        const tree = treeOf(places)
        expect([...areaOf(tree, parts(places))]).toEqual([STATION.code])
      }),
    )
  })
})

describe('in the codes and words of the station', () => {
  const places: Places = {
    station: STATION,
    villages: [
      { code: '350599128200', name: '石岭村', aliases: [] },
      { code: '350599128201', name: '下坪村', aliases: [] },
    ],
    grids: [
      { id: 'g1', villageCode: '350599128200', seq: 1, name: '石岭村第一网格' },
      { id: 'g2', villageCode: '350599128200', seq: 2, name: '石岭村第二网格', externalCode: '350599128200002' },
    ],
  }
  const tree = treeOf(places)
  test.each([
    ['350599', '全青溪镇'],
    ['350000', '全青溪镇'],
    ['350500000000', '全青溪镇'],
    ['350599000000', '全青溪镇'],
    ['350599128', '全青溪镇'],
    ['350599128000', '全青溪镇'],
    ['350599128200', '石岭村'],
    ['350599128200002', '石岭村第二网格'],
    ['350599129000', ''],
    ['350599128999', ''],
    ['350598', ''],
    ['110101', ''],
  ])('the official code %s is %s', (code, words) => {
    expect(describeArea(places, codesIn(tree, [code]))).toBe(words)
  })
  test('what is left of a village without one grid is its other grids', () => {
    const left = subtract(tree, areaOf(tree, [STATION.code]), areaOf(tree, ['g1']))
    expect(describeArea(places, left)).toBe('下坪村、石岭村第二网格')
  })
})
