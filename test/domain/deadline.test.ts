import fc from 'fast-check'
import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { addDays, at, clockOf, dayOf, isoIn, saidTime, within } from '#domain/kernel/time.ts'

const ZONES = ['Asia/Shanghai', 'UTC', 'America/New_York', 'Asia/Kathmandu']
const instants = fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })

test('days and clocks agree with a full calendar library in every zone', () => {
  fc.assert(
    fc.property(instants, fc.constantFrom(...ZONES), (t, tz) => {
      const there = DateTime.fromJSDate(t, { zone: tz })
      expect(dayOf(t, tz)).toBe(there.toFormat('yyyy-MM-dd'))
      expect(clockOf(t, tz)).toBe(there.toFormat('HH:mm'))
      expect(saidTime(t, tz)).toBe(there.toFormat('M月d日 HH:mm'))
      expect(Date.parse(isoIn(t, tz))).toBe(Math.floor(t.getTime() / 1000) * 1000)
    }),
  )
})

test('a time of day on a day is that instant', () => {
  fc.assert(
    fc.property(instants, (t) => {
      const day = dayOf(t, 'Asia/Shanghai')
      expect(at(day, '08:30', 'Asia/Shanghai').toISOString()).toBe(
        DateTime.fromISO(`${day}T08:30`, { zone: 'Asia/Shanghai' }).toUTC().toISO(),
      )
    }),
  )
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
})

test('the night crosses midnight', () => {
  const night = (clock: string) => within(at('2026-11-24', clock, 'Asia/Shanghai'), '22:00', '06:00', 'Asia/Shanghai')
  expect([night('21:59'), night('22:00'), night('03:00'), night('06:00')]).toEqual([false, true, true, false])
})
