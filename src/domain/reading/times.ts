/** Times and dates in a message, resolved against when it was sent. The station's clock is Beijing time, without daylight saving. */
import { NUM, numberOf } from './numbers.ts'

const H = 3600_000
const ZONE_MS = 8 * H

/** A local calendar: days since the epoch in Beijing time. */
const dayNumber = (iso: string) => Math.floor((Date.parse(iso) + ZONE_MS) / (24 * H))
export const dateOfDay = (n: number) => new Date(n * 24 * H).toISOString().slice(0, 10)
const stamp = (day: number, h: number, m: number) =>
  `${dateOfDay(day + Math.floor(h / 24))}T${String(h % 24).padStart(2, '0')}:${String(m).padStart(2, '0')}:00+08:00`

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

/** Every time in a text, in order; a date alone has no clock. 半小时前 counts back from when the message was sent. */
export function timesIn(text: string, sentAt: string): FoundTime[] {
  const today = dayNumber(sentAt)
  const found: FoundTime[] = []
  for (const m of CLOCK_MARK.test(text) ? text.matchAll(FULL) : []) {
    const g = m.groups!
    // 大人重一点: no hour
    if (
      g.h === '一' &&
      !g.part &&
      !g.rel &&
      /[重大小快慢高低多少好退有差轻宽深远近松紧长]$/.test(text.slice(0, m.index))
    )
      continue
    const hour = hourOf(g.h!, `${g.part ?? ''}${g.rel ?? ''}`)
    const minute = g.m1 ? Number(g.m1) : g.half ? 30 : g.quarter ? 15 : g.m2 ? (numberOf(g.m2) ?? 0) : 0
    if (hour === undefined || hour > 24 || minute > 59) continue
    const day = dayFrom(g, today) ?? (/昨/.test(g.part ?? '') ? today - 1 : today)
    found.push({ value: stamp(day, hour, minute), text: m[0], index: m.index, hasClock: true })
  }
  const covered = (i: number) => found.some((f) => i >= f.index && i < f.index + f.text.length)
  for (const m of text.matchAll(DATE_ONLY)) {
    if (covered(m.index)) continue
    const day = dayFrom(m.groups!, today)
    if (day !== undefined) found.push({ value: dateOfDay(day), text: m[0], index: m.index, hasClock: false })
  }
  const ago = AGO.exec(text)
  if (ago) {
    const n = numberOf(ago[1]!)
    if (n !== undefined)
      found.push({
        value:
          new Date(Date.parse(sentAt) - n * (ago[2] === '分钟' ? 60_000 : H) + ZONE_MS).toISOString().slice(0, 16) +
          ':00+08:00',
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

function dayFrom(g: Record<string, string | undefined>, today: number): number | undefined {
  if (g.rel) return today + (RELATIVE[g.rel] ?? 0)
  const sent = dateOfDay(today)
  if (g.mo && g.d) {
    const year = g.y ?? sent.slice(0, 4)
    const t = Date.parse(`${year}-${g.mo.padStart(2, '0')}-${g.d.padStart(2, '0')}T00:00:00Z`)
    return Number.isNaN(t) ? undefined : t / (24 * H)
  }
  if (g.only) {
    const t = Date.parse(`${sent.slice(0, 7)}-${g.only.padStart(2, '0')}T00:00:00Z`)
    return Number.isNaN(t) ? undefined : t / (24 * H)
  }
  return undefined
}

const WEEK = '一二三四五六日'

/** A due date: 3天内, 本周五, 下周一, 月底, 8月5日前, 后天. YYYY-MM-DD. */
export function dueDateIn(text: string, sentAt: string): string | undefined {
  const today = dayNumber(sentAt)
  const within = new RegExp(`(${NUM})(?:天|日)(?:内|之内|以内)|期限(?:为)?(${NUM})天`).exec(text)
  if (within) return dateOfDay(today + Math.round(numberOf((within[1] ?? within[2])!) ?? 0))
  const week = /(本|这|下)?(?:周|星期|礼拜)([一二三四五六日天])/.exec(text)
  if (week) {
    const monday = today - ((today + 3) % 7)
    return dateOfDay(monday + (week[1] === '下' ? 7 : 0) + WEEK.indexOf(week[2] === '天' ? '日' : week[2]!))
  }
  const later = /下个?月(\d{1,2})[日号]/.exec(text)
  if (later) {
    const [y, m] = dateOfDay(today).split('-').map(Number)
    return new Date(Date.UTC(y!, m!, Number(later[1]))).toISOString().slice(0, 10)
  }
  const end = /(\d{1,2}|本|这个?|下个?)?月底|年底/.exec(text)
  if (end) {
    const [y, m] = dateOfDay(today).split('-').map(Number)
    const month =
      end[0] === '年底' ? 12 : /^\d/.test(end[1] ?? '') ? Number(end[1]) : m! + (/^下/.test(end[1] ?? '') ? 1 : 0)
    return new Date(Date.UTC(y!, month, 0)).toISOString().slice(0, 10)
  }
  return timesIn(text, sentAt)
    .find((t) => t.value.slice(0, 10) >= dateOfDay(today))
    ?.value.slice(0, 10)
}
