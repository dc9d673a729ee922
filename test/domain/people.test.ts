/** One account of people per event: what every sentence moves, what follows for the figures, and what is asked instead of guessed. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileGazetteer, read } from '#domain/reading/read.ts'
import { overAbout } from '#domain/record/about.ts'
import { amendedBy } from '#domain/record/fields.ts'
import type { Rec } from '#domain/record/record.ts'
import { accountOf, corrected, type Entry, fieldsAfter, type Of, PEOPLE, tollOf } from '#domain/record/toll.ts'
import { peopleSaid } from '#domain/report/people.ts'

const places = compileGazetteer({ villages: [{ name: '石岭村' }] })
const fieldsOf = (text: string) =>
  read({ text, sentAt: '2026-11-30T15:00:00+08:00', meant: 'disaster_report' }, places).fields

/** The figures of people after some sentences of one report, and what is asked of the last. */
function told(...texts: string[]) {
  let record = { kind: 'disaster_report', fields: {}, text: '' } as unknown as Rec
  let asked: string[] | undefined
  for (const [i, text] of texts.entries()) {
    const read = fieldsOf(text)
    const said = i ? peopleSaid(record, text, read, { by: 'p1', at: `2026-11-30T15:${10 + i}:00+08:00` }) : undefined
    asked = said?.choices?.map((c) => c.words)
    record = amendedBy(record, overAbout(record.fields, said?.fields ?? read), text)
  }
  const { fields } = record
  const figures = Object.fromEntries(
    Object.entries(fields).filter(([key]) => PEOPLE.some((of) => key.startsWith(of)) && fields[key] !== undefined),
  )
  return asked ? { ...figures, asked } : figures
}

describe('what is said next moves what stands', () => {
  test.each<[string[], Record<string, unknown>]>([
    [['石岭村3组后山滑坡，埋了3个人', '救出来2个'], { trapped: 1, rescued: 2 }],
    [['石岭村3组后山滑坡，埋了3个人', '救出来2个', '还差一个'], { trapped: 1, rescued: 2 }],
    [['石岭村3组后山滑坡，埋了3个人', '又挖出来一个', '又挖出来一个'], { trapped: 1, rescued: 2 }],
    [['石岭村2组塌方，4人被困', '都出来了'], { trapped: 0 }],
    [['石岭村2组塌方，4人被困', '出来两个，还差两个'], { trapped: 2 }],
    [['石岭村2组塌方，4人被困', '还剩1个没出来', '最后一个也出来了'], { trapped: 0 }],
    [['石岭村2组塌方，4人被困', '都救出来了'], { trapped: 0, rescued: 4 }],
    [['石岭村4组山洪，失踪1人，受伤3人', '那个老人找到了，没事'], { missing: 0, injured: 3 }],
    [['石岭村4组山洪，失踪2人', '那个老人找到了'], { missing: 1 }],
    [['石岭村4组山洪，失踪2人', '两个都找到了'], { missing: 0 }],
    [['石岭村4组山洪，失踪1人，受伤3人', '送医院的那个没抢救过来'], { missing: 1, injured: 2, deaths: 1 }],
    [['石岭村4组山洪，失踪1人', '找到了，已经没气了'], { missing: 0, deaths: 1 }],
    [['石岭村3组翻车，受伤3人', '包扎一下回去了'], { injured: 3 }],
    [['石岭村河边涨水，失踪3人', '下游捞到一个，没得气了', '又找到一个，人清醒'], { missing: 1, deaths: 1 }],
    [
      ['石岭村水塘，落水失踪2人', '拉上来一个，还有一个在找', '找到了，没救过来'],
      { missing: 0, rescued: 1, deaths: 1 },
    ],
    [['石岭村6组二十多个人困在工棚', '剩下的也出来了'], { trapped: 0 }],
    [['石岭村3组翻车，受伤3人', '又有2人受伤'], { injured: 5 }],
    [['石岭村3组翻车，受伤3人', '一共5人受伤'], { injured: 5 }],
  ])('%j', (texts, figures) => {
    expect(told(...texts)).toEqual(figures)
  })
})

describe('what was told wrongly is mended as if it had been told so at first', () => {
  test.each<[string[], Record<string, unknown>]>([
    [['石岭村2组房子塌了，救出6人', '救出来是8个不是6个'], { rescued: 8 }],
    [['石岭村2组房子塌了，被埋3人', '救出2人', '不是埋3人是埋5人'], { rescued: 2, trapped: 3 }],
    [['石岭村3组翻车，受伤3人', '刚才多报了一个'], { injured: 2 }],
    [['石岭村3组翻车，受伤3人', '漏报了2个人'], { injured: 5 }],
  ])('%j', (texts, figures) => {
    expect(told(...texts)).toEqual(figures)
  })
})

