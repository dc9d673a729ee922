/** Days and times of day in the station's zone. Instants are `Date`s; days are `YYYY-MM-DD` strings of that zone. */
import { IANAZone } from 'luxon'

const HOUR_MS = 3_600_000
const offsets = new Map<string, number>()

/** Milliseconds the zone is ahead of UTC at an instant; looked up once an hour of the calendar, since asking costs far more than adding. */
function offsetMs(ms: number, tz: string): number {
  const key = `${tz} ${Math.floor(ms / HOUR_MS)}`
  let offset = offsets.get(key)
  if (offset === undefined) {
    if (offsets.size > 10_000) offsets.clear()
    offset = IANAZone.create(tz).offset(ms) * 60_000
    offsets.set(key, offset)
  }
  return offset
}

/** The zone's wall clock as an ISO string without zone. */
const wall = (at: Date, tz: string) => new Date(at.getTime() + offsetMs(at.getTime(), tz)).toISOString()

/** The station's day of an instant, YYYY-MM-DD. */
export const dayOf = (at: Date, tz: string) => wall(at, tz).slice(0, 10)

/** HH:mm in the station's zone. */
export const clockOf = (at: Date, tz: string) => wall(at, tz).slice(11, 16)

/** 11月24日, of a day or of a local moment YYYY-MM-DDTHH:mm. */
export const monthDay = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`

/** 11月24日, as people read it; with its year where that is not the present one. */
export const saidDay = (day: string, { now, tz }: { now: Date; tz: string }) =>
  day.slice(0, 4) === dayOf(now, tz).slice(0, 4) ? monthDay(day) : `${Number(day.slice(0, 4))}年${monthDay(day)}`

/** 11月24日 08:05, as people read it. */
export function saidTime(at: Date, tz: string): string {
  const w = wall(at, tz)
  return `${monthDay(w)} ${w.slice(11, 16)}`
}

/** ISO 8601 with the zone's offset, 2026-11-24T08:05:00+08:00. */
export function isoIn(at: Date, tz: string): string {
  const minutes = Math.round(offsetMs(at.getTime(), tz) / 60_000)
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
  return `${wall(at, tz).slice(0, 19)}${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`
}

/** A day plus n days. */
export const addDays = (day: string, n: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + n * 24 * HOUR_MS).toISOString().slice(0, 10)

/** The days that fall due one interval after another, counted from a day: the last that has come, and the next. */
export function dueSince(day: string, everyDays: number, today: string): { last?: string; next: string } {
  const passed = Math.floor(
    (Date.parse(`${today}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`)) / (24 * HOUR_MS) / everyDays,
  )
  const next = addDays(day, everyDays * (Math.max(0, passed) + 1))
  return passed > 0 ? { last: addDays(day, everyDays * passed), next } : { next }
}

/** Most days that anybody is given for putting something right. */
const MOST_TERM_DAYS = 1096

/** Whether it is a day of the calendar, not before today, that a term may end on. */
export const isTerm = (day: string, today: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(day) &&
  !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) &&
  addDays(day, 0) === day &&
  day >= today &&
  day <= addDays(today, MOST_TERM_DAYS)

/** The instant of a day at HH:mm in the zone; in the hour a clock change skips, the moment just after it. */
export function at(day: string, clock: string, tz: string): Date {
  const asUtc = Date.parse(`${day}T${clock}:00Z`)
  const guess = asUtc - offsetMs(asUtc, tz)
  return new Date(asUtc - offsetMs(guess, tz))
}

export const minutesAfter = (t: Date, minutes: number) => new Date(t.getTime() + minutes * 60_000)

/** Whether an instant falls into a daily span such as 22:00–06:30, which may cross midnight. */
export function within(t: Date, from: string, to: string, tz: string): boolean {
  const clock = clockOf(t, tz)
  return from <= to ? from <= clock && clock < to : clock >= from || clock < to
}
