/** Times written in a warning, resolved in the station's zone: 2026年7月12日8时30分, 12日20:05, 今天下午3时, 2026-07-12 08:30. */
import { addDays, at, dayOf } from '../kernel/time.ts'

export interface Clock {
  /** When the text reached us. */
  sentAt: Date
  /** The station's zone. */
  tz: string
}

export interface WrittenTime {
  at: number
  end: number
  value: Date
  /** False for a day alone, which is taken from its midnight. */
  hasClock: boolean
}

const DAY_WORDS: Record<string, number> = {
  今天: 0,
  今日: 0,
  今晨: 0,
  今早: 0,
  今晚: 0,
  昨天: -1,
  昨日: -1,
  昨晚: -1,
  明天: 1,
  明日: 1,
  明晨: 1,
  明早: 1,
  明晚: 1,
  后天: 2,
}

const YEAR_WORDS: Record<string, number> = { 今年: 0, 去年: -1, 前年: -2 }

const DAY = String.raw`(?:(?<y>\d{4})[年./-]|(?<yy>\d{2})年|(?<yw>去年|前年|今年))?(?:(?<mo>\d{1,2})[月./-])?(?<d>\d{1,2})[日号](?!网格)|(?<y2>\d{4})[./-](?<mo2>\d{1,2})[./-](?<d2>\d{1,2})|(?<word>今天|今日|今晨|今早|今晚|昨天|昨日|昨晚|明天|明日|明晨|明早|明晚|后天)`
const CLOCK = String.raw`(?<part>凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|夜间|夜里)?(?<h>\d{1,2})(?:[时点](?!间)(?:(?<mi>\d{1,2})分)?(?<half>半)?|:(?<mi2>\d{2})(?!\d)(?::\d{2})?)`
const TIMES = new RegExp(`(?<!\\d)(?:(?:${DAY})[ T]?(?:${CLOCK})?|${CLOCK.replaceAll('?<', '?<c')})`, 'g')

/**
 * Every time written in a text. Where year, month or day is left out, the nearest that fits is meant: for a time of issue the latest not
 * after it reached us, for a time ahead the earliest not before.
 */
export function timesIn(text: string, clock: Clock, direction: 'issued' | 'ahead' = 'issued'): WrittenTime[] {
  const found: WrittenTime[] = []
  for (const m of text.matchAll(TIMES)) {
    const g = m.groups as Record<string, string | undefined>
    const hour = g.h ?? g.ch
    const time = hour === undefined ? { hours: 0, minutes: 0 } : timeOfDay(hour, g)
    const day = time && dayIn(g, clock, direction, time)
    if (!time || !day) continue
    const value = at(addDays(day, time.hours === 24 ? 1 : 0), `${two(time.hours % 24)}:${two(time.minutes)}`, clock.tz)
    if (!Number.isNaN(value.getTime()))
      found.push({ at: m.index, end: m.index + m[0].length, value, hasClock: hour !== undefined })
  }
  return found
}

const two = (n: number) => String(n).padStart(2, '0')

function timeOfDay(hour: string, g: Record<string, string | undefined>) {
  const part = `${g.part ?? g.cpart ?? ''}${g.word ?? ''}`
  const written = Number(hour)
  const hours = /下午|傍晚|晚/.test(part) && written < 12 ? written + 12 : written
  const half = (g.half ?? g.chalf) ? 30 : 0
  const minutes = Number(g.mi ?? g.mi2 ?? g.cmi ?? g.cmi2 ?? half)
  return hours <= 24 && minutes < 60 ? { hours, minutes } : undefined
}

/** A little ahead of its receipt a time of issue may be: clocks differ, and texts are prepared. */
const SLACK_MS = 12 * 3_600_000
const UNDATED_SLACK_MS = 2 * 3_600_000

function dayIn(
  g: Record<string, string | undefined>,
  clock: Clock,
  direction: 'issued' | 'ahead',
  time: { hours: number; minutes: number },
): string | undefined {
  const today = dayOf(clock.sentAt, clock.tz)
  if (g.word) return addDays(today, DAY_WORDS[g.word]!)
  const day = g.d ?? g.d2
  const instant = (d: string) => at(d, `${two(time.hours % 24)}:${two(time.minutes)}`, clock.tz).getTime()
  const sent = clock.sentAt.getTime()
  // an hour alone: today's, unless that has not come yet
  if (day === undefined)
    return direction === 'issued' && instant(today) > sent + UNDATED_SLACK_MS ? addDays(today, -1) : today
  const [thisYear, thisMonth] = today.split('-').map(Number) as [number, number]
  const year = g.y ?? g.y2 ?? (g.yy && `20${g.yy}`) ?? (g.yw && String(thisYear + YEAR_WORDS[g.yw]!))
  const month = g.mo ?? g.mo2
  const candidates: [number, number][] = year
    ? [[Number(year), Number(month ?? thisMonth)]]
    : [-1, 0, 1].map((n) => (month ? [thisYear + n, Number(month)] : monthOf(thisYear, thisMonth + n)))
  const days = candidates.map(([y, mo]) => realDay(y, mo, Number(day))).filter((d): d is string => d !== undefined)
  return direction === 'issued'
    ? (days
        .filter((d) => instant(d) <= sent + SLACK_MS)
        .sort()
        .at(-1) ?? days[0])
    : (days.filter((d) => instant(d) >= sent - 24 * 3_600_000).sort()[0] ?? days[0])
}

const monthOf = (year: number, month: number): [number, number] => {
  const months = year * 12 + month - 1
  return [Math.floor(months / 12), (months % 12) + 1]
}

function realDay(year: number, month: number, day: number): string | undefined {
  const text = `${year}-${two(month)}-${two(day)}`
  const parsed = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text) ? text : undefined
}

/** A time of issue is no begin or end of a span (11日20时起, 至13日20时), and more than 今天. */
export const isIssue = (text: string, t: WrittenTime): boolean =>
  /\d/.test(text.slice(t.at, t.end)) &&
  !/^(?:起|至|到|前|后|开始|-|—|~|～)/.test(text.slice(t.end)) &&
  !/(?:至|到|-|—|~|～|期)$/.test(text.slice(0, t.at))
