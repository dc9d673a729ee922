import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Person, Role, Roster } from '#domain/kernel/roster.ts'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import { DEFAULTS } from '#domain/settings.ts'
import { assignDelivery, audience, chatsOf, contactsFor, inside } from '#domain/warning/audience.ts'
import { RESULTS, tellsOfCall } from '#domain/warning/call.ts'
import { NO_PARTS, type Obligation } from '#domain/warning/warning.ts'

const NOW = new Date('2026-11-24T02:00:00Z')
const VILLAGES = ['a', 'b', 'c'].map((code) => ({ code, name: `${code}村`, aliases: [] }))

/** Any township: people with some roles and accounts, groups that overlap, chats on two channels. */
const township = fc
  .record({
    people: fc.array(
      fc.record({
        roles: fc.array(
          fc.record({
            role: fc.constantFrom<Role>(
              'grid_member',
              'info_officer',
              'forest_ranger',
              'unit_contact',
              'duty_officer',
              'town_leader',
            ),
            villageCode: fc.constantFrom('a', 'b', 'c'),
          }),
          { minLength: 1, maxLength: 3 },
        ),
        on: fc.subarray(['web', 'feishu']),
        away: fc.boolean(),
        active: fc.boolean(),
      }),
      { maxLength: 25 },
    ),
    groups: fc.array(
      fc.record({
        kind: fc.constantFrom<'grid' | 'village' | 'team'>('grid', 'village', 'team'),
        villages: fc.subarray(['a', 'b', 'c']),
        on: fc.subarray(['web', 'feishu']),
        known: fc.option(fc.array(fc.nat({ max: 24 }))),
      }),
      { maxLength: 8 },
    ),
    area: fc.subarray(['a', 'b', 'c']),
  })
  .map(({ people, groups, area }) => {
    const all: Person[] = people.map((p, i) => ({
      id: `p${i}`,
      name: `人${i}`,
      phone: null,
      active: p.active,
      onLeaveUntil: p.away ? new Date('2026-12-01') : null,
      roles: p.roles,
    }))
    const roster: Roster = {
      version: 1,
      station: { name: '站', township: '镇', code: '1' },
      villages: VILLAGES,
      grids: [],
      places: [],
      people: new Map(all.map((p) => [p.id, p])),
      groups: groups.map((g, i) => ({ id: `g${i}`, name: `群${i}`, kind: g.kind, villages: g.villages })),
      chats: groups.flatMap((g, i) =>
        g.on.map((channel) => ({
          channel,
          chat: `${channel}-${i}`,
          kind: 'group' as const,
          groupId: `g${i}`,
          name: `群${i}`,
          active: true,
        })),
      ),
      accounts: new Map(),
      reach: new Map(
        people.flatMap((p, i) =>
          p.on.length && p.active
            ? [[`p${i}`, p.on.map((channel) => ({ channel, account: `${channel}:${i}` }))] as const]
            : [],
        ),
      ),
      members: new Map(
        groups.flatMap((g, i) =>
          g.known
            ? g.on.map(
                (channel) => [`${channel} ${channel}-${i}`, new Set(g.known!.map((n) => `${channel}:${n}`))] as const,
              )
            : [],
        ),
      ),
      shifts: [],
    }
    let n = 0
    const g: DecisionContext = {
      now: NOW,
      tz: 'Asia/Shanghai',
      roster,
      settings: DEFAULTS,
      channels: ['web'],
      newId: () => `id${++n}`,
      newNo: (p) => p,
      hashOf: (t) => t,
    }
    return { g, warning: { id: 'w', villages: area, area: NO_PARTS } }
  })

