/** Who has come to their shift. */

import type { Person, Shift } from '../kernel/roster.ts'
import { isOpen, type Rec } from './record.ts'

/** What a stranger says of being there counts for nobody until it is confirmed. */
export const counts = (c: Rec, drill: boolean) => isOpen(c.state) && c.state !== 'unverified' && c.drill === drill

/** Whoever comes to a shift says so this long before it begins, at most. */
export const EARLY_MS = 3600_000

/** Whether somebody has checked in for a shift, themselves or named by another. */
export const isHere = (checkIns: readonly Rec[], person: Person, shift: Shift): boolean =>
  checkIns.some(
    (c) =>
      c.kind === 'check_in' &&
      counts(c, false) &&
      c.receivedAt.getTime() >= shift.startAt.getTime() - EARLY_MS &&
      !absentOf(c).includes(person.name) &&
      (c.reporterId === person.id || personsOf(c).includes(person.name)),
  )

/** Who is said in a check-in not to have come. */
export const absentOf = (c: Pick<Rec, 'fields'>): string[] =>
  Array.isArray(c.fields.absent) ? (c.fields.absent as string[]) : []

export const personsOf = (c: Pick<Rec, 'fields'>): string[] =>
  Array.isArray(c.fields.persons) ? (c.fields.persons as string[]) : []
