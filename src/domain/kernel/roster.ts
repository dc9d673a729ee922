/** The roster 花名册: who is who in the township, as one snapshot that decisions read. */

export const ROLES = {
  grid_member: '网格员',
  info_officer: '信息员',
  forest_ranger: '护林员',
  duty_officer: '值班员',
  duty_leader: '带班领导',
  town_leader: '镇领导',
  station_staff: '站内人员',
  broadcaster: '广播员',
  unit_contact: '责任单位联系人',
  rescue_member: '救援队员',
  inspector: '检查员',
  admin: '管理员',
} as const
export type Role = keyof typeof ROLES

/** The 17 kinds of risk place and key unit that grids answer for (station plan H2.6). */
export const RISK_KINDS = [
  '山洪灾害易发区',
  '地质灾害隐患点',
  '高陡边坡',
  '危旧房屋',
  '排水设施',
  '河道',
  '水库山塘',
  '堤防',
  '低洼易涝点',
  '旅游景区',
  '非景区景点',
  '农家乐',
  '学校',
  '卫生院',
  '避灾点',
  '道路桥梁',
  '在建工地',
] as const
/** What else is checked by a list and by plan (station plan H2.3, H6.2): units of production and trade, and open water. */
const UNIT_KINDS = ['生产企业', '危化烟花', '餐饮燃气', '集市商场', '养老机构', '经营性自建房', '水域'] as const
export const PLACE_KINDS = [...RISK_KINDS, ...UNIT_KINDS] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]

export interface Village {
  code: string
  name: string
  aliases: string[]
}
export interface Grid {
  id: string
  villageCode: string
  seq: number
  name: string
  externalCode?: string | null
}
export interface Place {
  id: string
  kind: PlaceKind
  name: string
  villageCode: string
  gridId?: string | null
  ownerId?: string | null
  lat?: number | null
  lon?: number | null
  households?: number | null
  people?: number | null
  note?: string | null
}
export interface Person {
  id: string
  name: string
  phone: string | null
  active: boolean
  onLeaveUntil?: Date | null
  roles: RoleHeld[]
}
/** A role may be tied to a village or a grid: 石岭村的信息员, 3 号网格的网格员. */
export interface RoleHeld {
  role: Role
  villageCode?: string | null
  gridId?: string | null
}
/** A work group of people; `villages` empty = the whole township. */
export interface Group {
  id: string
  name: string
  kind: 'grid' | 'village' | 'duty' | 'leaders' | 'team' | 'all'
  villages: string[]
}
/** Where a group talks: one chat on one channel. */
export interface ChatBinding {
  channel: string
  chat: string
  kind: 'group' | 'p2p'
  groupId: string | null
  name: string
  active: boolean
}
export interface AccountBinding {
  channel: string
  account: string
  personId: string | null
  name: string | null
  how?: 'mobile' | 'code' | 'picker' | 'officer' | 'seed' | null
  boundAt?: Date | null
}
/** One person's turn on duty for the named lines. */
export interface Shift {
  id: string
  personId: string
  post: 'officer' | 'leader'
  lines: string[]
  startAt: Date
  endAt: Date
}

export interface Roster {
  version: number
  station: { name: string; township: string; code: string }
  villages: Village[]
  grids: Grid[]
  places: Place[]
  people: Map<string, Person>
  groups: Group[]
  chats: ChatBinding[]
  /** Keyed `channel account`. */
  accounts: Map<string, AccountBinding>
  /** Accounts of each person, on channels that are on. */
  reach: Map<string, { channel: string; account: string }[]>
  /** Accounts in each group chat, keyed `channel chat`; a chat that is not there is one whose members are not known. */
  members: Map<string, Set<string>>
  /** Shifts from yesterday to the day after tomorrow. */
  shifts: Shift[]
}

export const accountKey = (channel: string, account: string) => `${channel} ${account}`

/** The person an account is bound to; undefined = a stranger, and so is whoever has left (停用). */
export function personOf(roster: Roster, channel: string, account: string): Person | undefined {
  const bound = roster.accounts.get(accountKey(channel, account))
  const person = bound?.personId ? roster.people.get(bound.personId) : undefined
  return person?.active ? person : undefined
}

/** The villages of a group that a chat is bound to; none where it is bound to none, or is no group. */
export const villagesOfChat = (
  { groups }: Pick<Roster, 'groups'>,
  chat: Pick<ChatBinding, 'groupId'> | undefined,
): readonly string[] => groups.find((g) => g.id === chat?.groupId)?.villages ?? []

/** The villages that somebody holds a role in, each once. */
export const villagesOfPerson = (person: Person | undefined): string[] => [
  ...new Set(person?.roles.flatMap((r) => r.villageCode ?? []) ?? []),
]

/** The villages that words are of which name none: the chat's, else those of whoever says them. */
export function villagesAround(heard: {
  roster: Roster
  chat?: Pick<ChatBinding, 'groupId'>
  person?: Person
}): readonly string[] {
  const here = villagesOfChat(heard.roster, heard.chat)
  return here.length ? here : villagesOfPerson(heard.person)
}

export const hasRole = (person: Person | undefined, ...roles: Role[]) =>
  !!person && person.roles.some((held) => roles.includes(held.role))

/** Who is on duty at a moment, by post. */
export function onDuty(roster: Roster, at: Date, post?: Shift['post']): { person: Person; shift: Shift }[] {
  return roster.shifts
    .filter((s) => s.startAt <= at && at < s.endAt && (!post || s.post === post))
    .flatMap((shift) => {
      const person = roster.people.get(shift.personId)
      return person?.active ? [{ person, shift }] : []
    })
}

/** 13812345678 → 138****5678; anything else keeps its last four at most. Used wherever a number leaves the database. */
export function maskPhone(phone: string | null | undefined): string {
  if (!phone) return ''
  return phone.length >= 11 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : `****${phone.slice(-4)}`
}
