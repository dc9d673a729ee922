/** Who answers for a warning's area, where each of them is told, and who is asked to reach whoever cannot be. */
import { accountKey, type Person, type Place, type Role, type RoleHeld } from '../kernel/roster.ts'
import { type DecisionContext, officers } from '../kernel/situation.ts'
import { isWhole, type Obligation, type Point, type Warning } from './warning.ts'

/** Who answers for a place by role; a person with several is asked once. */
const RESPONSIBLE: Role[] = ['info_officer', 'grid_member', 'forest_ranger']

type Area = Pick<Warning, 'villages' | 'area'>

/** The risk places inside an area: of its villages and grids, named themselves, or standing in one of its polygons. */
export function placesIn(g: Pick<DecisionContext, 'roster'>, { villages, area }: Area): Place[] {
  const whole = isWhole({ villages, area })
  return g.roster.places.filter(
    (p) =>
      whole ||
      villages.includes(p.villageCode) ||
      (!!p.gridId && area.grids.includes(p.gridId)) ||
      area.places.includes(p.id) ||
      (typeof p.lat === 'number' &&
        typeof p.lon === 'number' &&
        area.polygons.some((corners) => inside([p.lat!, p.lon!], corners))),
  )
}

/** Whether a point lies in a polygon (even-odd rule: a ray from it crosses the border an odd number of times). */
export const inside = ([lat, lon]: Point, corners: readonly Point[]): boolean =>
  corners.reduce((within, [aLat, aLon], i) => {
    const [bLat, bLon] = corners[(i + corners.length - 1) % corners.length]!
    const crosses = aLat > lat !== bLat > lat && lon < ((bLon - aLon) * (lat - aLat)) / (bLat - aLat) + aLon
    return crosses ? !within : within
  }, false)

/**
 * The audience, resolved as of now and kept with each obligation: everybody whose role answers for a village or grid of the
 * area, and the owners of its risk places. Whoever is on leave or has no account is in it too, to be reached otherwise.
 */
export function audience(g: DecisionContext, w: Pick<Warning, 'id' | 'villages' | 'area'>): Obligation[] {
  const places = placesIn(g, w)
  const grids = new Set([...w.area.grids, ...places.flatMap((p) => (p.gridId ? [p.gridId] : []))])
  // a part of a village concerns those of that grid and the village's information officer, not everybody in the village
  const parts = new Set([
    ...g.roster.grids.filter((x) => grids.has(x.id)).map((x) => x.villageCode),
    ...places.map((p) => p.villageCode),
  ])
  const whole = isWhole(w)
  const answers = (held: RoleHeld) =>
    (w.area.team && held.role === 'rescue_member') ||
    (RESPONSIBLE.includes(held.role) &&
      (whole ||
        (held.villageCode
          ? w.villages.includes(held.villageCode) ||
            (held.role === 'info_officer' ? parts.has(held.villageCode) : !!held.gridId && grids.has(held.gridId))
          : !w.area.team)))
  const owned = new Map<string, Place[]>()
  for (const p of places) if (p.ownerId) owned.set(p.ownerId, [...(owned.get(p.ownerId) ?? []), p])
  return [...g.roster.people.values()].flatMap((person): Obligation[] => {
    const held = person.roles.find(answers)
    const own = owned.get(person.id) ?? []
    if (!person.active || !(held || own.length)) return []
    const villageCode = (held ? held.villageCode : own[0]!.villageCode) ?? null
    const gridId = (held ? held.gridId : own[0]!.gridId) ?? null
    return [
      {
        id: g.newId(),
        warningId: w.id,
        personId: person.id,
        name: person.name,
        villageCode,
        village: g.roster.villages.find((v) => v.code === villageCode)?.name ?? null,
        gridId,
        grid: g.roster.grids.find((x) => x.id === gridId)?.name ?? null,
        role: held?.role ?? 'place_owner',
        places: own.map((p) => p.name),
        channel: null,
        chat: null,
        account: null,
        step: 0,
        reach: reachOf(g, person),
        contactId: null,
        answeredAt: null,
        answer: null,
        answeredHow: null,
        actedAt: null,
        actedRecordId: null,
        endedAt: null,
      },
    ]
  })
}

