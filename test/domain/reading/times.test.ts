/** Days and hours as people say them, against the moment at which they say them. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { timesIn as writtenIn } from '#domain/cap/text-time.ts'
import { dueDateIn, timesIn } from '#domain/reading/times.ts'

const first = (text: string, sentAt: string) => timesIn(text, sentAt)[0]?.value
const at = (local: string) => `${local}:00+08:00`

describe('what happened lies in the past', () => {
  test.each([
    ['晚上11点半', '2026-11-28T00:20', '2026-11-27T23:30'],
    ['12月31日23时50分', '2027-01-01T00:25', '2026-12-31T23:50'],
    ['上午11点多', '2026-11-28T14:20', '2026-11-28T11:00'],
    ['大前天下午3点', '2026-11-28T14:20', '2026-11-25T15:00'],
    ['前天夜里', '2026-11-28T14:20', '2026-11-26'],
    ['前天夜里两点', '2026-11-28T14:20', '2026-11-27T02:00'],
    ['昨晚十二点', '2026-11-28T08:00', '2026-11-28T00:00'],
    ['昨晚两点', '2026-11-28T08:00', '2026-11-28T02:00'],
    ['昨夜9点', '2026-11-28T08:00', '2026-11-27T21:00'],
    ['今晚11点', '2026-11-28T00:40', '2026-11-27T23:00'],
    ['半夜两点', '2026-11-28T08:00', '2026-11-28T02:00'],
    ['今天凌晨4点', '2026-11-28T08:00', '2026-11-28T04:00'],
    ['凌晨12点半', '2026-11-28T08:00', '2026-11-28T00:30'],
    ['中午12点半', '2026-11-28T14:20', '2026-11-28T12:30'],
    ['中午1点', '2026-11-28T14:20', '2026-11-28T13:00'],
    ['3点40', '2026-11-28T16:00', '2026-11-28T15:40'],
    ['3点40', '2026-11-28T04:00', '2026-11-28T03:40'],
    ['十一点一刻', '2026-11-28T14:20', '2026-11-28T11:15'],
    ['8点三刻', '2026-11-28T09:00', '2026-11-28T08:45'],
    ['8:5', '2026-11-28T14:20', '2026-11-28T08:05'],
    ['22:40', '2026-11-28T05:20', '2026-11-27T22:40'],
    ['一点钟', '2026-11-28T15:00', '2026-11-28T13:00'],
    ['去年12月31日23点', '2026-11-28T14:20', '2025-12-31T23:00'],
    ['上个月28号', '2026-01-03T14:20', '2025-12-28'],
    ['30号下午', '2026-12-02T14:20', '2026-11-30'],
    ['上周三', '2026-11-28T14:20', '2026-11-18'],
    ['礼拜三', '2026-11-28T14:20', '2026-11-25'],
    ['十一月二十七日早上七点', '2026-11-28T14:20', '2026-11-27T07:00'],
    ['一个半小时前', '2026-11-28T00:30', '2026-11-27T23:00'],
    ['8月22-24日', '2026-08-26T09:00', '2026-08-22'],
  ])('%s, said at %s: %s', (text, sent, wanted) =>
    expect(first(text, at(sent))).toBe(wanted.length > 10 ? at(wanted) : wanted),
  )
})

describe('what is due is the next such day', () => {
  test.each([
    ['1月15日前', '2026-12-28', '2027-01-15'],
    ['1月15日前', '2026-01-15', '2026-01-15'],
    ['十二月二十日', '2026-12-03', '2026-12-20'],
    ['15号之前', '2026-12-20', '2027-01-15'],
    ['31号前', '2026-11-28', '2026-12-31'],
    ['明年1月5日', '2026-11-28', '2027-01-05'],
    ['明年3月底前', '2026-11-28', '2027-03-31'],
    ['下个月5号', '2026-12-28', '2027-01-05'],
    ['下月底', '2026-12-28', '2027-01-31'],
    ['月底前', '2026-02-03', '2026-02-28'],
    ['2月底', '2026-11-28', '2027-02-28'],
    ['年底', '2026-11-28', '2026-12-31'],
    ['明年年底', '2026-11-28', '2027-12-31'],
    ['周五前', '2026-11-24', '2026-11-27'],
    ['周一前', '2026-11-24', '2026-11-30'],
    ['下周一', '2026-11-24', '2026-11-30'],
    ['下下周一', '2026-11-24', '2026-12-07'],
    ['礼拜天', '2026-11-24', '2026-11-29'],
    ['本周内', '2026-11-24', '2026-11-29'],
    ['下个月内', '2026-11-24', '2026-12-31'],
    ['大后天', '2026-11-28', '2026-12-01'],
    ['今晚十二点前', '2026-11-28', '2026-11-28'],
    ['下班前', '2026-11-28', '2026-11-28'],
    ['元旦前', '2026-11-28', '2027-01-01'],
    ['三个月内', '2026-11-30', '2027-02-28'],
    ['一个月内', '2026-01-31', '2026-02-28'],
  ])('%s, said on %s: %s', (text, sent, wanted) => expect(dueDateIn(text, at(`${sent}T10:00`))).toBe(wanted))
  test.each(['2月30日前', '13月5日前', '本周一前', '尽快', '腊月廿八前', '春节前', '清明前后'])(
    '%s is no day',
    (text) => expect(dueDateIn(text, at('2026-11-28T10:00'))).toBeUndefined(),
  )
})

test.each([
  '3号楼',
  '染坊巷21号',
  '二十号网格',
  '强调三点，抓好落实',
  '大人重一点',
  '早一点来',
  '水位62.3米',
  '8-12个',
  '两点建议',
  '应到8:5人',
  'G332线',
])('%s names neither day nor hour', (text) => expect(timesIn(text, at('2026-11-28T14:20'))).toEqual([]))

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** Any minute of some years, as people there write it. */
const moment = fc
  .integer({ min: Date.UTC(2024, 0, 1) / MINUTE_MS, max: Date.UTC(2031, 11, 31) / MINUTE_MS })
  .map((minutes) => new Date(minutes * MINUTE_MS))
