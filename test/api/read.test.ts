import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Door, type Json, openDoor } from './door.ts'

let d: Door
beforeAll(async () => {
  d = await openDoor()
})
afterAll(() => d.world.close())

const LISTS = [
  'check-ins',
  'reports',
  'hazards',
  'patrols',
  'evacuations',
  'warnings',
  'drills',
  'people',
  'groups',
  'grids',
  'duty',
  'summaries',
  'outbox',
  'ledger',
]

test.each(LISTS)('GET /api/v1/%s answers a page', async (path) => {
  const { status, body } = await d.ask(`/api/v1/${path}?limit=5`)
  expect(status).toBe(200)
  expect(Object.keys(body).sort()).toEqual(['items', 'next'])
  expect(body.items.length).toBeLessThanOrEqual(5)
})

describe('paging', () => {
  test.each([
    ['people', 150],
    ['grids', 60],
    ['hazards', 15],
    ['duty', 51],
  ])('every row of %s is seen once, newest first', async (path, n) => {
    const seen: Json[] = []
    let cursor = ''
    for (let i = 0; i < 100; i++) {
      const { status, body } = await d.ask(`/api/v1/${path}?limit=7${cursor}`)
      expect(status).toBe(200)
      seen.push(...body.items)
      if (!body.next) break
      cursor = `&cursor=${encodeURIComponent(body.next)}`
    }
    expect(seen.length).toBe(n)
    expect(new Set(seen.map((s) => s.id)).size).toBe(n)
    const key = (s: Json) => s.received_at ?? (s.start_at ? s.start_at : s.id)
    expect(seen.map(key)).toEqual(seen.map(key).toSorted().reverse())
  })

  test.each([
    ['limit=501', 'limit'],
    ['limit=0', 'limit'],
    ['limit=x', 'limit'],
    ['cursor=abc', 'cursor'],
    ['state=done', 'state'],
    ['village=不存在村', 'village'],
    ['since=昨天', 'since'],
    ['drill=maybe', 'drill'],
  ])('?%s is refused with its field and an example that passes', async (query, field) => {
    const { status, body, headers } = await d.ask(`/api/v1/hazards?${query}`)
    expect(status).toBe(400)
    expect(headers.get('content-type')).toContain('application/problem+json')
    expect(body).toMatchObject({ status: 400, field })
    expect(body.title).toMatch(/[\u4e00-\u9fff]/)
    expect(body.title).not.toMatch(/expected|invalid/i)
    if (field !== 'cursor')
      expect((await d.ask(`/api/v1/hazards?${field}=${encodeURIComponent(String(body.example))}`)).status).toBe(200)
  })

  test.each(['warnings', 'broadcasts', 'reports', 'patrols', 'hazards'])(
    'a state that %s do not have is refused with one that they have',
    async (path) => {
      const { status, body } = await d.ask(`/api/v1/${path}?state=nowhere`)
      expect(status).toBe(400)
      expect((await d.ask(`/api/v1/${path}?state=${body.example}`)).status).toBe(200)
    },
  )

  test('a limit of 500 passes', async () =>
    expect((await d.ask('/api/v1/people?limit=500')).body.items.length).toBe(150))
})