describe('in any township', () => {
  test('everybody responsible is asked once and told in one place at most; whoever can be told is told', () => {
    fc.assert(
      fc.property(township, ({ g, warning }) => {
        const asked = audience(g, warning)
        const { recipients, chats } = assignDelivery(g, chatsOf(g, warning), asked)
        expect(new Set(recipients.map((o) => o.personId)).size).toBe(recipients.length)
        for (const o of recipients) {
          expect(!!o.account).toBe(o.reach === 'ok')
          // whoever is told in a group is told in one that the warning is posted to
          if (o.chat) expect(chats.some((c) => c.channel === o.channel && c.chat === o.chat)).toBe(true)
          // and in none that they are known not to be in
          const members = g.roster.members.get(`${o.channel} ${o.chat}`)
          if (o.chat && members) expect(members.has(o.account!)).toBe(true)
        }
        // nobody hears it in the grid's group and in the village's as well, where one lies within the other
        for (const a of chats.filter((c) => c.kind === 'grid' && c.villages.length))
          for (const b of chats.filter((c) => c.kind === 'village' && c.channel === a.channel)) {
            const [own, theirs] = [a, b].map((c) => g.roster.members.get(`${c.channel} ${c.chat}`))
            const within =
              own && theirs && [...own].every((x) => theirs.has(x)) && a.villages.every((v) => b.villages.includes(v))
            expect(!!within).toBe(false)
          }
        // no chat hears it twice
        expect(new Set(chats.map((c) => `${c.channel} ${c.chat}`)).size).toBe(chats.length)
      }),
    )
  })

  test('the next contact of a silent person can be reached, is not silent, and is not that person', () => {
    fc.assert(
      fc.property(township, fc.array(fc.nat(), { maxLength: 25 }), ({ g, warning }, picks) => {
        const asked = audience(g, warning)
        const silent = asked.filter((_, i) => picks.includes(i))
        const quiet = new Set(silent.map((o) => o.personId))
        for (const [o, people] of contactsFor(g, asked, silent))
          for (const p of people) {
            expect(p.id).not.toBe(o.personId)
            expect(quiet.has(p.id)).toBe(false)
            expect(p.active).toBe(true)
          }
      }),
    )
  })
})

test('a point is inside a rectangle exactly where its bounds say so, in either direction of its corners', () => {
  const coordinate = fc.double({ min: -80, max: 80, noNaN: true })
  fc.assert(
    fc.property(coordinate, coordinate, coordinate, coordinate, coordinate, coordinate, (a, b, c, e, lat, lon) => {
      const [south, north, west, east] = [Math.min(a, b), Math.max(a, b), Math.min(c, e), Math.max(c, e)]
      fc.pre(south < north && west < east && ![south, north].includes(lat) && ![west, east].includes(lon))
      const corners = [
        [south, west],
        [south, east],
        [north, east],
        [north, west],
      ] as const
      const expected = lat > south && lat < north && lon > west && lon < east
      expect(inside([lat, lon], corners)).toBe(expected)
      expect(inside([lat, lon], [...corners].reverse())).toBe(expected)
      // a ring closed as CAP closes it is the same ring
      expect(inside([lat, lon], [...corners, corners[0]])).toBe(expected)
    }),
  )
})

test('a hollow of an L lies outside it', () => {
  const corners = [
    [0, 0],
    [0, 2],
    [1, 2],
    [1, 1],
    [2, 1],
    [2, 0],
  ] as const
  expect(inside([1.5, 0.5], corners)).toBe(true)
  expect(inside([1.5, 1.5], corners)).toBe(false)
})

describe('what came of a call', () => {
  test.each(Object.values(RESULTS).map((r) => [r.label] as const))(
    'the button’s own words “%s” are read as the same',
    (label) => {
      expect(tellsOfCall(`叫应 张三 ${label}`)).toBe(true)
    },
  )
  test.each(['收到', '石岭村3组后山滑坡，路断了', '今日巡查牛栏冲水库，一切正常', '电话是多少', '谁没收到'])(
    '“%s” tells of none',
    (text) => {
      expect(tellsOfCall(text)).toBe(false)
    },
  )
  test('any text is taken in no time and without a fault', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => void tellsOfCall(text)))
  })
})

test('an obligation’s place in the audience is fixed: a role first, else the risk places owned', () => {
  const person: Person = { id: 'p', name: '人', phone: null, active: true, roles: [{ role: 'rescue_member' }] }
  const roster = {
    villages: VILLAGES,
    grids: [],
    places: [{ id: 'x', kind: '水库山塘', name: '青龙坑', villageCode: 'a', ownerId: 'p' }],
    people: new Map([['p', person]]),
    reach: new Map(),
  } as unknown as Roster
  const g = { now: NOW, roster, newId: () => 'id' } as unknown as DecisionContext
  const [o] = audience(g, { id: 'w', villages: ['a'], area: NO_PARTS }) as [Obligation]
  expect(o).toMatchObject({ role: 'place_owner', places: ['青龙坑'], village: 'a村', reach: 'unbound' })
  expect(audience(g, { id: 'w', villages: ['b'], area: NO_PARTS })).toEqual([])
})
