/** Days as people read them. */
import { expect, test } from 'vitest'
import { saidDay, saidTime } from '#domain/kernel/time.ts'

const tz = 'Asia/Shanghai'
/** Already the next day, and the next year, in the station's zone. */
const newYear = new Date('2026-12-31T16:30:00Z')

test.each([
  ['2027-01-05', newYear, '1月5日'],
  ['2026-12-29', newYear, '2026年12月29日'],
  ['2026-12-29', new Date('2026-11-24T00:00:00Z'), '12月29日'],
  ['2028-02-29', newYear, '2028年2月29日'],
])('%s, said at %s, is %s: a year is named where it is not the present one', (day, now, said) => {
  expect(saidDay(day, { now, tz })).toBe(said)
})

test('a moment is said by the same day', () => {
  expect(saidTime(newYear, tz)).toBe('1月1日 00:30')
})
