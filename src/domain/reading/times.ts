/** Times and dates in a message, resolved against when it was sent. The station's clock is Beijing time, without daylight saving. */
import { NUM, numberOf } from './numbers.ts'

const H = 3600_000
const ZONE_MS = 8 * H

/** A local calendar: days since the epoch in Beijing time. */
const dayNumber = (iso: string) => Math.floor((Date.parse(iso) + ZONE_MS) / (24 * H))
const dateOfDay = (n: number) => new Date(n * 24 * H).toISOString().slice(0, 10)
const stamp = (day: number, h: number, m: number) =>
  `${dateOfDay(day + Math.floor(h / 24))}T${String(h % 24).padStart(2, '0')}:${String(m).padStart(2, '0')}:00+08:00`

/** Nobody speaks of a day further off than this; a number that would is no day: a phone, a count, a slip of the finger. */
const MOST_DAYS = 3660
/** Nor sets a term longer than this for putting something right. */
const MOST_TERM = 1096

/** A day of the calendar as a day number; undefined where there is no such day, 30 February, or nobody can mean it. */
function dayOn(y: number, m: number, d: number, today: number): number | undefined {
  const day = Math.floor(Date.UTC(y, m - 1, d) / (24 * H))
  const there = new Date(day * 24 * H)
  const same = there.getUTCFullYear() === y && there.getUTCMonth() === m - 1 && there.getUTCDate() === d
  return same && Math.abs(day - today) <= MOST_DAYS ? day : undefined
}

const RELATIVE: Record<string, number> = {
  今天: 0,
  今日: 0,
  今早: 0,
  今晨: 0,
  今晚: 0,
  昨天: -1,
  昨日: -1,
  昨晚: -1,
  昨夜: -1,
  前天: -2,
  明天: 1,
  明日: 1,
  明晚: 1,
  后天: 2,
  大后天: 3,
}
const PART = '凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜间|夜里|半夜|今早|今晨|今晚|昨晚|昨夜|明晚|早|晚'
const LATER = /下午|傍晚|晚|夜/

const DAY = String.raw`(?:(?<y>\d{4})[年/.-])?(?<![\d.+K])(?<mo>\d{1,2})(?:月|[/.-](?=\d))(?<d>\d{1,2})(?!\d|\.\d|\s?(?:米|公里|公分|厘米|万|亩|公顷|%|元|倍|m|km|级|吨|方|度|户|人|间|处|栋))[日号]?|(?<rel>大后天|今天|今日|今早|今晨|今晚|昨天|昨日|昨晚|昨夜|前天|明天|明日|明晚|后天|当日|当天)|(?<only>\d{1,2})[日号](?![点楼线桥井门泵机仓库工坝车位令])`
const CLOCK = String.raw`(?<part>${PART})?\s?(?<h>\d{1,2}|[一二三四五六七八九十两]{1,3})(?:[:：](?<m1>\d{2})(?!\d)|[点时](?!间)(?:(?<half>半)|(?<quarter>一刻)|(?<m2>\d{1,2}|[一二三四五六七八九十零]{1,3})分?|整|许)?)`

const FULL = new RegExp(`(?:${DAY})?\\s?(?:的)?${CLOCK}`, 'gu')
const DATE_ONLY = new RegExp(DAY, 'gu')
const AGO = new RegExp(`(${NUM})(?:个)?(小时|钟头|分钟)(?:之)?前`)
/** What every clock has: without it the costly look is spared. */
const CLOCK_MARK = /[:：点时]/

export interface FoundTime {
  value: string
  text: string
  index: number
  hasClock: boolean
}

/**
 * Every time in a text, in order; a date alone has no clock. 半小时前 counts back from when the message was sent.
 * @param ahead days without their year are those to come.
 */
export function timesIn(text: string, sentAt: string, ahead = false): FoundTime[] {
  const today = dayNumber(sentAt)
  const found: FoundTime[] = []
  for (const m of CLOCK_MARK.test(text) ? text.matchAll(FULL) : []) {
    const g = m.groups!
    // 大人重一点: no hour
    if (
      g.h === '一' &&
      !g.part &&
      !g.rel &&
      /[重大小快慢高低多少好退有差轻宽深远近松紧长]$/.test(text.slice(m.index - 1, m.index))
    )
      continue
    const hour = hourOf(g.h!, `${g.part ?? ''}${g.rel ?? ''}`)
    const minute = g.m1 ? Number(g.m1) : g.half ? 30 : g.quarter ? 15 : g.m2 ? (numberOf(g.m2) ?? 0) : 0
    if (hour === undefined || hour > 24 || minute > 59) continue
    const named = dayFrom(g, today, ahead)
    // a day that is none has no hour either
    if (named === undefined && (g.mo || g.only)) continue
    const day = named ?? (/昨/.test(g.part ?? '') ? today - 1 : today)
    found.push({ value: stamp(day, hour, minute), text: m[0], index: m.index, hasClock: true })
  }
  // both run through the text in its order, so one look at each is enough
  const clocks = [...found]
  let next = 0
  for (const m of text.matchAll(DATE_ONLY)) {
    while (next < clocks.length && clocks[next]!.index + clocks[next]!.text.length <= m.index) next++
    const clock = clocks[next]
    if (clock && clock.index <= m.index) continue
    const day = dayFrom(m.groups!, today, ahead)
    if (day !== undefined) found.push({ value: dateOfDay(day), text: m[0], index: m.index, hasClock: false })
  }
  const ago = AGO.exec(text)
  if (ago) {
    const n = numberOf(ago[1]!)
    const backMs = n === undefined ? Number.POSITIVE_INFINITY : n * (ago[2] === '分钟' ? 60_000 : H)
    if (backMs <= MOST_DAYS * 24 * H)
      found.push({
        value: `${new Date(Date.parse(sentAt) - backMs + ZONE_MS).toISOString().slice(0, 16)}:00+08:00`,
        text: ago[0],
        index: ago.index,
        hasClock: true,
      })
  }
  return found.sort((a, b) => a.index - b.index)
}

