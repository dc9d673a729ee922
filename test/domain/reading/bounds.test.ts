/** Any number anywhere in what people write: read without falling over, and never into a day or a figure that nobody can mean. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { termIn } from '#domain/reading/fields/due.ts'
import { compileGazetteer, read } from '#domain/reading/read.ts'
import { dueDateIn, timesIn } from '#domain/reading/times.ts'

const nowhere = compileGazetteer({ villages: [{ name: '双溪村' }] })
const digits = fc.oneof(
  fc.bigInt({ min: 0n, max: 10n ** 24n }).map(String),
  fc.integer({ min: 0, max: 400 }).map(String),
  fc.constantFrom(
    '00',
    '000',
    '0000',
    '9999',
    '20261231',
    '13812345678',
    '99999999',
    '一千万',
    '九百九十九万',
    '廿',
    '半',
    '十几',
    '亿',
  ),
)
const FORMS = [
  '隐患：双溪村2组电线裸露，限N天内整改',
  '隐患：双溪村2组电线裸露，整改期限：N天',
  '隐患：双溪村2组电线裸露，N日前整改到位',
  '隐患：双溪村2组电线裸露，N月N日前整改到位',
  '隐患：双溪村2组电线裸露，N年N月N日前整改到位',
  '隐患：双溪村2组电线裸露，下个月N号前修好',
  '隐患：双溪村2组电线裸露，N月底前整改',
  '隐患：双溪村2组电线裸露，N-N-N前完成，威胁N户N人',
  'YH-20261124-001 申请延期N天，材料没到',
  'YH-20261124-001 申请延期到N月N日，材料没到',
  'YH-20261124-001 申请延期N个月',
  'YH-20261124-001 再宽限N周，原定N月N日',
  'YH-20261124-001 整改完成，N月N日已修好',
  '双溪村N组滑坡，受灾N户N人，受伤N人，N小时前发生',
  '双溪村N组进水N户，转移N人，直接损失N万元，过火N亩',
  'N月N日N时N分双溪村2组滑坡，N分钟前又垮了',
  '双溪村转移N户N人到村小学，还剩N人',
  '今日巡查双溪村河堤，N点N分，一切正常',
]
const said = fc
  .tuple(fc.constantFrom(...FORMS), fc.array(digits, { minLength: 6, maxLength: 6 }), fc.nat(60), digits)
  .map(([form, numbers, at, more]) => {
    let n = 0
    const text = form.replaceAll('N', () => numbers[n++ % numbers.length]!)
    return at % 3 ? text : text.slice(0, at) + more + text.slice(at)
  })
const sentAt = fc
  .date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2032-12-31T00:00:00Z'), noInvalidDate: true })
  .map((d) => `${d.toISOString().slice(0, 19)}+08:00`)
const daysFrom = (sent: string, day: string) =>
  (Date.parse(`${day.slice(0, 10)}T00:00:00Z`) - Date.parse(`${sent.slice(0, 10)}T00:00:00Z`)) / 86_400_000

test('no number makes a due date before today, beyond three years, or none of the calendar', () => {
  fc.assert(
    fc.property(said, sentAt, (text, sent) => {
      const { fields } = read({ text, sentAt: sent }, nowhere)
      for (const one of [fields, ...((fields.events as Record<string, unknown>[] | undefined) ?? [])]) {
        for (const key of ['deadline', 'new_deadline']) {
          const day = one[key]
          if (day === undefined) continue
          expect(String(day)).toMatch(/^\d{4}-\d\d-\d\d$/)
          expect(daysFrom(sent, String(day))).toBeGreaterThanOrEqual(0)
          expect(daysFrom(sent, String(day))).toBeLessThanOrEqual(1096)
        }
        if (one.extend_days !== undefined) expect(one.extend_days as number).toBeLessThanOrEqual(1096)
      }
      const due = dueDateIn(text, sent)
      if (due !== undefined) expect(daysFrom(sent, due)).toBeLessThanOrEqual(1096)
    }),
    { numRuns: 1000 },
  )
}, 60_000)

test('no number makes a figure beyond a million, a fraction below nothing, or a time of another century', () => {
  fc.assert(
    fc.property(said, sentAt, (text, sent) => {
      const { fields } = read({ text, sentAt: sent }, nowhere)
      for (const one of [fields, ...((fields.events as Record<string, unknown>[] | undefined) ?? [])])
        for (const [key, value] of Object.entries(one)) {
          if (typeof value === 'number') {
            expect([key, Number.isFinite(value) && value >= 0 && value <= 1_000_000]).toEqual([key, true])
          }
          if ((key === 'time' || key === 'as_of' || key === 'date' || key === 'done_date') && value !== undefined)
            expect(Math.abs(daysFrom(sent, String(value)))).toBeLessThanOrEqual(3660)
        }
      for (const t of timesIn(text, sent)) expect(Number.isNaN(Date.parse(t.value))).toBe(false)
    }),
    { numRuns: 1000 },
  )
}, 60_000)

/** A day without its year that is to come is the next of its name. */
test.each([
  ['2026-12-28T10:00:00+08:00', '1月15日前整改到位', '2027-01-15'],
  ['2026-12-28T10:00:00+08:00', '15日前整改', '2027-01-15'],
  ['2026-12-28T10:00:00+08:00', '3月底前整改', '2027-03-31'],
  ['2026-12-28T10:00:00+08:00', '下个月5号前', '2027-01-05'],
  ['2026-12-28T10:00:00+08:00', '下月底前', '2027-01-31'],
  ['2026-12-28T10:00:00+08:00', '年底前', '2026-12-31'],
  ['2026-12-31T10:00:00+08:00', '12月31日前', '2026-12-31'],
  ['2026-07-10T08:00:00+08:00', '8月5日前', '2026-08-05'],
  ['2026-07-10T08:00:00+08:00', '2026年8月5日前', '2026-08-05'],
  ['2026-07-10T08:00:00+08:00', '2月29日前', undefined],
  ['2027-07-10T08:00:00+08:00', '2月29日前', '2028-02-29'],
  ['2026-07-10T08:00:00+08:00', '2月30日前', undefined],
  ['2026-07-10T08:00:00+08:00', '13月5日前', undefined],
  ['2026-01-31T08:00:00+08:00', '30日前', '2026-03-30'],
  ['2026-07-10T08:00:00+08:00', '13812345678天内', undefined],
  ['2026-07-10T08:00:00+08:00', '2000天内', undefined],
  ['2026-07-10T08:00:00+08:00', '2025年8月5日前', undefined],
  ['2026-07-10T08:00:00+08:00', '三个月内', '2026-10-10'],
  ['2026-07-10T08:00:00+08:00', '两周内', '2026-07-24'],
])('%s: %s → %s', (sent, text, day) => expect(dueDateIn(text, sent)).toBe(day))

test.each([
  ['13812345678天内', undefined],
  ['限2000天整改', undefined],
  ['限7天整改', '2026-07-17'],
])('a term ends within three years or is none: %s → %s', (text, day) =>
  expect(termIn(text, '2026-07-10T08:00:00+08:00')).toBe(day),
)
