/** Who has a hand in a hazard, who judges it, who may see it. */
import { isOfficer, sightOfPerson } from '../kernel/access.ts'
import { peopleNamed } from '../kernel/named.ts'
import { hasRole, type Person } from '../kernel/roster.ts'
import { type DecisionContext, leaders, officers } from '../kernel/situation.ts'
import type { Rec } from '../record/record.ts'

/** Whether somebody has a hand in it: who answers for it and who put it right do not judge it. */
export const hasPart = (person: Person, hazard: Rec): boolean =>
  person.id === hazard.ownerId || person.id === hazard.fields.rectified_by

/** Who is asked to judge: the officers; the leader too where none of them is without a part in it. */
export function checkersOf(g: DecisionContext, hazard: Rec): Person[] {
  const all = officers(g)
  if (hazard.fields.restricted) return all
  return all.some((p) => !hasPart(p, hazard)) ? all : unique([...all, ...leaders(g)])
}

export const mayRectify = (person: Person, hazard: Rec): boolean =>
  person.id === hazard.ownerId ||
  person.id === hazard.reporterId ||
  hasRole(person, 'duty_officer', 'station_staff', 'unit_contact', 'info_officer', 'grid_member', 'duty_leader')

/** Whoever lives with it may say that it is back: its reporter, its owner, anybody of the village, officers. */
export const livesWith = (person: Person, hazard: Rec): boolean =>
  isOfficer(person) ||
  person.id === hazard.reporterId ||
  person.id === hazard.ownerId ||
  (!!hazard.villageCode && person.roles.some((r) => r.villageCode === hazard.villageCode))

/** Sensitive matter is for those alone who may see it. */
export const maySee = (person: Person, hazard: Rec): boolean =>
  !hazard.fields.restricted || sightOfPerson(person).restricted

/** The one active person called so. */
export function personCalled({ roster }: Pick<DecisionContext, 'roster'>, name: string): Person | undefined {
  if (!name) return undefined
  const { found, exact } = peopleNamed(roster, name)
  const [one, ...more] = exact ? found.filter((p) => p.active) : []
  return more.length ? undefined : one
}

/** Who hears of an overdue hazard at its n-th reminder after the due date, 1 = the first. */
export function upwards(g: DecisionContext, nth: number): Person[] {
  const { director, leader } = g.settings.hazard_overdue
  const named = (name: string) => {
    const person = personCalled(g, name)
    return person ? [person] : leaders(g)
  }
  return unique([...officers(g), ...(nth >= 2 ? named(director) : []), ...(nth >= 3 ? named(leader) : [])])
}

export const unique = (people: readonly Person[]): Person[] => [...new Map(people.map((p) => [p.id, p])).values()]
