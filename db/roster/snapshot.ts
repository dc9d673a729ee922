/** The roster as one snapshot, read again only when its version or the hour changes. */
import { and, gt, lt } from 'drizzle-orm'
import { accountKey, type Person, type Roster } from '#domain/kernel/roster.ts'
import type { Db } from '../engine/tx.ts'
import {
  accounts,
  chatMembers,
  chats,
  grids,
  groups,
  people,
  personRoles,
  places,
  shifts,
  station,
  villages,
  webMembers,
} from './tables.ts'

const DAY_MS = 24 * 3600_000

/** Everything in parallel; a township is some hundred rows a table. */
export async function loadRoster(db: Db, now: Date): Promise<Roster> {
  const [home, village, grid, place, person, role, group, chat, everyAccount, member, webMember, shift] =
    await Promise.all([
      db.select().from(station),
      db.select().from(villages).orderBy(villages.code),
      db.select().from(grids),
      db.select().from(places),
      db.select().from(people),
      db.select().from(personRoles),
      db.select().from(groups).orderBy(groups.name),
      db.select().from(chats),
      db.select().from(accounts),
      db.select().from(chatMembers),
      db.select().from(webMembers),
      db
        .select()
        .from(shifts)
        .where(
          and(
            gt(shifts.endAt, new Date(now.getTime() - DAY_MS)),
            lt(shifts.startAt, new Date(now.getTime() + 2 * DAY_MS)),
          ),
        ),
    ])
  // a revoked account is known, and nobody's
  const account = everyAccount.map((a) => (a.revokedAt ? { ...a, personId: null } : a))
  const byId = new Map<string, Person>(person.map(({ phoneAt: _, ...p }) => [p.id, { ...p, roles: [] }]))
  for (const { personId, ...held } of role) byId.get(personId)?.roles.push(held)
  const reach: Roster['reach'] = new Map()
  for (const a of account)
    if (a.personId && byId.get(a.personId)?.active)
      reach.set(a.personId, [...(reach.get(a.personId) ?? []), { channel: a.channel, account: a.account }])
  const members: Roster['members'] = new Map()
  const join = (channel: string, chat: string, account: string) => {
    const key = accountKey(channel, chat)
    if (!members.has(key)) members.set(key, new Set())
    members.get(key)!.add(account)
  }
  for (const m of member) join(m.channel, m.chat, m.account)
  // the web chat's account is the person's id
  for (const m of webMember) join('web', m.chat, m.personId)
  return {
    version: home[0]?.version ?? 0,
    station: { name: home[0]?.name ?? '应急管理站', township: home[0]?.township ?? '本镇', code: home[0]?.code ?? '' },
    villages: village,
    grids: grid,
    places: place,
    people: byId,
    groups: group,
    chats: chat,
    accounts: new Map(account.map((a) => [accountKey(a.channel, a.account), a])),
    reach,
    members,
    shifts: shift,
  }
}

const STALE_MS = 10 * 60_000

/** One small query each time; the whole only when somebody changed it, or the duty sheet's window has moved on. */
export function createRosterCache(db: Db): { get(now: Date): Promise<Roster> } {
  let held: { roster: Roster; at: number } | undefined
  return {
    async get(now) {
      const [row] = await db.select({ version: station.version }).from(station)
      if (!held || held.roster.version !== (row?.version ?? 0) || Math.abs(now.getTime() - held.at) > STALE_MS)
        held = { roster: await loadRoster(db, now), at: now.getTime() }
      return held.roster
    },
  }
}
