/** Who may change what a record says. Everybody else's words are kept beside it. */
import { isOfficer } from '../kernel/access.ts'
import type { Press } from '../kernel/press.ts'
import { hasRole, type Person, ROLES, type Role } from '../kernel/roster.ts'
import type { Rec } from './record.ts'

export const mayChange = (person: Person | undefined, record: Rec): boolean =>
  !!person && (person.id === record.reporterId || person.id === record.ownerId || isOfficer(person))

/** Whether somebody may do what a press does, pressed or said. */
export const mayPress = (
  person: Person,
  { roles, owner, reporter }: Pick<Press<never>, 'roles' | 'owner' | 'reporter'>,
  record: Rec | undefined,
): boolean =>
  !roles.length ||
  (!!owner && record?.ownerId === person.id) ||
  (!!reporter && record?.reporterId === person.id) ||
  hasRole(person, ...roles)

/** 值班员或带班领导; nobody in particular = 本人. */
export const whoMay = (roles: readonly Role[]): string =>
  roles
    .slice(0, 2)
    .map((r) => ROLES[r])
    .join('或') || '本人'