const reachOf = (g: DecisionContext, person: Person): Obligation['reach'] =>
  onLeave(g, person) ? 'on_leave' : g.roster.reach.get(person.id)?.length ? 'ok' : 'unbound'

const onLeave = (g: DecisionContext, person: Person) => !!person.onLeaveUntil && person.onLeaveUntil > g.now

export interface GroupChat {
  channel: string
  chat: string
  villages: string[]
  name: string
  kind: string
  groupId: string
}

/** The villages that an area lies in or touches; 'all' = the whole township. Empty where a drawn area holds no known place. */
export const villagesOf = (g: Pick<DecisionContext, 'roster'>, w: Area): string[] | 'all' =>
  isWhole(w)
    ? 'all'
    : [
        ...new Set([
          ...w.villages,
          ...g.roster.grids.filter((x) => w.area.grids.includes(x.id)).map((x) => x.villageCode),
          ...placesIn(g, w).map((p) => p.villageCode),
        ]),
      ]

/** The chats of a warning's area: every active group chat of a village or grid group that touches it, or the team's own. */
export function chatsOf(g: DecisionContext, w: Area): GroupChat[] {
  const touched = villagesOf(g, w)
  const whole = touched === 'all'
  const villages = new Set(whole ? [] : touched)
  const groups = new Map(g.roster.groups.map((group) => [group.id, group]))
  return g.roster.chats.flatMap((c) => {
    const group = c.active && c.kind === 'group' && c.groupId ? groups.get(c.groupId) : undefined
    const touches = whole || (!group?.villages.length && !w.area.team) || group?.villages.some((v) => villages.has(v))
    const told = group?.kind === 'team' ? w.area.team : touches && (group?.kind === 'village' || group?.kind === 'grid')
    return group && told
      ? [
          {
            channel: c.channel,
            chat: c.chat,
            villages: group.villages,
            name: group.name,
            kind: group.kind,
            groupId: group.id,
          },
        ]
      : []
  })
}

/**
 * Where everybody is told, each person once: by an @ in one group of theirs, else privately.
 * A group that talks on several channels hears it on each, except where everybody in the chat is known to be told elsewhere:
 * a chat of people that nobody has bound yet must hear it too.
 */
export function assignDelivery(
  g: DecisionContext,
  touched: GroupChat[],
  obligations: Obligation[],
): { recipients: Obligation[]; chats: GroupChat[] } {
  const all = withoutNestedGroups(g, touched)
  const { byAccount, byVillage } = whereabouts(g, all)
  const recipients = obligations.map((o) => {
    if (o.reach !== 'ok') return o
    const accounts = g.roster.reach.get(o.personId) ?? []
    for (const { channel, account } of accounts) {
      const near = [
        ...(byAccount.get(accountKey(channel, account)) ?? []),
        ...(byVillage.get(accountKey(channel, o.villageCode ?? '')) ?? []),
      ]
      const [chat] = near.sort((a, b) => nearness(b, o) - nearness(a, o))
      if (chat) return { ...o, channel, chat: chat.chat, account }
    }
    const [first] = accounts
    return first ? { ...o, channel: first.channel, chat: null, account: first.account } : o
  })
  const key = (c: { channel: string | null; chat: string | null }) => `${c.channel} ${c.chat}`
  const needed = new Set(recipients.map(key))
  const hears = new Set(recipients.flatMap((o) => (o.channel ? [o.personId] : [])))
  const allHear = (c: GroupChat) => {
    const members = g.roster.members.get(accountKey(c.channel, c.chat))
    return (
      !!members?.size &&
      [...members].every((account) => hears.has(g.roster.accounts.get(accountKey(c.channel, account))?.personId ?? ''))
    )
  }
  const heard = new Set<string>()
  const chats = [...all]
    .sort((a, b) => Number(needed.has(key(b))) - Number(needed.has(key(a))))
    .filter((c) => {
      if (heard.has(c.groupId) && !needed.has(key(c)) && allHear(c)) return false
      heard.add(c.groupId)
      return true
    })
  return { recipients, chats }
}

