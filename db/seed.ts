/** The demo station 青溪镇: rich enough to try everything; every name, number and place is invented. */
import { lock } from './engine/locks.ts'
import { insertRows } from './engine/rows.ts'
import type { Db } from './engine/tx.ts'
import {
  accounts,
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
} from './roster/tables.ts'
import { seedRecords } from './seed/history.ts'
import { buildTown, dutySheet, TOWN, VILLAGES, villageCode } from './seed/town.ts'

/** @returns false when the database already has a station; nothing is touched then. */
export async function seedDemo(db: Db, now: Date, tz = 'Asia/Shanghai'): Promise<boolean> {
  return db.transaction(async (tx) => {
    await lock(tx, 'seed')
    if ((await tx.select({ name: station.name }).from(station)).length) return false
    const town = buildTown()
    await insertRows(tx, station, [
      { name: '青溪镇标准化应急管理站', township: '青溪镇', code: `${TOWN}000`, version: 1 },
    ])
    await insertRows(
      tx,
      villages,
      VILLAGES.map((name, i) => ({ code: villageCode(i), name, aliases: [name.replace(/村|社区/, '')] })),
    )
    await insertRows(tx, grids, town.grids)
    await insertRows(
      tx,
      people,
      town.people.map(({ roles: _, ...p }) => ({ ...p, active: true })),
    )
    await insertRows(
      tx,
      personRoles,
      town.people.flatMap((p) =>
        p.roles.map((r) => ({
          personId: p.id,
          role: r.role,
          villageCode: r.village === undefined ? null : villageCode(r.village),
          gridId: r.grid ?? null,
        })),
      ),
    )
    await insertRows(tx, places, town.places)
    await insertRows(
      tx,
      groups,
      town.groups.map(({ members: _, ...g }) => g),
    )
    await insertRows(tx, chats, [
      ...town.groups.map((g) => ({
        channel: 'web',
        chat: `group:${g.id}`,
        kind: 'group',
        groupId: g.id,
        name: g.name,
        active: true,
      })),
      ...town.people.map((p) => ({
        channel: 'web',
        chat: `p2p:${p.id}`,
        kind: 'p2p',
        groupId: null,
        name: '安安',
        active: true,
      })),
    ])
    await insertRows(
      tx,
      webMembers,
      town.groups.flatMap((g) => g.members.map((personId) => ({ chat: `group:${g.id}`, personId }))),
    )
    await insertRows(
      tx,
      accounts,
      town.people.map((p) => ({
        channel: 'web',
        account: p.id,
        personId: p.id,
        name: p.name,
        how: 'seed',
        boundAt: now,
      })),
    )
    await insertRows(tx, shifts, dutySheet(town.people, now, tz))
    await seedRecords(tx as never, town.people, now, tz)
    return true
  })
}
