/** Which day is meant by what was said, from the moment at which it was said. */
import { dayOn, lastOf, mondayOf, partsOfDay } from './calendar.ts'
import type { Said, SaidClock, SaidDay } from './said.ts'

/**
 * Where a text looks: back to what happened, where a day that is much nearer may still be to come; back to when it was issued; to
 * either side, as a question does; ahead to what is due; ahead from yesterday, as a forecast that came late.
 */
export type Towards = 'past' | 'issued' | 'near' | 'due' | 'forecast'

/** The station's wall clock. */
export interface Now {
  day: number
  /** Minutes since midnight. */
  minute: number
}
export interface Meant {
  day: number
  /** Minutes since midnight; undefined where only a day was named. */
  minute?: number
}

const MINUTES = 1440
/** Nobody speaks of a day further off than this; a number that would is no day: a phone, a count, a slip of the finger. */
const MOST_DAYS = 3660

const midnight = (at: number) => at - (at % MINUTES)
const nearest = (all: number[], now: number, ahead: number) => {
  const far = (at: number) => (at > now ? (at - now) * ahead : now - at)
  return all.reduce<number | undefined>(
    (best, at) => (best === undefined || far(at) < far(best) ? at : best),
    undefined,
  )
}
const lastUpTo = (all: number[], limit: number) => {
  const been = all.filter((at) => at <= limit)
  return been.length ? Math.max(...been) : all[0]
}
const firstFrom = (all: number[], limit: number) => {
  const ahead = all.filter((at) => at >= limit)
  return ahead.length ? Math.min(...ahead) : all[0]
}
/** What happened is told of later: so much further off counts what is ahead. */
const AHEAD = 1.5

/** Which of several moments is meant. */
const CHOOSES: Record<Towards, (all: number[], now: number, said: Said) => number | undefined> = {
  past: (all, now) => nearest(all, now, AHEAD),
  // 周五 is this week's
  near: (all, now, { day }) => (day?.weekday === undefined ? nearest(all, now, 1) : all[0]),
  // clocks differ, and texts are prepared
  issued: (all, now, { day }) => lastUpTo(all, now + (day ? 720 : 120)),
  due: (all, now) => firstFrom(all, midnight(now)),
  forecast: (all, now, { day }) => firstFrom(all, day ? now - MINUTES : midnight(now)),
}
/** Of an hour alone yesterday's may be meant. */
const BACK: ReadonlySet<Towards> = new Set<Towards>(['past', 'issued'])

/** Which moment was meant; undefined where there is no such day or nobody can mean it. */
export function meantBy(said: Said, now: Now, towards: Towards): Meant | undefined {
  const { day, clock } = said
  if (day?.loose && towards === 'past') return undefined
  const days = day ? daysOf(day, now) : BACK.has(towards) ? [now.day, now.day - 1] : [now.day]
  const hours = clock ? minutesOf(clock, day) : [0]
  // what is due until 今晚12点 is due today
  const minutes = towards === 'due' ? hours.map((m) => Math.min(m, MINUTES - 1)) : hours
  const at = now.day * MINUTES + now.minute
  const all = days
    .filter((d) => Math.abs(d - now.day) <= MOST_DAYS)
    .flatMap((d) => minutes.map((minute) => d * MINUTES + minute))
    // 8点 is in the evening only where that has been
    .filter((when, i) => !clock?.either || i % minutes.length === 0 || when <= at)
  // a day alone is as far off as its midnight from this one's
  const meant = CHOOSES[towards](all, clock || towards === 'issued' ? at : midnight(at), said)
  if (meant === undefined) return undefined
  const on = Math.floor(meant / MINUTES)
  return clock ? { day: on, minute: meant - on * MINUTES } : { day: on }
}

/** Minutes after the midnight at which the named day begins; several where the hour may be either. */
function minutesOf({ h, m, part: said, either }: SaidClock, day: SaidDay | undefined): number[] {
  const part = said ?? day?.part
  const at = (hour: number) => hour * 60 + m
  if (part === 'small hours') return [at(h === 12 ? 0 : h)]
  // 晚上12点 ends the day, and of 昨晚两点 the small hours are the next day's
  if (part === 'night' && h === 12) return [at(24)]
  if (part === 'night' && h < 6) return day?.days !== undefined ? [at(h + 24), at(h)] : [at(h)]
  if ((part === 'night' || part === 'afternoon') && h < 12) return [at(h + 12)]
  if (part === 'noon' && h < 3) return [at(h + 12)]
  return either && !part && !day ? [at(h), at(h + 12)] : [at(h)]
}

/** 今晚 said before this minute of the day is still the evening before. */
const DAWN = 300

/** The days that it may be, each of the calendar; the likeliest first. */
function daysOf(day: SaidDay, now: Now): number[] {
  const today = now.day
  if (day.days !== undefined) {
    const named = today + day.days
    return day.days === 0 && day.part === 'night' && now.minute < DAWN ? [named, named - 1] : [named]
  }
  if (day.weekday !== undefined) {
    const named = mondayOf(today) + day.weekday
    return day.weeks === undefined ? [named, named - 7, named + 7] : [named + 7 * day.weeks]
  }
  const { d } = day
  if (d === undefined) return []
  return datesOf(day, d, today)
}

function datesOf(day: SaidDay, d: number | 'last', today: number): number[] {
  const is = partsOfDay(today)
  const year = day.y ?? (day.years === undefined ? undefined : is.y + day.years)
  const months: [y: number, m: number][] =
    day.m !== undefined
      ? (year === undefined ? [is.y, is.y - 1, is.y + 1] : [year]).map((y) => [y, day.m!])
      : day.months !== undefined
        ? [[is.y, is.m + day.months]]
        : year !== undefined
          ? [[year, is.m]]
          : [0, -1, 1, -2, 2].map((n) => [is.y, is.m + n])
  if (day.m !== undefined && (day.m < 1 || day.m > 12)) return []
  return months.map(([y, m]) => (d === 'last' ? lastOf(y, m) : dayOn(y, m, d))).filter((on) => on !== undefined)
}
