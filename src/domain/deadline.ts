/** Days and times of day in the station's zone. Instants are `Date`s; days are `YYYY-MM-DD` strings of that zone. */
import { DateTime } from 'luxon'

/** The station's day of an instant, YYYY-MM-DD. */
export const dayOf = (at: Date, tz: string) => DateTime.fromJSDate(at, { zone: tz }).toFormat('yyyy-MM-dd')

/** HH:mm in the station's zone. */
export const clockOf = (at: Date, tz: string) => DateTime.fromJSDate(at, { zone: tz }).toFormat('HH:mm')

/** 11月24日 08:05, as people read it. */
export const saidTime = (at: Date, tz: string) => DateTime.fromJSDate(at, { zone: tz }).toFormat('M月d日 HH:mm')

/** ISO 8601 with the zone's offset, 2026-11-24T08:05:00+08:00. */
export const isoIn = (at: Date, tz: string) => DateTime.fromJSDate(at, { zone: tz }).toISO({ suppressMilliseconds: true })!

/** A day plus n days. */
export const addDays = (day: string, n: number) => DateTime.fromISO(day, { zone: 'utc' }).plus({ days: n }).toFormat('yyyy-MM-dd')

/** The instant of a day at HH:mm in the zone. */
export const at = (day: string, clock: string, tz: string) => DateTime.fromISO(`${day}T${clock}`, { zone: tz }).toJSDate()

export const minutesAfter = (t: Date, minutes: number) => new Date(t.getTime() + minutes * 60_000)

/** Whether an instant falls into a daily span such as 22:00–06:30, which may cross midnight. */
export function within(t: Date, from: string, to: string, tz: string): boolean {
  const clock = clockOf(t, tz)
  return from <= to ? from <= clock && clock < to : clock >= from || clock < to
}
