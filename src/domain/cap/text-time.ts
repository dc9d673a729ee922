/** Times written in a warning, resolved in the station's zone: 2026年7月12日8时30分, 12日20:05, 今天下午3时, 2026-07-12 08:30. */
import { at, clockOf, dayOf } from '../kernel/time.ts'
import { dateOfDay, dayNumber } from '../reading/times/calendar.ts'
import { meantBy } from '../reading/times/day.ts'
import { saidIn } from '../reading/times/said.ts'

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

const two = (n: number) => String(n).padStart(2, '0')

/**
 * Every time written in a text. Where year, month or day is left out, the nearest that fits is meant: for a time of issue the latest not
 * after it reached us, for a time ahead the earliest not before.
 */
export function timesIn(text: string, clock: Clock, direction: 'issued' | 'forecast' = 'issued'): WrittenTime[] {
  const [hours, minutes] = clockOf(clock.sentAt, clock.tz).split(':').map(Number) as [number, number]
  const now = { day: dayNumber(dayOf(clock.sentAt, clock.tz)), minute: hours * 60 + minutes }
  return saidIn(text, 'written').flatMap((said) => {
    const meant = meantBy(said, now, direction)
    if (!meant) return []
    const minute = meant.minute ?? 0
    const value = at(dateOfDay(meant.day), `${two(Math.floor(minute / 60))}:${two(minute % 60)}`, clock.tz)
    return [{ at: said.index, end: said.end, value, hasClock: meant.minute !== undefined }]
  })
}

/** A time of issue is no begin or end of a span (11日20时起, 至13日20时), and more than 今天. */
export const isIssue = (text: string, t: WrittenTime): boolean =>
  /\d/.test(text.slice(t.at, t.end)) &&
  !/^(?:起|至|到|前|后|开始|-|—|~|～)/.test(text.slice(t.end)) &&
  !/(?:至|到|-|—|~|～|期)$/.test(text.slice(0, t.at))