describe('a record', () => {
  test('carries what the contract names', async () => {
    const { body } = await d.ask('/api/v1/hazards?limit=1')
    const record = body.items[0]
    for (const key of [
      'id',
      'no',
      'drill',
      'fields',
      'reporter',
      'chat',
      'occurred_at',
      'reported_at',
      'received_at',
      'source_message_ids',
      'attachments',
      'state',
    ])
      expect(record).toHaveProperty(key)
    expect(record.no).toMatch(/^YH-\d{8}-\d{3}$/)
    expect(record.received_at).toMatch(/\+08:00$/)
  })
  test('is found by number, with its history', async () => {
    const { items } = (await d.ask('/api/v1/hazards?limit=1')).body
    const { status, body } = await d.ask(`/api/v1/hazards/${items[0].no}`)
    expect(status).toBe(200)
    expect(body.id).toBe(items[0].id)
    expect(Array.isArray(body.history)).toBe(true)
    expect((await d.ask('/api/v1/hazards/YH-19990101-001')).status).toBe(404)
  })
  beforeAll(async () => {
    const stranger = { id: 'stranger-1', name: '路人' }
    await d.world.says(stranger, d.world.groupOf('石岭村'), '石岭村3组后山滑坡，路断了，没人受伤')
  })
  test('of a stranger is listed as unverified and never counted', async () => {
    const { body } = await d.ask('/api/v1/reports?state=unverified')
    expect(body.items).toHaveLength(1)
    expect(body.items[0]).toMatchObject({
      state: 'unverified',
      counted: false,
      reporter: { id: null, bound: false, name: '路人' },
    })
  })
  test('is filtered by village, drill and time', async () => {
    const villages = (await d.ask('/api/v1/reports?village=石岭村')).body.items.map((r: Json) => r.village.name)
    expect(new Set(villages)).toEqual(new Set(['石岭村']))
    expect((await d.ask('/api/v1/reports?drill=true')).body.items).toEqual([])
    expect(
      (await d.ask(`/api/v1/reports?since=${encodeURIComponent('2026-11-24T09:59:00+08:00')}`)).body.items,
    ).toHaveLength(1)
  })
})

test('a warning shows who answered and who has not', async () => {
  const officer = d.world.officer()
  await d.world.says(
    officer,
    `p2p:${officer.id}`,
    '发布预警 青溪县气象台11月24日9时发布暴雨黄色预警信号：预计未来6小时石岭村降雨量将达50毫米以上，请注意防范。',
  )
  await d.world.presses(officer, '确认发布')
  const { items } = (await d.ask('/api/v1/warnings')).body
  expect(items[0]).toMatchObject({ drill: false, state: 'open', colour: 'yellow', answered: 0 })
  expect(items[0].asked).toBeGreaterThan(0)
  const { status, body } = await d.ask(`/api/v1/warnings/${items[0].id}`)
  expect(status).toBe(200)
  expect(body.unanswered).toHaveLength(items[0].asked)
  expect(body.obligations[0]).toMatchObject({ answered_at: null, reach: 'ok' })
  expect((await d.ask('/api/v1/drills')).body.items).toEqual([])
  expect((await d.ask('/api/v1/outbox?limit=3')).body.items[0]).toMatchObject({ state: 'sent' })
  expect((await d.ask('/api/v1/ledger?change=warning.issued')).body.items[0].subject_id).toBe(items[0].id)
})

test('reading writes nothing', async () => {
  const count = async () => (await d.rows('ledger')).length + (await d.rows('outbox')).length
  // that somebody looked at phones whole is a line an hour: it is written now
  for (const path of LISTS) await d.ask(`/api/v1/${path}`)
  const before = await count()
  for (const path of LISTS) await d.ask(`/api/v1/${path}`)
  expect(await count()).toEqual(before)
})

test('people are found by role and village, duty by the moment', async () => {
  const officers = (await d.ask('/api/v1/people?role=info_officer')).body.items
  expect(officers).toHaveLength(12)
  const here = (await d.ask('/api/v1/people?role=info_officer&village=石岭村')).body.items
  expect(here).toHaveLength(1)
  expect(here[0].roles.map((r: { village: { name: string } | null }) => r.village?.name)).toContain('石岭村')
  const { items } = (await d.ask(`/api/v1/duty?at=${encodeURIComponent('2026-11-24T10:00:00+08:00')}`)).body
  expect(items).toHaveLength(3)
  expect(items.every((s: { now: boolean }) => s.now)).toBe(true)
  expect((await d.ask('/api/v1/duty?from=2026-11-24&to=2026-11-24')).body.items).toHaveLength(6)
})

test('an attachment that is not there is 404', async () => {
  expect((await d.ask('/api/v1/attachments/019aa1b2-0000-7000-8000-000000000001')).status).toBe(404)
  expect((await d.ask('/api/v1/attachments/x')).body).toMatchObject({ status: 400, field: 'id' })
})