/** Leaves out a grid's group all of whose members are in a group of its village: they hear it there. */
function withoutNestedGroups(g: DecisionContext, all: GroupChat[]): GroupChat[] {
  const members = (c: GroupChat) => g.roster.members.get(accountKey(c.channel, c.chat))
  const villages = all.filter((c) => c.kind === 'village')
  return all.filter((c) => {
    const own = c.kind === 'grid' ? members(c) : undefined
    return (
      !own ||
      !villages.some((v) => {
        const theirs = members(v)
        return (
          v.channel === c.channel &&
          c.villages.every((code) => v.villages.includes(code)) &&
          !!theirs &&
          [...own].every((account) => theirs.has(account))
        )
      })
    )
  })
}

/** The chats that an account is known to be in; where nobody knows who is in a chat, everybody of its villages is taken to be. */
function whereabouts(g: DecisionContext, all: GroupChat[]) {
  const byAccount = new Map<string, GroupChat[]>()
  const byVillage = new Map<string, GroupChat[]>()
  const put = (map: Map<string, GroupChat[]>, key: string, c: GroupChat) => map.set(key, [...(map.get(key) ?? []), c])
  for (const c of all) {
    const members = g.roster.members.get(accountKey(c.channel, c.chat))
    if (members) for (const account of members) put(byAccount, accountKey(c.channel, account), c)
    else for (const v of c.villages) put(byVillage, accountKey(c.channel, v), c)
  }
  return { byAccount, byVillage }
}

/** A group of one's own grid before the village's, the village's before one of several villages. */
const nearness = (c: GroupChat, o: Obligation) =>
  (c.kind === 'grid' && o.grid && c.name.includes(o.grid) ? 4 : 0) +
  (c.kind === 'village' ? 2 : 0) -
  c.villages.length / 1000

/**
 * Whom to ask to reach each silent person: somebody who is not silent themselves, as near as there is. First another
 * responsible person of the grid, then of the village, then the village's information officer, its other contacts, and at
 * last the duty officer.
 * @param silent the obligations whose people are to be reached.
 * @param lost people whom no message reaches.
 */
export function contactsFor(
  g: DecisionContext,
  obligations: Obligation[],
  silent: Obligation[],
  lost: ReadonlySet<string> = new Set(),
): Map<Obligation, Person[]> {
  const quiet = new Set([...silent.map((o) => o.personId), ...lost])
  const speaking = (p: Person | undefined): p is Person =>
    !!p?.active && !quiet.has(p.id) && !onLeave(g, p) && !!g.roster.reach.get(p.id)?.length
  // whoever answered first is the likeliest to pick up
  const others = [...obligations]
    .filter((o) => !quiet.has(o.personId))
    .sort((a, b) => (a.answeredAt?.getTime() ?? Infinity) - (b.answeredAt?.getTime() ?? Infinity))
  const inGrid = firstBy(others, (o) => o.gridId)
  const inVillage = firstBy(others, (o) => o.villageCode)
  const holders = [...g.roster.people.values()].filter(speaking)
  const officersOf = firstHolding(holders, ['info_officer'])
  const contactsOf = firstHolding(holders, ['unit_contact', 'grid_member', 'forest_ranger'])
  const duty = officers(g).filter((p) => !quiet.has(p.id))
  return new Map(
    silent.map((o) => {
      const responsible = inGrid.get(o.gridId ?? '') ?? inVillage.get(o.villageCode ?? '')
      const near =
        (responsible && g.roster.people.get(responsible.personId)) ??
        officersOf.get(o.villageCode ?? '') ??
        contactsOf.get(o.villageCode ?? '')
      return [o, near ? [near] : duty] as const
    }),
  )

  /** The first of each grid or village that can be reached. */
  function firstBy(list: Obligation[], key: (o: Obligation) => string | null): Map<string, Obligation> {
    const first = new Map<string, Obligation>()
    for (const o of list) {
      const k = key(o)
      if (k && !first.has(k) && speaking(g.roster.people.get(o.personId))) first.set(k, o)
    }
    return first
  }

  function firstHolding(list: Person[], roles: Role[]): Map<string, Person> {
    const first = new Map<string, Person>()
    for (const p of list)
      for (const held of p.roles)
        if (held.villageCode && roles.includes(held.role) && !first.has(held.villageCode))
          first.set(held.villageCode, p)
    return first
  }
}
