/** Who may change what a record says. Everybody else's words are kept beside it. */
import { isOfficer } from '../kernel/access.ts'
import type { Person } from '../kernel/roster.ts'
import type { Rec } from './record.ts'

export const mayChange = (person: Person | undefined, record: Rec): boolean =>
  !!person && (person.id === record.reporterId || person.id === record.ownerId || isOfficer(person))
