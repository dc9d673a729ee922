/**
 * Rounds 巡查 by plan (station plan H2.6–H2.8): which place is to be looked at how often, by its kind, the warnings that are in
 * force there and the season; when it was looked at last, and since when it is due.
 */
import { COLOURS } from '../cap/profile.ts'
import type { Colour } from '../cap/terms.ts'
import type { Person, Place } from '../kernel/roster.ts'
import { type DecisionContext, officers, withRole } from '../kernel/situation.ts'
import { dayOf } from '../kernel/time.ts'

/** How a round is known to have been there: it names the place, was told from within 200 m of it, or is its member's for their grid. */
type How = 'named' | 'near' | 'grid'

export interface Visit {
  placeId: string
  how: How
}

/** A real warning in force. */
export interface InForce {
  /** 暴雨 … */
  event: string
  level: Colour
  since: Date
  /** Codes of villages, ids of grids and of places; all empty = the whole township. */
  villages: readonly string[]
  grids: readonly string[]
  places: readonly string[]
}

/** A place under the plan, as the rows have it. */
interface Planned {
  placeId: string
  /** From when on the plan counts where nobody has been there. */
  since: Date
  visitedAt: Date | null
  /** The due moment for which somebody was reminded last. */
  remindedFor: Date | null
}

/** All that the plan is made of. */
export interface Loaded {
  planned: readonly Planned[]
  warnings: readonly InForce[]
}

/** A place under the plan, as it stands. */
export interface Standing {
  place: Place
  everyHours: number
  /** A warning is why it is looked at so often. */
  warned: boolean
  visitedAt: Date | null
  /** Since when it should have been looked at again; undefined while it need not. */
  missedSince?: Date
  /** The due moment that came last, and the next. */
  lastDue?: Date
  nextDue: Date
  fresh: boolean
  remindedFor: Date | null
}

const covers = (w: InForce, p: Place): boolean =>
  (!w.villages.length && !w.grids.length && !w.places.length) ||
  w.villages.includes(p.villageCode) ||
  (!!p.gridId && w.grids.includes(p.gridId)) ||
  w.places.includes(p.id)

/** Red is the first of the colours. */
const atLeast = (level: Colour, least: Colour): boolean => COLOURS.indexOf(level) <= COLOURS.indexOf(least)

/** Whether a day, YYYY-MM-DD, is in a season, which may cross New Year. */
function isIn({ from, to }: { from: string; to: string }, day: string): boolean {
  const monthDay = day.slice(5)
  return from <= to ? from <= monthDay && monthDay <= to : monthDay >= from || monthDay <= to
}

/** The shortest interval that holds for a place now, and since when where a warning is why; undefined = under no plan. */
function intervalOf(
  g: DecisionContext,
  place: Place,
  warnings: readonly InForce[],
): { hours: number; warnedSince?: Date } | undefined {
  const { seasons, rules } = g.settings.patrols
  const today = dayOf(g.now, g.tz)
  const here = warnings.filter((w) => covers(w, place))
  const fitting = rules.flatMap(({ kinds, every_hours: hours, season, level, warnings: words }) => {
    if (!kinds.includes(place.kind)) return []
    if (season && !seasons.some((s) => s.name === season && isIn(s, today))) return []
    if (!level) return [{ hours }]
    const why = here.filter(
      (w) => atLeast(w.level, level) && (!words?.length || words.some((word) => w.event.includes(word))),
    )
    return why.length ? [{ hours, warnedSince: new Date(Math.min(...why.map((w) => w.since.getTime()))) }] : []
  })
  return fitting.sort((a, b) => a.hours - b.hours)[0]
}

const HOUR_MS = 3_600_000

/**
 * Every place of the roster that a rule fits. It is due an interval after somebody was there; where a warning made the interval
 * shorter, no earlier than the warning came.
 */
export const standingIn = (g: DecisionContext, { planned, warnings }: Loaded): Standing[] =>
  g.roster.places.flatMap((place) => {
    const interval = intervalOf(g, place, warnings)
    if (!interval) return []
    const known = planned.find((p) => p.placeId === place.id)
    const step = interval.hours * HOUR_MS
    const from = (known?.visitedAt ?? known?.since ?? g.now).getTime() + step
    const first = Math.max(from, interval.warnedSince?.getTime() ?? 0)
    const passed = Math.floor((g.now.getTime() - first) / step)
    return [
      {
        place,
        everyHours: interval.hours,
        warned: !!interval.warnedSince,
        visitedAt: known?.visitedAt ?? null,
        ...(passed >= 0 ? { missedSince: new Date(first), lastDue: new Date(first + passed * step) } : {}),
        nextDue: new Date(first + Math.max(0, passed + 1) * step),
        fresh: !known,
        remindedFor: known?.remindedFor ?? null,
      },
    ]
  })

/** Whose it is to look at a place: who answers for it, else the members of its grid, else its village's, else the officers. */
export function whoseIs(g: DecisionContext, { ownerId, gridId, villageCode }: Place): Person[] {
  const there = (p: Person | undefined): p is Person => !!p?.active && !(p.onLeaveUntil && p.onLeaveUntil > g.now)
  const owner = ownerId ? g.roster.people.get(ownerId) : undefined
  if (there(owner)) return [owner]
  const members = withRole(g.roster, 'grid_member').filter(there)
  const ofGrid = gridId ? members.filter((p) => p.roles.some((r) => r.gridId === gridId)) : []
  if (ofGrid.length) return ofGrid
  const ofVillage = withRole(g.roster, 'info_officer').filter(
    (p) => there(p) && p.roles.some((r) => r.role === 'info_officer' && r.villageCode === villageCode),
  )
  return ofVillage.length ? ofVillage : officers(g)
}
