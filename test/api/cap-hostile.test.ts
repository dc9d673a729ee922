/** CAP that must not come in: each refused with the element and an example that would pass, and nothing kept of it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildCap } from '#domain/cap/build.ts'
import type { CapAlert, CapInfo } from '#domain/cap/types.ts'
import { againstSchema } from '../domain/cap/schema.ts'
import { TEXTS } from '../domain/cap/texts.ts'
import { type Door, openDoor } from './door.ts'

let d: Door
beforeAll(async () => {
  d = await openDoor()
  // a token that is made is a line of the ledger
  await d.as('officer')
})
afterAll(() => d.world.close())
/** What a test left is over when the next begins. */
afterEach(async () => {
  await d.world.settle()
  await d.world.allOver()
})

const info: CapInfo = {
  language: 'zh-CN',
  category: ['Met'],
  event: '暴雨',
  urgency: 'Expected',
  severity: 'Severe',
  certainty: 'Likely',
  senderName: '青溪县气象台',
  headline: '青溪县气象台发布暴雨橙色预警信号',
  description: '青溪县气象台11月24日9时30分发布暴雨橙色预警信号：预计未来6小时有暴雨，请注意防范。',
  area: [{ areaDesc: '青溪县', geocode: [{ valueName: 'AREACODE', value: '350599' }] }],
}
let serial = 0
const alert = (more: Partial<CapAlert> = {}, of: Partial<CapInfo> = {}): CapAlert => ({
  identifier: `QX-${++serial}`,
  sender: 'qingxi.example.org',
  sent: '2026-11-24T09:31:00+08:00',
  status: 'Actual',
  msgType: 'Alert',
  scope: 'Public',
  info: [{ ...info, ...of }],
  ...more,
})
const good = () => buildCap(alert())
const post = async (body: string, query = '') =>
  d.ask(`/api/v1/warnings/cap${query}`, {
    method: 'POST',
    body,
    token: await d.as('officer'),
    headers: { 'content-type': 'application/cap+xml' },
  })
const kept = async () =>
  Promise.all((['warnings', 'ledger', 'outbox'] as const).map(async (noun) => (await d.rows(noun)).length))