const local = (d: Date) => at(d.toISOString().slice(0, 16))
const dayOf = (d: Date) => d.toISOString().slice(0, 10)
const [month, date] = [(d: Date) => d.getUTCMonth() + 1, (d: Date) => d.getUTCDate()]
const earlier = (d: Date, ms: number) => new Date(d.getTime() - ms)

describe('of any moment', () => {
  test('a day and an hour told within months of it are that day and hour, without their year', () =>
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 150 * 1440 }), (then, minutes) => {
        const sent = earlier(then, -minutes * MINUTE_MS)
        const [h, m] = [then.getUTCHours(), then.getUTCMinutes()]
        // 29 February is of one year in four
        fc.pre(!(month(then) === 2 && date(then) === 29 && sent.getUTCFullYear() !== then.getUTCFullYear()))
        expect(first(`${month(then)}月${date(then)}日${h}时${m}分`, local(sent))).toBe(local(then))
      }),
    ))
  test('an hour alone told within twelve hours of it is that hour, over any midnight', () =>
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 12 * 60 }), (then, minutes) => {
        const sent = earlier(then, -minutes * MINUTE_MS)
        const said = then.toISOString().slice(11, 16)
        expect(first(said, local(sent))).toBe(local(then))
      }),
    ))
  test('昨天, 前天 and 明天 are the days around it', () =>
    fc.assert(
      fc.property(
        moment,
        fc.constantFrom(['昨天', -1], ['前天', -2], ['大前天', -3], ['明天', 1], ['后天', 2]),
        (now, said) => {
          const [word, days] = said as [string, number]
          expect(first(word, local(now))).toBe(dayOf(earlier(now, -days * DAY_MS)))
        },
      ),
    ))
  test('a due date said up to eleven months ahead is that day, and never one before', () =>
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 330 }), (now, days) => {
        const due = earlier(now, -days * DAY_MS)
        fc.pre(!(month(due) === 2 && date(due) === 29))
        expect(dueDateIn(`${month(due)}月${date(due)}日前`, local(now))).toBe(dayOf(due))
      }),
    ))
  test('a day of the month that is due is the next of its number', () =>
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 31 }), (now, d) => {
        const due = dueDateIn(`${d}号前`, local(now))!
        expect(Number(due.slice(8))).toBe(d)
        expect(due >= dayOf(now)).toBe(true)
        const gap = (Date.parse(due) - Date.parse(dayOf(now))) / DAY_MS
        expect(gap).toBeLessThan(d > 28 ? 62 : 32)
      }),
    ))
  test('the end of a month is its last day', () =>
    fc.assert(
      fc.property(moment, (now) => {
        const due = dueDateIn('月底前', local(now))!
        expect(due.slice(0, 7)).toBe(dayOf(now).slice(0, 7))
        expect(new Date(Date.parse(due) + DAY_MS).getUTCDate()).toBe(1)
      }),
    ))
  test('a warning’s time is read as a message’s is', () =>
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 100 * 1440 }), (then, minutes) => {
        fc.pre(!(month(then) === 2 && date(then) === 29))
        const sent = new Date(local(earlier(then, -minutes * MINUTE_MS)))
        const text = `${month(then)}月${date(then)}日${then.getUTCHours()}时${then.getUTCMinutes()}分`
        const [written] = writtenIn(text, { sentAt: sent, tz: 'Asia/Shanghai' })
        expect(written!.value.getTime()).toBe(Date.parse(local(then)))
      }),
    ))
})

test('every day of a year is the day it says, with 月, with points and with slashes', () => {
  for (let day = Date.UTC(2026, 0, 1); day <= Date.UTC(2026, 11, 31); day += DAY_MS) {
    const then = new Date(day)
    const sent = at(`${dayOf(then)}T12:00`)
    const wanted = dayOf(then)
    for (const said of [
      `${month(then)}月${date(then)}日`,
      `${month(then)}.${date(then)}`,
      dayOf(then).replaceAll('-', '/'),
    ])
      expect([said, first(said, sent)]).toEqual([said, wanted])
  }
})