describe('what nobody counted is kept as it was said, and is no number', () => {
  test.each<[string[], Record<string, unknown>]>([
    [['石岭村河边山洪，十几个人困在河心洲'], { trapped_about: '十几人' }],
    [['石岭村河边山洪，十几个人困在河心洲', '好像二十来号人被困'], { trapped_about: '二十来人' }],
    [['石岭村河边山洪，十几个人困在河心洲', '现在数清了，被困14人'], { trapped: 14 }],
    [['石岭村河边山洪，十几个人困在河心洲', '都救出来了'], { trapped: 0 }],
    [['石岭村河边山洪，被困12人', '十几个人困在那里'], { trapped: 12 }],
    [['石岭村1组房子倒了，有人受伤'], { injured_about: '有人，几人不明' }],
    [['石岭村1组房子倒了，有人受伤', '受伤2人'], { injured: 2 }],
    [['石岭村1组房子倒了，受伤几十人'], { injured_about: '几十人' }],
  ])('%j', (texts, figures) => {
    expect(told(...texts)).toEqual(figures)
  })
})

describe('what is not sure changes nothing and is asked', () => {
  test.each<[string[], Record<string, unknown>]>([
    [['石岭村4组山洪，受伤3人', '送医院的那个没了'], { injured: 3, asked: ['遇难1人，受伤2人', '没有人遇难'] }],
    [
      ['石岭村4组山洪，死亡1人，受伤3人', '重伤的那个没抢救过来'],
      { deaths: 1, injured: 3, asked: ['遇难2人，受伤2人', '不对，还是遇难1人'] },
    ],
    [['石岭村2组塌方，4人被困', '还有一个没出来'], { trapped: 4, asked: ['还剩1人被困', '又多1人，共5人被困'] }],
    [['石岭村3组翻车，受伤3人', '有1人受伤转县医院了'], { injured: 3, asked: ['还是受伤3人', '受伤1人'] }],
    [['石岭村3组翻车，受伤2人', '没有人受伤'], { injured: 2, asked: ['受伤0人', '还是受伤2人'] }],
    [
      ['石岭村2组房子塌了，被埋9人', '救出2人', '救出3人'],
      { trapped: 7, rescued: 2, asked: ['一共救出3人', '又救出3人，共5人'] },
    ],
    [
      ['石岭村2组房子塌了，被埋3人，受伤2人', '刚才多报了一个'],
      { trapped: 3, injured: 2, asked: ['受伤1人', '被困2人'] },
    ],
  ])('%j', (texts, figures) => {
    expect(told(...texts)).toEqual(figures)
  })
})

describe('the account', () => {
  const of = fc.constantFrom(...PEOPLE)
  const n = fc.integer({ min: 0, max: 30 })
  const entry: fc.Arbitrary<Entry> = fc.oneof(
    fc.record({ of, is: n }),
    fc.record({ of, more: fc.integer({ min: -20, max: 20 }) }),
    fc.record({ of, pass: n, to: of }).filter((e) => e.of !== e.to),
    fc.record({ of, about: fc.constant('十几人') }),
  ) as fc.Arbitrary<Entry>
  const entries = fc.array(entry, { maxLength: 12 })

  test('no figure is ever negative', () => {
    fc.assert(
      fc.property(entries, (all) => {
        for (const figure of Object.values(tollOf(all))) expect(figure.n ?? 0).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('a correction of X by Y is as if Y had been said at first', () => {
    fc.assert(
      fc.property(entries, entries, of, fc.integer({ min: 100, max: 130 }), n, (before, after, who, x, y) => {
        const said = (is: number): Entry[] => [...before, { of: who, is }, ...after]
        expect(tollOf(corrected(said(x), who, x, y))).toEqual(tollOf(said(y)))
      }),
    )
  })

  test('the order of sentences about different people does not matter', () => {
    const apart = fc.array(fc.record({ of: fc.constantFrom<Of>('injured', 'missing'), is: n }), { maxLength: 6 })
    const others = fc.array(fc.record({ of: fc.constantFrom<Of>('deaths', 'trapped'), is: n }), { maxLength: 6 })
    fc.assert(
      fc.property(apart, others, (a, b) => {
        expect(tollOf([...a, ...b])).toEqual(tollOf([...b, ...a]))
      }),
    )
  })

  test('who passes from one figure to another is not lost and not counted twice', () => {
    fc.assert(
      fc.property(n, n, n, (was, dead, passed) => {
        const toll = tollOf([
          { of: 'injured', is: was },
          { of: 'deaths', is: dead },
          { of: 'injured', pass: passed, to: 'deaths' },
        ])
        expect(toll.injured!.n! + toll.deaths!.n!).toBe(was + dead)
      }),
    )
  })

  test('a record’s figures and its account say the same, whoever changed them', () => {
    fc.assert(
      fc.property(entries, fc.dictionary(of, n), (all, pressed) => {
        const stood = Object.fromEntries(Object.entries(fieldsAfter({}, all)).filter(([, v]) => v !== null))
        const fields = { ...stood, ...pressed }
        const toll = tollOf(accountOf(fields))
        for (const o of PEOPLE) if (typeof fields[o] === 'number') expect(toll[o]?.n).toBe(fields[o])
      }),
    )
  })

  test('it stays short, however much is said, and comes to the same', () => {
    const long = Array.from({ length: 200 }, (_, i): Entry => ({ of: PEOPLE[i % 5]!, more: 1 }))
    const { toll, ...figures } = fieldsAfter({}, long)
    expect((toll as Entry[]).length).toBeLessThanOrEqual(45)
    expect(tollOf(toll as Entry[]).injured?.n).toBe(figures.injured)
  })
})
