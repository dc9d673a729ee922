/** The registry of permissions: one line a noun, which says so where it has none of its own. Routes ask for a scope by its name. */
import { BROADCAST_ACCESS } from './broadcast/access.ts'
import { EQUIPMENT_ACCESS } from './equipment/access.ts'
import { INSTRUCTION_ACCESS } from './instruction/access.ts'
import { type Access, type Caller, KERNEL_ACCESS, type Sight, type TokenRole } from './kernel/access.ts'
import type { NounName } from './nouns.ts'
import { RECORD_ACCESS } from './record/access.ts'
import { ROSTER_ACCESS } from './roster/access.ts'
import { SUMMARY_ACCESS } from './summary/access.ts'
import { WARNING_ACCESS } from './warning/access.ts'

/** What it shows and takes is asked for as a record. */
const AS_RECORDS = {}

const ROWS = {
  kernel: KERNEL_ACCESS,
  record: RECORD_ACCESS,
  roster: ROSTER_ACCESS,
  warning: WARNING_ACCESS,
  broadcast: BROADCAST_ACCESS,
  equipment: EQUIPMENT_ACCESS,
  summary: SUMMARY_ACCESS,
  duty: AS_RECORDS,
  report: AS_RECORDS,
  hazard: AS_RECORDS,
  patrol: AS_RECORDS,
  evacuation: AS_RECORDS,
  shelter: AS_RECORDS,
  callout: AS_RECORDS,
  supplies: AS_RECORDS,
  inspection: AS_RECORDS,
  activity: AS_RECORDS,
  instruction: INSTRUCTION_ACCESS,
} satisfies Record<NounName | 'kernel', Access>

type ScopesOf<R> = Extract<{ [N in keyof R]: keyof R[N] }[keyof R], string>
export type Scope = ScopesOf<typeof ROWS>

export const SCOPES: Readonly<Record<Scope, Access[string]>> = Object.assign({}, ...Object.values<Access>(ROWS))

export const scopesOf = (role: TokenRole): Scope[] =>
  (Object.keys(SCOPES) as Scope[]).filter((s) => role === 'admin' || SCOPES[s].roles.includes(role))

export const may = (caller: Caller, scope: Scope): boolean => scopesOf(caller.role).includes(scope)

export const sightOf = (caller: Caller): Sight => ({
  restricted: may(caller, 'restricted:read'),
  unannounced: may(caller, 'drills:unannounced'),
  phones: may(caller, 'phones:read'),
})
