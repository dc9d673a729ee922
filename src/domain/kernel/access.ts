/** Who may do what: the roles that API tokens have, the people a warning's pages are for, and what is kept from most eyes. */
import { hasRole, onDuty, type Person, type Role, type Roster } from './roster.ts'

export const TOKEN_ROLES = {
  admin: '管理员',
  officer: '值班员',
  leader: '领导',
  reader: '只读',
  /** A weather service's or county platform's feed: it brings warnings in and sees what became of them. */
  feeder: '预警送入',
  /** A wall screen: it shows how a warning stands, and nobody signs in on it. */
  wall: '大屏',
} as const
export type TokenRole = keyof typeof TOKEN_ROLES

/** What an API token may do, by the name that a route asks for; the admin may everything. */
interface ScopeRow {
  words: string
  roles: readonly Exclude<TokenRole, 'admin'>[]
}
/** The rows of a room. */
export type Access = Readonly<Record<string, ScopeRow>>

export const KERNEL_ACCESS = {
  'outbox:read': { words: '读取发件情况', roles: ['officer', 'leader'] },
  'ledger:read': { words: '读取台账', roles: ['officer', 'leader'] },
  'health:read': { words: '读取运行状况和指标', roles: ['officer', 'leader', 'reader'] },
  'settings:read': { words: '读取设置', roles: ['officer', 'leader'] },
  'settings:write': { words: '修改设置', roles: [] },
} as const satisfies Access

export const isTokenRole = (role: string): role is TokenRole => Object.hasOwn(TOKEN_ROLES, role)

/** Who asks through the API. */
export interface Caller {
  /** The token's row, or `env` for the one from the environment. */
  id: string
  name: string
  role: TokenRole
}

/**
 * What is kept from most eyes, whatever list, file, page or history it stands in: sensitive matter (the duty officer's alone),
 * a drill that nobody was told of until it is on, and whole numbers of people, whose every reading the ledger notes.
 */
export interface Sight {
  restricted: boolean
  unannounced: boolean
  phones: boolean
}

/** Whoever works at the station's own machine. */
export const SEES_ALL: Sight = { restricted: true, unannounced: true, phones: true }

/** Who may hold a drill that nobody was told of beforehand, and so sees one that is prepared. */
export const SURPRISERS: Role[] = ['duty_leader', 'town_leader', 'admin']

/** The same for whoever opens a page; nobody = a wall. */
export const sightOfPerson = (person: Person | undefined): Sight => ({
  restricted: hasRole(person, ...CALLERS),
  unannounced: hasRole(person, ...SURPRISERS),
  phones: hasRole(person, ...CALLERS),
})

/** Who acts on what others report. */
export const OFFICERS: Role[] = ['duty_officer', 'duty_leader', 'town_leader', 'station_staff', 'admin']
export const isOfficer = (person: Person | undefined): boolean => hasRole(person, ...OFFICERS)
/** Whose sign-in opens a warning's pages. */
export const WATCHERS: Role[] = [...OFFICERS, 'broadcaster']
/** Who makes the calls: they see whole numbers, which the ledger notes, and enter what came of each. */
const CALLERS: Role[] = ['duty_officer', 'duty_leader', 'admin']

const onDutyNow = (roster: Roster, person: Person, now: Date) =>
  onDuty(roster, now).some((d) => d.person.id === person.id)
export const mayWatch = (roster: Roster, person: Person, now: Date) =>
  hasRole(person, ...WATCHERS) || onDutyNow(roster, person, now)
export const mayCall = (roster: Roster, person: Person, now: Date) =>
  hasRole(person, ...CALLERS) || onDutyNow(roster, person, now)
