/** Who is out of danger: pieces are added, a total takes the place of what was told before, a return is no move. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type MoveTold, outOfDanger, stillOut, together } from '#domain/evacuation/out.ts'
import { evacuationWords } from '#domain/evacuation/words.ts'
import { compileGazetteer, read } from '#domain/reading/read.ts'
import { withoutLeast } from '#domain/record/about.ts'

const places = compileGazetteer({ villages: ['石岭村', '上坪村', '竹园村', '沙洲村'].map((name) => ({ name })) })
const fieldsOf = (text: string) => read({ text, sentAt: '2026-11-30T15:00:00+08:00' }, places).fields
const code = (village: unknown) => (typeof village === 'string' ? village : undefined)
const of = (...texts: string[]) => {
  const told = texts.map((text): MoveTold => {
    const fields = fieldsOf(text)
    return {
      kind: 'evacuation',
      fields: withoutLeast(fields),
      villageCode: (fields.village as string | undefined) ?? null,
    }
  })
  return outOfDanger(told, code)
}

describe('what is said of the same village one after the other', () => {
  test.each<[string[], { people: number; households: number }]>([
    [
      ['上坪村转移35户112人', '上坪村截至15时，累计转移38户121人，其中安置点57人，投亲靠友64人'],
      { people: 121, households: 38 },
    ],
    [['石岭村12户35人已转移到村小学', '石岭村又转了5户16人，累计17户51人'], { people: 51, households: 17 }],
    [['石岭村12户35人已转移到村小学', '石岭村又转了5户16人'], { people: 51, households: 17 }],
    [['上坪村转移人数：38户119人，返回0人，安置点63人'], { people: 119, households: 38 }],
    [['石岭村12户35人已转移到村小学', '石岭村12户35人已转移'], { people: 35, households: 12 }],
    [['上坪村已转移20户60人', '上坪村4户11人已返回家中'], { people: 49, households: 16 }],
    [['上坪村已转移20户60人', '上坪村返回25户80人'], { people: 0, households: 0 }],
    [['石岭村12户35人已转移到村小学', '石岭村的人全部回家了'], { people: 0, households: 0 }],
    [['石岭村转移4户15，住村部'], { people: 15, households: 4 }],
    [['石岭村12户35人已转移到村小学', '石岭村把跑回去收东西的2个人劝回来了'], { people: 35, households: 12 }],
    [['石岭村12户35人已转移到村小学', '石岭村还有2户5人自己投亲去了'], { people: 40, households: 14 }],
  ])('%j → %j', (texts, out) => {
    expect(of(...texts).map(stillOut)).toEqual([out])
  })

  test('whoever was left is no longer once they move too', () => {
    expect(of('石岭村6户25人已转移，还有2户8人没转', '石岭村剩下的2户8人已经转移到村部')[0]!.left).toEqual({})
    expect(of('石岭村6户25人已转移，还有2户8人没转')[0]!.left).toEqual({ people: 8, households: 2 })
  })

  test('a report of the harm tells of the same people as the report of the move', () => {
    const fields = { evacuated_people: 25, evacuated_households: 6 }
    const out = outOfDanger(
      [
        { kind: 'disaster_report', fields, villageCode: '石岭村' },
        { kind: 'evacuation', fields, villageCode: '石岭村' },
        { kind: 'disaster_report', fields: { evacuated_people: 9 }, villageCode: '石岭村' },
      ],
      code,
    )
    expect(together(out).moved).toEqual({ people: 34, households: 6 })
  })
})

describe('an order to move is no move', () => {
  test.each([
    '竹园村坝下8户33人马上转移，半小时内报结果',
    '沙洲村马上组织沿河12户转移到村小学，1小时内报我',
    '请竹园村立即组织低洼处15户42人撤离',
    '竹园村正在组织8户33人撤离',
    '竹园村那33人是让他们转移，不是已经转移',
  ])('%s', (text) => {
    const [out] = of(text)
    expect(out!.moved).toEqual({ people: 0, households: 0 })
    expect(out!.left.people ?? out!.left.households).toBeGreaterThan(0)
  })

  test.each([
    ['33人是要求转移的，还没转移完，实际只走了25人', 25],
    ['马上转移完了，8户33人全部到村部', 33],
    ['已组织转移8户33人到村小学', 33],
  ])('%s: %d are out', (text, people) => {
    expect(fieldsOf(text).evacuated_people).toBe(people)
  })
})

describe('the account of moves', () => {
  const piece = fc.record({
    back: fc.boolean(),
    people: fc.integer({ min: 0, max: 60 }),
    total: fc.boolean(),
  })
  const outOf = (pieces: readonly { back: boolean; people: number; total: boolean }[]) =>
    outOfDanger(
      pieces.map(({ back, people, total }) => ({
        kind: 'evacuation',
        fields: { evacuated_people: people, direction: back ? '返回' : '转出', ...(total ? { total } : {}) },
        villageCode: '石岭村',
      })),
      code,
    )

  test('nobody comes home who never left, and no figure is negative', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        for (const out of outOf(pieces)) {
          if (out.moved.people) expect(out.moved.people - out.back.people).toBeGreaterThanOrEqual(0)
          expect(stillOut(out).people).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })

  test('pieces come to the same in whatever order they are told', () => {
    const moved = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 8 })
    fc.assert(
      fc.property(moved, (some) => {
        const told = (all: readonly number[]) =>
          together(outOf(all.map((people) => ({ back: false, people, total: false })))).moved.people
        expect(told(some)).toBe(told(some.toReversed()))
        expect(told(some)).toBe(some.reduce((a, b) => a + b, 0))
      }),
    )
  })

  test('what nobody counted is named apart and is in no sum', () => {
    const out = of('石岭村转移三十来户一百多人到村小学', '石岭村又转了5户16人')[0]!
    expect(out.moved).toEqual({ people: 16, households: 5 })
    expect(out.about.moved).toEqual(['三十来户一百多人'])
  })
})

test('where nobody has moved yet, that is what is said', () => {
  const nobody = { people: 0, households: 0 }
  expect(evacuationWords.inAll('竹园村', nobody, nobody)).toContain('竹园村现在共转移0人；')
})
