import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Door, type Json, openDoor } from './door.ts'

let d: Door
beforeEach(async () => {
  d = await openDoor()
})
afterEach(() => d.world.close())

const original =
  '青溪县气象台11月24日9时发布地质灾害气象风险黄色预警：预计未来6小时发生地质灾害的可能性较大，请注意防范。'
const post = async (body: unknown, path = 'warnings', token?: string) =>
  d.ask(`/api/v1/${path}`, { method: 'POST', body, token: token ?? (await d.as('feeder')) })
const asked = (body: Json) => body.obligations.map((o: Json) => o.person.name).sort()

describe('a warning for parts of villages', () => {
  test('a grid: those who answer for the grid, and the village’s information officer', async () => {
    const { status, body } = await post({ original, confirm: true, grids: ['石岭村第三网格'] })
    expect(status).toBe(201)
    const grid = d.world.roster.grids.find((x) => x.name === '石岭村第三网格')!
    const expected = [...d.world.roster.people.values()]
      .filter((p) =>
        p.roles.some((r) => r.gridId === grid.id || (r.role === 'info_officer' && r.villageCode === grid.villageCode)),
      )
      .map((p) => p.name)
    expect(asked(body)).toEqual(expected.sort())
    await d.world.settle()
    expect(d.world.to(d.world.groupOf('石岭村')).at(-1)).toContain('范围：石岭村第三网格')
    expect(d.world.to(d.world.groupOf('下坪村'))).toEqual([])
  })

  test('a risk place: its owner among them', async () => {
    const place = d.world.roster.places.find((p) => p.kind === '水库山塘')!
    const { body } = await post({ original, confirm: true, places: [place.name] })
    expect(asked(body)).toContain(d.world.roster.people.get(place.ownerId!)!.name)
    expect(body.area.places).toEqual([place.id])
  })

  test('a polygon: the owners of the risk places that stand in it, and nobody else’s', async () => {
    const place = d.world.roster.places.find((p) => p.kind === '学校')!
    const [lat, lon] = [place.lat!, place.lon!]
    const near = 0.0004
    const { body } = await post({
      original,
      confirm: true,
      polygons: [
        [
          [lat - near, lon - near],
          [lat - near, lon + near],
          [lat + near, lon + near],
          [lat + near, lon - near],
        ],
      ],
    })
    expect(asked(body)).toContain(d.world.roster.people.get(place.ownerId!)!.name)
    expect(new Set(body.obligations.map((o: Json) => o.village.code))).toEqual(new Set([place.villageCode]))
  })
})

test.each([
  [{ original, grids: ['月亮网格'] }, 400, 'grids.0'],
  [{ original, places: ['月亮水库'] }, 400, 'places.0'],
  [
    {
      original,
      polygons: [
        [
          [39.9, 116.3],
          [39.9, 116.4],
          [40, 116.4],
        ],
      ],
    },
    400,
    'polygons.0',
  ],
  [{ original, confirm: true, polygons: [[[25, 118]]] }, 400, 'polygons.0'],
  [{ original, unannounced: true }, 403, 'unannounced'],
])('%j is refused with %d, naming %s and an example that would pass', async (body, status, field) => {
  const refused = await post(body)
  expect(refused.body).toMatchObject({ status, field })
  expect(refused.body.example).toBeDefined()
})

test('a drill without notice is started by an admin’s token alone', async () => {
  const text = '上午9时开展山洪避险演练，请各网格员到岗。'
  expect((await post({ original: text, unannounced: true }, 'drills', await d.as('officer'))).status).toBe(403)
  const { status, body } = await post({ original: text, unannounced: true }, 'drills', await d.as('admin'))
  expect([status, body.drill, body.unannounced]).toEqual([201, true, true])
})

test('the same signal fed in by several at once is one warning, told once', async () => {
  const token = await d.as('feeder')
  const answers = await Promise.all(
    ['a', 'b', 'c', 'd'].map(async (key) =>
      d.ask('/api/v1/warnings', {
        method: 'POST',
        body: { original, villages: ['石岭村'], confirm: true },
        token,
        headers: { 'idempotency-key': key },
      }),
    ),
  )
  expect(answers.map((a) => a.status)).toEqual([201, 201, 201, 201])
  expect(new Set(answers.map((a) => a.body.id)).size).toBe(1)
  await d.world.settle()
  expect(d.world.to(d.world.groupOf('石岭村'))).toHaveLength(1)
})
