/** Which key units should be checked when, and who is reminded: once for each due day, at the station's hour, never at night. */
import { quietUntil } from '../kernel/quiet.ts'
import { hasRole, type Person, type Place, villagesOfPerson } from '../kernel/roster.ts'
import { type DecisionContext, officers, tell, withRole } from '../kernel/situation.ts'
import { clockOf, dayOf, dueSince, saidDay } from '../kernel/time.ts'
import { cardMessage } from '../kernel/words.ts'
import type { Change } from './fact.ts'
import type { Planned } from './inspection.ts'
import { listOf } from './units.ts'
import { inspectionWords } from './words.ts'

type Plan = DecisionContext['settings']['inspections']['plans'][number]

/** A unit under the plan, as it stands. */
export interface Standing {
  place: Place
  plan: Plan
  checkedAt: Date | null
  /** The due day that has passed; undefined while none has. */
  late?: string
  next: string
  fresh: boolean
  remindedFor: string | null
}

/** Every place of the roster whose kind has a plan. */
export const standingIn = (g: DecisionContext, planned: readonly Planned[]): Standing[] =>
  g.roster.places.flatMap((place) => {
    const list = listOf(g, place)
    const plan = g.settings.inspections.plans.find((p) => p.kind === list.kind)
    if (!plan) return []
    const known = planned.find((p) => p.placeId === place.id)
    const checkedAt = known?.checkedAt ?? null
    const { last, next } = dueSince(
      dayOf(checkedAt ?? known?.since ?? g.now, g.tz),
      plan.every_days,
      dayOf(g.now, g.tz),
    )
    return [{ place, plan, checkedAt, late: last, next, fresh: !known, remindedFor: known?.remindedFor ?? null }]
  })

/** Who is to check it: holders of the plan's role, those of its village before those of none; else the officers. */
function checkersFor(g: DecisionContext, { place, plan }: Standing): Person[] {
  const all = withRole(g.roster, plan.by).filter((p) => !(p.onLeaveUntil && p.onLeaveUntil > g.now))
  const held = (p: Person) => p.roles.find((r) => r.role === plan.by)?.villageCode
  const own = all.filter((p) => held(p) === place.villageCode)
  const any = own.length ? own : all.filter((p) => !held(p))
  return any.length ? any : officers(g)
}

const LISTED = 15
const BUTTONS = 4

/** What the plan's upkeep looks at, every ten minutes. */
export function upkept(g: DecisionContext, planned: readonly Planned[]): Change[] {
  const all = standingIn(g, planned)
  const fresh = all.filter((u) => u.fresh).map((u) => u.place.id)
  const due = all.filter((u) => u.late && u.late !== u.remindedFor)
  const waits = clockOf(g.now, g.tz) < g.settings.inspections.at || !!quietUntil(g)
  return [
    ...(fresh.length ? [{ type: 'inspection.planned', placeIds: fresh } as const] : []),
    ...(waits ? [] : reminded(g, due)),
  ]
}

/** One message a person, whatever falls due together. */
function reminded(g: DecisionContext, due: readonly Standing[]): Change[] {
  const byPerson = new Map<string, Standing[]>()
  const facts = due.map((u): Change => {
    const to = checkersFor(g, u)
    for (const p of to) byPerson.set(p.id, [...(byPerson.get(p.id) ?? []), u])
    return { type: 'inspection.reminded', placeId: u.place.id, dueOn: u.late!, to: to.map((p) => p.id) }
  })
  return [
    ...facts,
    ...[...byPerson].flatMap(([person, units]) => tell(g, person, dueMessage(g, units), { priority: 'routine' })),
  ]
}

const dueMessage = (g: DecisionContext, units: readonly Standing[]) =>
  cardMessage({
    title: inspectionWords.dueTitle(units.length),
    tone: 'info',
    lines: units.slice(0, LISTED).map((u) => ({
      label: u.place.name,
      value: inspectionWords.dueLine(lastOf(g, u), saidDay(u.late!, g)),
    })),
    buttons: units
      .slice(0, BUTTONS)
      .map((u) => ({ label: `检查 ${u.place.name}`, act: 'inspection.begin', data: { place: u.place.id } })),
    note: [units.length > LISTED ? inspectionWords.andMore(units.length - LISTED) : '', inspectionWords.howToStart]
      .filter(Boolean)
      .join('\n'),
  })

export const lastOf = (g: DecisionContext, { checkedAt }: Standing): string | undefined =>
  checkedAt ? saidDay(dayOf(checkedAt, g.tz), g) : undefined

/** Units of the plan that a person may hear of: officers of all, others of their villages. */
export const seenBy = (person: Person | undefined, all: readonly Standing[], whole: boolean): Standing[] => {
  const villages = new Set(villagesOfPerson(person))
  return all.filter((u) => whole || hasRole(person, u.plan.by) || villages.has(u.place.villageCode))
}
