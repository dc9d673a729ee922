/** Times and dates in a message, resolved against when it was sent. The station's clock is Beijing time, without daylight saving. */
import { NUM, numberOf } from './numbers.ts'
import { dateOfDay, dayNumber, lastOf, mondayOf, partsOfDay } from './times/calendar.ts'
import { meantBy, type Now, type Towards } from './times/day.ts'
import { type Said, saidIn } from './times/said.ts'

const DAY = 1440
const ZONE_MS = 8 * 3600_000
/** Nobody sets a term longer than this for putting something right. */
export const MOST_TERM = 1096
/** Nor speaks of what is longer ago. */
const MOST_AGO = 3660 * DAY

const nowOf = (sentAt: string): Now => {
  const local = new Date(Date.parse(sentAt) + ZONE_MS).toISOString()
  return { day: dayNumber(local.slice(0, 10)), minute: Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16)) }
}
const two = (n: number) => String(n).padStart(2, '0')
const stamp = (day: number, minute: number) =>
  `${dateOfDay(day)}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:00+08:00`

export interface FoundTime {
  value: string
  text: string
  index: number
  hasClock: boolean
}

/** Every time in a text, in order; a date alone has no clock. @param towards whether days without their year have been or are to come. */
export function timesIn(text: string, sentAt: string, towards: Towards = 'past'): FoundTime[] {
  const now = nowOf(sentAt)
  const found = saidIn(text, 'spoken').flatMap((said): FoundTime[] => {
    const meant = meantBy(said, now, towards)
    if (!meant) return []
    const { day, minute } = meant
    const value = minute === undefined ? dateOfDay(day) : stamp(day, minute)
    return [{ value, text: text.slice(said.index, said.end), index: said.index, hasClock: minute !== undefined }]
  })
  return [...found, ...agoIn(text, now)].sort((a, b) => a.index - b.index)
}

const AGO = new RegExp(`(${NUM})个?(半)?(小时|钟头|分钟)(?:之|以)?前`)
const AGO_MINUTES: Record<string, number> = { 小时: 60, 钟头: 60, 分钟: 1 }
/** 半小时前, counted back from when the message was sent. */
function agoIn(text: string, now: Now): FoundTime[] {
  const m = AGO.exec(text)
  const n = m && numberOf(m[1]!)
  if (!m || n === undefined || n === null) return []
  const back = Math.round((n + (m[2] ? 0.5 : 0)) * AGO_MINUTES[m[3]!]!)
  if (back > MOST_AGO) return []
  const at = now.day * DAY + now.minute - back
  return [{ value: stamp(Math.floor(at / DAY), ((at % DAY) + DAY) % DAY), text: m[0], index: m.index, hasClock: true }]
}

/** Where a text speaks of days and hours: nothing else begins or ends within them. */
export const timeSpans = (text: string): Said[] => saidIn(text, 'spoken')

/** 3天内, 两周内, 三个月内, 期限为5天. Digits before the number belong to it: 13812345678天 is no term. */
const WITHIN = new RegExp(
  `(?<![\\d.])(?:(${NUM})\\s?(天|日|周|个?星期|个?礼拜|个?月)(?:内|之内|以内)|期限(?:为)?(${NUM})天)`,
)

/**
 * A due date: 3天内, 本周五, 下周一, 月底, 8月5日前, 后天. YYYY-MM-DD, today or within three years; undefined where the text
 * names none that anybody can mean.
 */
export function dueDateIn(text: string, sentAt: string): string | undefined {
  const now = nowOf(sentAt)
  const day = termIn(text, now.day) ?? namedIn(text, now)
  return day !== undefined && day >= now.day && day - now.day <= MOST_TERM ? dateOfDay(day) : undefined
}

function termIn(text: string, today: number): number | undefined {
  const m = WITHIN.exec(text)
  if (!m) return undefined
  const n = numberOf((m[1] ?? m[3])!) ?? 0
  const unit = m[2]?.at(-1) ?? '天'
  if (unit === '月' && Number.isInteger(n) && n <= MOST_TERM / 30) {
    const { y, m: month, d } = partsOfDay(today)
    return Math.min(lastOf(y, month + n - 1) + d, lastOf(y, month + n))
  }
  return today + Math.round(n * (unit === '周' || unit === '期' || unit === '拜' ? 7 : unit === '月' ? 30 : 1))
}

/** Words that name a day which cannot be what something is due on: 春节前, 2月30日前; undefined where a due date is read or none is named. */
export function unreadDueIn(text: string, sentAt: string): string | undefined {
  if (dueDateIn(text, sentAt)) return undefined
  const said = saidIn(text, 'spoken').find(({ day }) => day)
  return said && text.slice(said.index, said.end)
}

/** 本周内, 下个月内: the last day of it. */
const SPANS: [RegExp, (today: number) => number][] = [
  [/下(?:周|星期|礼拜)之?内/, (today) => mondayOf(today) + 13],
  [/(?:本|这)个?(?:周|星期|礼拜)之?内/, (today) => mondayOf(today) + 6],
  [/下个?月(?:之?内|完成)/, (today) => lastOf(partsOfDay(today).y, partsOfDay(today).m + 1)],
  [/(?:本|这个?|当)月之?内/, (today) => lastOf(partsOfDay(today).y, partsOfDay(today).m)],
  [/年内/, (today) => lastOf(partsOfDay(today).y, 12)],
]

/** The first day named that is not over. */
function namedIn(text: string, now: Now): number | undefined {
  const span = SPANS.find(([form]) => form.test(text))
  if (span) return span[1](now.day)
  return (
    saidIn(text, 'spoken')
      .map((said) => meantBy(said, now, 'due')?.day)
      .find((day) => day !== undefined && day >= now.day) ?? (TODAY.test(text) ? now.day : undefined)
  )
}
const TODAY = /(?:天黑|下班|收工|中午|午饭|晚饭)(?:之|以)?前/
