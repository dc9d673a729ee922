/** Which records an answer may tell of. */

import { mayWatch } from '../kernel/access.ts'
import { villagesOfPerson } from '../kernel/roster.ts'
import type { Situation } from '../kernel/situation.ts'
import { addDays, at, clockOf, dayOf } from '../kernel/time.ts'
import { isOpen, type Rec, type RecordState } from './record.ts'

const UNTOLD: ReadonlySet<RecordState> = new Set<RecordState>([
  'unverified',
  'withdrawn',
  'refused',
  'merged',
  'duplicate',
  'untrue',
  'false_alarm',
])

/** All of them to whoever watches; to others their own and those of their villages. No drill, and no sensitive matter. @param also states that are told of besides. */
export function toldTo(s: Situation, also: readonly RecordState[] = []): (r: Rec) => boolean {
  const { person } = s
  if (!person) return () => false
  const all = mayWatch(s.roster, person, s.now)
  const villages = new Set(villagesOfPerson(person))
  return (r) =>
    !r.drill &&
    !r.fields.restricted &&
    (!UNTOLD.has(r.state) || also.includes(r.state)) &&
    (all || r.reporterId === person.id || r.ownerId === person.id || villages.has(r.villageCode ?? ''))
}

/** The village that a question names, by the roster's own names. */
export const villageIn = ({ roster }: Pick<Situation, 'roster'>, text: string) =>
  roster.villages.find((v) =>
    [v.name, ...v.aliases, v.name.replace(/(?:村|社区)$/, '')].some((name) => name.length > 1 && text.includes(name)),
  )

const NOON = '12:00'
const EVENING = '18:00'
/** What is open, or was told of or ended today; before noon the night that has just been is of today. */
export function ofNow({ now, tz }: Pick<Situation, 'now' | 'tz'>): (r: Rec) => boolean {
  const today = dayOf(now, tz)
  const since = clockOf(now, tz) < NOON ? at(addDays(today, -1), EVENING, tz) : at(today, '00:00', tz)
  return (r) => isOpen(r.state) || r.receivedAt >= since || r.updatedAt >= since
}