describe('refused, and nothing kept', () => {
  let before: unknown
  beforeEach(async () => {
    before = await kept()
  })
  afterEach(async () => expect(await kept()).toEqual(before))

  const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i || ''};`.repeat(10)}">`).join('')}]>`
  const declared = (doctype: string, use: string) =>
    good()
      .replace(/^<\?xml[^>]*\?>/, '')
      .replace(/^/, doctype)
      .replace('有暴雨', use)
  const swapped = () => good().replace(/(<sent>.*?<\/sent>)([\s\S]*?)(<status>.*?<\/status>)/, '$3$2$1')
  const bad: [string, () => string, number, RegExp | string][] = [
    ['a billion laughs', () => declared(laughs, '&lol9;'), 400, 'alert'],
    [
      'an entity from a file',
      () => declared('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '&x;'),
      400,
      'alert',
    ],
    ['an entity from outside', () => declared('<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd">', 'x'), 400, 'alert'],
    ['an entity nobody declared', () => good().replace('有暴雨', '&nothing;'), 400, 'alert'],
    ['elements in another order', swapped, 400, 'alert/sent'],
    ['more than any message', () => good().replace('有暴雨', '雨'.repeat(300_000)), 413, '正文'],
    ['nested without end', () => `${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`, 400, 'alert'],
    ['half a message', () => good().slice(0, 300), 400, 'alert'],
    ['CAP 1.1', () => good().replace('cap:1.2', 'cap:1.1'), 400, 'alert'],
    ['no namespace', () => good().replace(/ xmlns="[^"]*"/, ''), 400, 'alert'],
    ['not XML', () => '{"original":"暴雨"}', 400, 'alert'],
    ['nothing', () => '', 400, 'alert'],
    ['GBK', () => good().replace('UTF-8', 'GBK').replace('utf-8', 'GBK'), 400, 'alert'],
    ['a time in Z', () => good().replace('09:31:00+08:00', '01:31:00Z'), 400, 'alert/sent'],
    ['a time with milliseconds', () => good().replace('09:31:00+08:00', '09:31:00.000+08:00'), 400, 'alert/sent'],
    ['a time without its zone', () => good().replace('09:31:00+08:00', '09:31:00'), 400, 'alert/sent'],
    ['a day that is none', () => good().replace('2026-11-24T', '2026-02-30T'), 400, 'alert/sent'],
    ['an Update that names nothing', () => good().replace('>Alert<', '>Update<'), 400, 'alert/references'],
    ['a status there is none of', () => good().replace('>Actual<', '>Real<'), 400, 'alert/status'],
    [
      'an identifier with a blank',
      () => good().replace(/<identifier>[^<]*/, '<identifier>Q X'),
      400,
      'alert/identifier',
    ],
    [
      'a ring that does not close',
      () =>
        buildCap(alert()).replace(
          '<geocode>',
          '<polygon>25.1,118.1 25.1,118.2 25.2,118.2 25.2,118.1</polygon><geocode>',
        ),
      400,
      'alert/info/area/polygon',
    ],
    [
      'a colour there is none of',
      () => buildCap(alert({}, { parameter: [{ valueName: 'COLOUR', value: 'purple' }] })),
      400,
      /parameter/,
    ],
    [
      'somewhere else’s',
      () =>
        buildCap(alert({}, { area: [{ areaDesc: '东城区', geocode: [{ valueName: 'AREACODE', value: '110101' }] }] })),
      400,
      /geocode/,
    ],
    [
      'the neighbour township’s',
      () =>
        buildCap(
          alert({}, { area: [{ areaDesc: '邻镇', geocode: [{ valueName: 'AREACODE', value: '350599129000' }] }] }),
        ),
      400,
      /geocode/,
    ],
    [
      'more blocks than anybody has signals',
      () => buildCap(alert({ info: Array.from({ length: 61 }, () => info) })),
      400,
      'alert/info[61]',
    ],
    ['what is for machines only', () => buildCap(alert({ status: 'System' })), 400, 'status'],
  ]
  test.each(bad)('%s', async (_, xml, status, field) => {
    const got = await post(xml(), '?confirm=true')
    expect(got.status).toBe(status)
    expect(got.headers.get('content-type')).toContain('application/problem+json')
    if (typeof field === 'string') expect(got.body.field).toBe(field)
    else expect(got.body.field).toMatch(field)
    expect(got.body.example).toBeTruthy()
    expect(got.body.title).toMatch(/[\u4e00-\u9fff]/)
  })
})

describe('taken, and told of to the officer', () => {
  test('an area drawn where nothing is known is for nowhere, and the card says so', async () => {
    const ring = [
      [1, 1],
      [1, 2],
      [2, 2],
      [1, 1],
    ] as const
    const { status, body } = await post(
      buildCap(
        alert(
          {},
          {
            event: '大风',
            headline: '大风蓝色预警信号',
            description: '青溪县气象台发布大风蓝色预警信号：请注意防范。',
            area: [{ areaDesc: '划定范围', polygon: [ring] }],
          },
        ),
      ),
    )
    expect(status).toBe(201)
    expect(body).toMatchObject({ area: { nowhere: true }, state: 'draft' })
    expect(body.missing).toContain('范围（划定的图形没有碰到本镇已知的地点）')
    await d.world.settle()
    expect(d.world.to(d.world.officer().id).at(-1)).toContain('划定的图形没有碰到')
  })
  test.each(['polygon', 'circle'])('a %s that touches a known place is not told of', async (shape) => {
    const place = d.world.roster.places.find((p) => p.lat != null)!
    const [lat, lon] = [place.lat!, place.lon!]
    const area =
      shape === 'circle'
        ? { circle: [{ centre: [lat, lon + 0.001] as const, radiusKm: 1 }] }
        : {
            polygon: [
              [
                [lat - 1, lon - 1],
                [lat - 1, lon + 1],
                [lat + 1, lon],
                [lat - 1, lon - 1],
              ] as const,
            ],
          }
    const { body } = await post(
      buildCap(
        alert(
          {},
          {
            event: shape === 'circle' ? '大雾' : '霾',
            headline: '',
            description: `青溪县气象台发布${shape === 'circle' ? '大雾' : '霾'}黄色预警信号：请注意防范。`,
            area: [{ areaDesc: '划定范围', ...area }],
          },
        ),
      ),
    )
    expect(body.missing.join()).not.toContain('图形')
  })
  test('the county’s code, the city’s, the province’s, the township’s and a village’s are ours', async () => {
    const codes = [
      '350599',
      '350500',
      '350000',
      '350599000000',
      '350599128',
      '350599128000',
      d.world.roster.villages[0]!.code,
    ]
    for (const [i, value] of codes.entries()) {
      const event = ['暴雪', '寒潮', '沙尘暴', '高温', '雷电', '冰雹', '霜冻'][i]!
      const { status } = await post(
        buildCap(
          alert(
            {},
            {
              event,
              headline: '',
              description: `青溪县气象台发布${event}黄色预警信号：请注意防范。`,
              area: [{ areaDesc: '范围', geocode: [{ valueName: 'AREACODE', value }] }],
            },
          ),
        ),
      )
      expect([value, status]).toEqual([value, 201])
    }
  })
  test('an empty event name in the code, an unknown kind and a colour in words alone come in as they are', async () => {
    const { status, body } = await post(
      buildCap(
        alert({}, { event: '飞沙', headline: '', description: '青溪县气象台发布飞沙紫色预警信号：请注意防范。' }),
      ),
    )
    expect(status).toBe(201)
    expect(body.event).toBe('飞沙')
  })
})

describe('out as CAP', () => {
  test('whatever was ever relayed is valid against the OASIS schema: texts of every kind, changes, lifts, drills', async () => {
    const officer = await d.as('officer')
    const feed = (path: string, original: string, task?: string) =>
      d.ask(`/api/v1/${path}`, {
        method: 'POST',
        body: { original, confirm: true, ...(task ? { task } : {}) },
        token: officer,
      })
    const said = TEXTS.filter((t) => !/演练|演习/.test(t.text.slice(0, 40))).slice(0, 60)
    for (const t of said) await feed('warnings', t.text, 'a < b & "c" > \u0001 d')
    const first = await feed(
      'warnings',
      '青溪县气象台2026年11月24日9时发布森林火险橙色预警信号：未来24小时火险等级高。',
    )
    const second = await feed(
      'warnings',
      '青溪县气象台2026年11月24日9时30分将森林火险橙色预警信号升级为红色预警信号：禁止野外用火。',
    )
    const third = await feed('warnings', '青溪县气象台2026年11月24日9时50分解除森林火险红色预警信号。')
    await feed('drills', '上午10时开展山洪避险演练，请各网格员到岗。]]> & <b>')
    await feed('drills', '没有时间地点的演练')
    const all = [
      ...(await d.ask('/api/v1/warnings?limit=500')).body.items,
      ...(await d.ask('/api/v1/drills?limit=500')).body.items,
    ] as { no: string; drill: boolean; id: string }[]
    expect(all.length).toBeGreaterThan(40)
    const xml = await Promise.all(all.map(async ({ no }) => (await d.ask(`/api/v1/warnings/${no}/cap`)).text))
    expect((await againstSchema(xml)).filter(Boolean)).toEqual([])
    for (const [i, { drill }] of all.entries())
      expect(xml[i]).toContain(`<status>${drill ? 'Exercise' : 'Actual'}</status>`)
    const cap = async (no: string) => (await d.ask(`/api/v1/warnings/${no}/cap`)).text
    expect(await cap(first.body.no)).toContain('<msgType>Alert</msgType>')
    expect(await cap(second.body.no)).toContain('<msgType>Update</msgType>')
    expect(await cap(second.body.no)).toMatch(new RegExp(`<references>[^<]*,${first.body.no},`))
    expect(await cap(third.body.no)).toContain('<msgType>Cancel</msgType>')
    expect(await cap(third.body.no)).toMatch(new RegExp(`<references>[^<]*,${second.body.no},`))
  })
})
