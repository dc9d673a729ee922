/** What an API token may do: one table of roles, one list of scopes; and which people a warning's pages are for. */
import { hasRole, onDuty, type Person, type Role, type Roster } from './roster.ts'

export const SCOPES = {
  'records:read': '读取灾情、隐患、巡查、签到、转移记录',
  'restricted:read': '读取敏感事项',
  'roster:read': '读取人员、群组、网格、值班表（电话隐去中间四位）',
  'phones:read': '读取完整电话和账号',
  'accounts:write': '解除账号绑定',
  'warnings:read': '读取预警、演练和应答情况',
  'warnings:write': '送入预警',
  'drills:write': '发布演练',
  'drills:unannounced': '读取和发布双盲演练',
  'broadcasts:read': '读取应急广播的申请和播出情况',
  'broadcasts:write': '申请应急广播、要求停播',
  'answers:write': '代为登记应答',
  'summaries:read': '读取日报',
  'outbox:read': '读取发件情况',
  'ledger:read': '读取台账',
  'health:read': '读取运行状况和指标',
  'settings:read': '读取设置',
  'settings:write': '修改设置',
} as const
export type Scope = keyof typeof SCOPES

const READING: Scope[] = [
  'records:read',
  'roster:read',
  'warnings:read',
  'broadcasts:read',
  'summaries:read',
  'health:read',
]
const WATCHING: Scope[] = [...READING, 'outbox:read', 'ledger:read', 'settings:read']

export const TOKEN_ROLES = {
  admin: { noun: '管理员', scopes: Object.keys(SCOPES) as Scope[] },
  officer: {
    noun: '值班员',
    scopes: [...WATCHING, 'restricted:read', 'warnings:write', 'drills:write', 'broadcasts:write', 'answers:write'],
  },
  leader: { noun: '领导', scopes: WATCHING },
  reader: { noun: '只读', scopes: READING },
  /** A weather service's or county platform's feed: it brings warnings in and sees what became of them. */
  feeder: { noun: '预警送入', scopes: ['warnings:read', 'warnings:write'] },
  /** A wall screen: it shows how a warning stands, and nobody signs in on it. */
  wall: { noun: '大屏', scopes: ['warnings:read'] },
} as const satisfies Record<string, { noun: string; scopes: readonly Scope[] }>
export type TokenRole = keyof typeof TOKEN_ROLES

export const isTokenRole = (role: string): role is TokenRole => Object.hasOwn(TOKEN_ROLES, role)

/** Who asks through the API. */
export interface Caller {
  /** The token's row, or `env` for the one from the environment. */
  id: string
  name: string
  role: TokenRole
}

export const may = (caller: Caller, scope: Scope): boolean =>
  (TOKEN_ROLES[caller.role].scopes as readonly Scope[]).includes(scope)

/**
 * What is kept from most eyes, whatever list, file, page or history it stands in: sensitive matter (the duty officer's alone),
 * a drill that nobody was told of until it is on, and whole numbers of people, whose every reading the ledger notes.
 */
export interface Sight {
  restricted: boolean
  unannounced: boolean
  phones: boolean
}

export const sightOf = (caller: Caller): Sight => ({
  restricted: may(caller, 'restricted:read'),
  unannounced: may(caller, 'drills:unannounced'),
  phones: may(caller, 'phones:read'),
})

/** Whoever works at the station's own machine. */
export const SEES_ALL: Sight = { restricted: true, unannounced: true, phones: true }

/** Who may hold a drill that nobody was told of beforehand, and so sees one that is prepared. */
export const SURPRISERS: Role[] = ['duty_leader', 'town_leader', 'admin']

/** The same for whoever opens a page; nobody = a wall. */
export const sightOfPerson = (person: Person | undefined): Sight => ({
  restricted: hasRole(person, 'duty_officer', 'duty_leader', 'admin'),
  unannounced: hasRole(person, ...SURPRISERS),
  phones: hasRole(person, ...CALLERS),
})

/** Who acts on what others report. */
export const OFFICERS: Role[] = ['duty_officer', 'duty_leader', 'town_leader', 'station_staff', 'admin']
/** Whose sign-in opens a warning's pages. */
export const WATCHERS: Role[] = ['duty_officer', 'duty_leader', 'town_leader', 'station_staff', 'broadcaster', 'admin']
/** Who makes the calls: they see whole numbers, which the ledger notes, and enter what came of each. */
const CALLERS: Role[] = ['duty_officer', 'duty_leader', 'admin']

const onDutyNow = (roster: Roster, person: Person, now: Date) =>
  onDuty(roster, now).some((d) => d.person.id === person.id)
export const mayWatch = (roster: Roster, person: Person, now: Date) =>
  hasRole(person, ...WATCHERS) || onDutyNow(roster, person, now)
export const mayCall = (roster: Roster, person: Person, now: Date) =>
  hasRole(person, ...CALLERS) || onDutyNow(roster, person, now)
