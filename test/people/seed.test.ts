import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Database } from '#db/engine/client.ts'
import { createRosterCache, loadRoster } from '#db/roster/snapshot.ts'
import { seedDemo } from '#db/seed.ts'
import { hasRole, onDuty, RISK_KINDS, type Roster } from '#domain/kernel/roster.ts'
import { DEFAULTS } from '#domain/settings.ts'
import { SEEDED_AT } from '../world/clock.ts'
import { freshDatabase } from '../world/database.ts'

let database: Database
let drop: () => Promise<void>
let roster: Roster
let took: number
beforeAll(async () => {
  const fresh = await freshDatabase('empty')
  drop = fresh.drop
  database = connect(fresh.url, { max: 2 })
  await database.sql`select 1`
  const from = performance.now()
  expect(await seedDemo(database.db, SEEDED_AT)).toBe(true)
  took = performance.now() - from
  roster = await loadRoster(database.db, SEEDED_AT)
})
afterAll(async () => {
  await database.close()
  await drop()
})
const everyone = () => [...roster.people.values()]

test('a township: villages, grids, people, groups, places of all kinds', () => {
  expect(roster.villages).toHaveLength(12)
  expect(roster.grids.length).toBeGreaterThanOrEqual(60)
  expect(everyone()).toHaveLength(150)
  expect(new Set(everyone().map((p) => p.phone)).size).toBe(150)
  expect(new Set(everyone().map((p) => p.name)).size).toBe(150)
  expect(everyone().every((p) => /^1380000\d{4}$/.test(p.phone!))).toBe(true)
  expect(new Set(roster.places.map((p) => p.kind))).toEqual(new Set(RISK_KINDS))
  expect(roster.places.every((p) => p.ownerId && roster.people.has(p.ownerId))).toBe(true)
})

test('every village has an information officer, a member in every grid and a group that is a chat', () => {
  for (const v of roster.villages) {
    expect(
      everyone().filter((p) => p.roles.some((r) => r.role === 'info_officer' && r.villageCode === v.code)).length,
      v.name,
    ).toBeGreaterThanOrEqual(1)
    expect(
      roster.groups.filter(
        (g) => g.kind === 'village' && g.villages.includes(v.code) && roster.chats.some((c) => c.groupId === g.id),
      ),
      v.name,
    ).toHaveLength(1)
  }
  for (const g of roster.grids)
    expect(
      everyone().some((p) => p.roles.some((r) => r.gridId === g.id)),
      g.name,
    ).toBe(true)
})

test('the station meets its numbers: posts, rescue team, leaders, an admin, everybody reachable', () => {
  expect(everyone().filter((p) => hasRole(p, 'rescue_member')).length).toBeGreaterThanOrEqual(
    DEFAULTS.thresholds.rescue_team,
  )
  expect(everyone().filter((p) => hasRole(p, 'station_staff')).length).toBeGreaterThanOrEqual(DEFAULTS.thresholds.posts)
  for (const role of ['town_leader', 'duty_leader', 'broadcaster', 'unit_contact', 'admin'] as const)
    expect(
      everyone().some((p) => hasRole(p, role)),
      role,
    ).toBe(true)
  expect(roster.reach.size).toBe(150)
})

test('the duty sheet has no gap: every line, an officer and a leader, every hour from yesterday to a fortnight on', async () => {
  const shifts = await database.db.execute<{
    person_id: string
    post: 'officer' | 'leader'
    lines: string[]
    start_at: string
    end_at: string
  }>(sql`select * from shifts`)
  const sheet: Roster = {
    ...roster,
    shifts: [...shifts].map((s) => ({
      id: '',
      personId: s.person_id,
      post: s.post,
      lines: s.lines,
      startAt: new Date(s.start_at),
      endAt: new Date(s.end_at),
    })),
  }
  for (let hour = -24; hour < 14 * 24; hour++) {
    const at = new Date(SEEDED_AT.getTime() + hour * 3600_000)
    expect(new Set(onDuty(sheet, at, 'officer').flatMap((d) => d.shift.lines)), at.toISOString()).toEqual(
      new Set(DEFAULTS.duty_lines),
    )
    expect(onDuty(sheet, at, 'leader'), at.toISOString()).toHaveLength(1)
  }
})

test('it comes once, into an empty database only, and the same each time', async () => {
  expect(await seedDemo(database.db, SEEDED_AT)).toBe(false)
  const other = await freshDatabase('demo')
  const again = connect(other.url, { max: 1 })
  expect([...(await loadRoster(again.db, SEEDED_AT)).people.keys()].sort()).toEqual([...roster.people.keys()].sort())
  await again.close()
  await other.drop()
  expect(took).toBeLessThan(1_000)
})

test('numbers go on where the seed left them', async () => {
  const rows = await database.db.execute<{ name: string; n: number; most: number }>(
    sql`select c.name, c.n, (select count(*)::int from records r where r.no like c.name || '-%') most from counters c`,
  )
  for (const r of rows) expect(r.n, r.name).toBe(r.most)
})

test('the cache reads again only when the roster is a version newer', async () => {
  const cache = createRosterCache(database.db)
  const first = await cache.get(SEEDED_AT)
  expect(await cache.get(SEEDED_AT)).toBe(first)
  await database.db.execute(sql`update station set version = version + 1`)
  const second = await cache.get(SEEDED_AT)
  expect(second).not.toBe(first)
  expect(await cache.get(new Date(SEEDED_AT.getTime() + 11 * 60_000))).not.toBe(second)
})