function hourOf(written: string, part: string): number | undefined {
  const h = numberOf(written)
  if (h === undefined) return undefined
  if (LATER.test(part) && h < 12 && !(/夜/.test(part) && h < 5)) return h + 12
  return /中午/.test(part) && h < 3 ? h + 12 : h
}

/** @param ahead a day without its year or month that is past is the next of its name: what a term ends on is to come. */
function dayFrom(g: Record<string, string | undefined>, today: number, ahead = false): number | undefined {
  if (g.rel) return today + (RELATIVE[g.rel] ?? 0)
  const [y, m] = dateOfDay(today).split('-').map(Number) as [number, number]
  if (g.mo && g.d) {
    const [month, d] = [Number(g.mo), Number(g.d)]
    if (g.y) return dayOn(Number(g.y), month, d, today)
    const day = dayOn(y, month, d, today)
    return ahead && (day === undefined || day < today) ? dayOn(y + 1, month, d, today) : day
  }
  if (g.only) {
    const d = Number(g.only)
    const months = ahead ? [m, m + 1, m + 2] : [m]
    const days = months.map((month) => dayOn(y + Math.floor((month - 1) / 12), ((month - 1) % 12) + 1, d, today))
    return days.find((day) => day !== undefined && (!ahead || day >= today))
  }
  return undefined
}

const WEEK = '一二三四五六日'

/** The last day of a month counted from January of a year, 13 = January of the next. */
const lastOf = (y: number, month: number) => Math.floor(Date.UTC(y, month, 0) / (24 * H))

/** 3天内, 两周内, 三个月内, 期限为5天. Digits before the number belong to it: 13812345678天 is no term. */
const WITHIN = new RegExp(
  `(?<![\\d.])(?:(${NUM})\\s?(天|日|周|个?星期|个?礼拜|个?月)(?:内|之内|以内)|期限(?:为)?(${NUM})天)`,
)

/**
 * A due date: 3天内, 本周五, 下周一, 月底, 8月5日前, 后天. YYYY-MM-DD, today or within three years; undefined where the text
 * names none that anybody can mean.
 */
export function dueDateIn(text: string, sentAt: string): string | undefined {
  const today = dayNumber(sentAt)
  const day = dueDayIn(text, today, sentAt)
  return day !== undefined && day >= today && day - today <= MOST_TERM ? dateOfDay(day) : undefined
}

function dueDayIn(text: string, today: number, sentAt: string): number | undefined {
  const [y, m, d] = dateOfDay(today).split('-').map(Number) as [number, number, number]
  const within = WITHIN.exec(text)
  if (within) {
    const n = numberOf((within[1] ?? within[3])!) ?? 0
    const unit = within[2]?.at(-1) ?? '天'
    if (unit === '月' && Number.isInteger(n) && n <= MOST_TERM / 30)
      return Math.min(Math.floor(Date.UTC(y, m - 1 + n, d) / (24 * H)), lastOf(y, m + n))
    return today + Math.round(n * (unit === '周' || unit === '期' || unit === '拜' ? 7 : unit === '月' ? 30 : 1))
  }
  const week = /(本|这|下)?(?:周|星期|礼拜)([一二三四五六日天])/.exec(text)
  if (week) {
    const monday = today - ((today + 3) % 7)
    return monday + (week[1] === '下' ? 7 : 0) + WEEK.indexOf(week[2] === '天' ? '日' : week[2]!)
  }
  const later = /下个?月(\d{1,2})[日号]/.exec(text)
  if (later) return dayOn(m === 12 ? y + 1 : y, (m % 12) + 1, Number(later[1]), today)
  const end = /(?:(\d{1,2})|(下个?)|本|这个?)?月底|年底/.exec(text)
  if (end) {
    if (end[0] === '年底') return lastOf(y, 12)
    const month = end[1] ? Number(end[1]) : m + (end[2] ? 1 : 0)
    if (end[1] && (month < 1 || month > 12)) return undefined
    const day = lastOf(y, month)
    return day < today ? lastOf(y + 1, month) : day
  }
  return timesIn(text, sentAt, true)
    .map((t) => dayNumber(`${t.value.slice(0, 10)}T00:00:00+08:00`))
    .find((day) => day >= today)
}
