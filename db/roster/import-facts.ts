/** Writes an imported roster: everything or nothing. */
import { sql } from 'drizzle-orm'
import type { Group, Person, Role } from '#domain/kernel/roster.ts'
import type { ChangeOf } from '#domain/roster/fact.ts'
import { insertRows } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'
import { chats, grids, groups, people, personRoles, places, shifts, station, villages, webMembers } from './tables.ts'

const ids = (list: { id: string }[]) => `{${list.map((x) => x.id).join(',')}}`

export async function writeImport(tx: Tx, { plan, prune }: ChangeOf<'roster.imported'>, now: Date): Promise<void> {
  const plain = (list: object[]) => list as Record<string, unknown>[]
  if (plan.station)
    await tx.insert(station).values(plan.station).onConflictDoUpdate({ target: station.stationId, set: plan.station })
  await insertRows(
    tx,
    villages,
    plain(plan.villages),
    sql`on conflict (station_id, code) do update set name = excluded.name, aliases = excluded.aliases`,
  )
  await insertRows(
    tx,
    grids,
    plain(plan.grids),
    sql`on conflict (station_id, id) do update set name = excluded.name, external_code = excluded.external_code`,
  )
  if (prune && plan.missing.length) {
    await tx.execute(sql`update people set active = false where id = any(${ids(plan.missing)}::uuid[])`)
    // their sessions end with them
    await tx.execute(
      sql`update web_sessions set revoked_at = ${now.toISOString()} where revoked_at is null and person_id = any(${ids(plan.missing)}::uuid[])`,
    )
  }
  await handOver(tx, plan.handed ?? [], now)
  await writePeople(tx, plan.people, now)
  await insertRows(
    tx,
    groups,
    plain(plan.groups),
    sql`on conflict (station_id, id) do update set name = excluded.name, kind = excluded.kind, villages = excluded.villages`,
  )
  await insertRows(
    tx,
    chats,
    plan.groups.map((g) => ({ channel: 'web', chat: `group:${g.id}`, kind: 'group', groupId: g.id, name: g.name })),
    sql`on conflict (station_id, channel, chat) do update set name = excluded.name, group_id = excluded.group_id, active = true`,
  )
  if (plan.people.length || plan.groups.length) await joinGroups(tx)
  await insertRows(
    tx,
    places,
    plain(plan.places),
    sql`on conflict (station_id, id) do update set grid_id = excluded.grid_id, owner_id = excluded.owner_id, lat = excluded.lat, lon = excluded.lon, households = excluded.households, people = excluded.people, note = excluded.note`,
  )
  if (plan.shiftSpan)
    await tx.execute(
      sql`delete from shifts where start_at between ${plan.shiftSpan.from.toISOString()} and ${plan.shiftSpan.to.toISOString()}`,
    )
  await insertRows(tx, shifts, plain(plan.shifts))
}

/**
 * Those whose phone is somebody else's now. Their accounts were let go with the import, and not by their holder, so they may be
 * looked up again; the number is free for whoever has it now.
 */
async function handOver(tx: Tx, handed: readonly { from: string }[], now: Date): Promise<void> {
  if (!handed.length) return
  const givers = `{${handed.map((h) => h.from).join(',')}}`
  await tx.execute(
    sql`update accounts set person_id = null, how = null where person_id = any(${givers}::uuid[]) and revoked_at = ${now.toISOString()}`,
  )
  await tx.execute(
    sql`update people set phone = null, phone_at = ${now.toISOString()} where id = any(${givers}::uuid[])`,
  )
}

async function writePeople(tx: Tx, list: Person[], now: Date): Promise<void> {
  if (!list.length) return
  const before = new Map(
    [
      ...(await tx.execute<{ id: string; phone: string | null }>(
        sql`select id, phone from people where id = any(${ids(list)}::uuid[])`,
      )),
    ].map((p) => [p.id, p.phone]),
  )
  const changed = list.filter((p) => before.has(p.id) && before.get(p.id) !== p.phone)
  // Two people may have swapped phones: no phone is taken while the new ones go in.
  await tx.execute(sql`update people set phone = null where id = any(${ids(list)}::uuid[])`)
  await insertRows(
    tx,
    people,
    list.map(({ roles: _, ...p }) => p),
    sql`on conflict (station_id, id) do update set name = excluded.name, phone = excluded.phone, active = excluded.active, on_leave_until = excluded.on_leave_until`,
  )
  await tx.execute(sql`update people set phone_at = ${now.toISOString()} where id = any(${ids(changed)}::uuid[])`)
  await tx.execute(sql`delete from person_roles where person_id = any(${ids(list)}::uuid[])`)
  await insertRows(
    tx,
    personRoles,
    list.flatMap((p) =>
      p.roles.map((r) => ({
        personId: p.id,
        role: r.role,
        villageCode: r.villageCode ?? null,
        gridId: r.gridId ?? null,
      })),
    ),
  )
}

const OFFICE: Role[] = ['duty_officer', 'duty_leader', 'station_staff', 'broadcaster']
const IN_VILLAGE: Role[] = ['info_officer', 'grid_member', 'forest_ranger', 'unit_contact']

/** Who belongs to a group of each kind: holders of these roles anywhere, and of those in the group's villages. */
const MEMBERS: Record<Group['kind'], { anywhere: Role[]; there: Role[] }> = {
  village: { anywhere: ['duty_officer'], there: IN_VILLAGE },
  grid: { anywhere: ['duty_officer'], there: IN_VILLAGE },
  duty: { anywhere: OFFICE, there: [] },
  leaders: { anywhere: ['duty_leader', 'town_leader'], there: [] },
  team: { anywhere: ['rescue_member', 'duty_officer', 'duty_leader'], there: [] },
  all: { anywhere: [...OFFICE, 'town_leader', 'info_officer'], there: [] },
}

/** Adds to every group's web chat whoever belongs there by role; nobody is put out. */
async function joinGroups(tx: Tx): Promise<void> {
  const roles = (list: Role[]) => `{${list.join(',')}}`
  for (const [kind, { anywhere, there }] of Object.entries(MEMBERS))
    await tx.execute(sql`insert into ${webMembers} (chat, person_id) select distinct 'group:' || g.id, p.id from groups g join person_roles r
      on r.role = any(${roles(anywhere)}::text[]) or (r.role = any(${roles(there)}::text[]) and (r.village_code = any(g.villages) or g.villages = '{}'))
      join people p on p.id = r.person_id and p.active where g.kind = ${kind} on conflict do nothing`)
}
