/** CAP alerts for the tests: one that says everything, one that says the least, and any at all. */
import fc from 'fast-check'
import type { CapAlert, CapArea, CapInfo, CapResource, Point } from '#domain/cap/types.ts'
import { CATEGORY, CERTAINTY, MSG_TYPE, RESPONSE_TYPE, SCOPE, SEVERITY, STATUS, URGENCY } from '#domain/cap/types.ts'

export const least: CapAlert = {
  identifier: '35052441600000_20261124090000',
  sender: 'qingxi.example.org',
  sent: '2026-11-24T09:00:00+08:00',
  status: 'Actual',
  msgType: 'Alert',
  scope: 'Public',
}

export const whole: CapAlert = {
  ...least,
  msgType: 'Update',
  source: '青溪县气象台',
  scope: 'Private',
  restriction: '仅限应急责任人',
  addresses: '"county bureau" town.example.org',
  code: ['v1', 'relay'],
  note: 'a < b && "c" > d\n第二行',
  references: [
    { sender: 'qingxi.example.org', identifier: '35052441600000_20261124060000', sent: '2026-11-24T06:00:00+08:00' },
    { sender: 'qingxi.example.org', identifier: '35052441600000_20261124070000', sent: '2026-11-24T07:00:00+08:00' },
  ],
  incidents: '20261124-001',
  info: [
    {
      language: 'zh-CN',
      category: ['Met', 'Geo'],
      event: '暴雨',
      responseType: ['Prepare', 'Evacuate'],
      urgency: 'Expected',
      severity: 'Severe',
      certainty: 'Likely',
      audience: '全体村民',
      eventCode: [{ valueName: 'GB/T 35561', value: '11B03' }],
      effective: '2026-11-24T09:00:00+08:00',
      onset: '2026-11-24T09:30:00+08:00',
      expires: '2026-11-24T15:00:00+08:00',
      senderName: '青溪县气象台',
      headline: '青溪县气象台发布暴雨橙色预警信号',
      description: '预计未来6小时……',
      instruction: '转移危险地带人员。',
      web: 'https://example.org/w/1?a=1&b=2',
      contact: '值班室',
      parameter: [
        { valueName: 'colour', value: 'orange' },
        { valueName: 'empty', value: '' },
      ],
      resource: [
        {
          resourceDesc: '雷达图',
          mimeType: 'image/png',
          size: 20480,
          uri: 'https://example.org/radar.png',
          derefUri: 'iVBORw0KGgo=',
          digest: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
        },
      ],
      area: [
        {
          areaDesc: '青溪县青溪镇',
          polygon: [
            [
              [25.1, 118.1],
              [25.1, 118.2],
              [25.2, 118.2],
              [25.1, 118.1],
            ],
          ],
          circle: [{ centre: [25.15, 118.15], radiusKm: 3.5 }],
          geocode: [{ valueName: 'AREACODE', value: '350524102000' }],
          altitude: 300,
          ceiling: 1500.5,
        },
        { areaDesc: '白石乡' },
      ],
    },
  ],
}

const word = fc
  .string({ unit: fc.constantFrom(...'安青溪 ab<>&"\'\n\t]]>é😀，。-'), minLength: 1, maxLength: 20 })
  .filter((s) => !!s.trim())
const id = fc.string({ unit: fc.constantFrom(...'abcXYZ019._-:县'), minLength: 1, maxLength: 24 })
const pair = fc.record({ valueName: word, value: fc.oneof(word, fc.constant('')) })
const two = (n: number) => String(n).padStart(2, '0')
const time = fc
  .record({
    day: fc.date({ min: new Date('2001-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
    sign: fc.constantFrom('+', '-'),
    hours: fc.integer({ min: 0, max: 13 }),
    minutes: fc.constantFrom(0, 30, 45),
  })
  .map(({ day, sign, hours, minutes }) => `${day.toISOString().slice(0, 19)}${sign}${two(hours)}:${two(minutes)}`)
const coordinate = (limit: number) =>
  fc.integer({ min: -limit * 1e5, max: limit * 1e5 }).map((n) => (n === 0 ? 0 : n / 1e5))
const point = fc.tuple(coordinate(90), coordinate(180)) as fc.Arbitrary<Point>
const ring = fc.array(point, { minLength: 3, maxLength: 6 }).map((points) => [...points, points[0]!])
const some = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: 1, maxLength: 3 })
const uri = fc.constantFrom('https://example.org/a?b=1&c=2', 'radar.png', 'cid:part1', 'http://example.org/#x')
const feet = fc.integer({ min: 0, max: 30_000 })

const area: fc.Arbitrary<CapArea> = fc
  .record(
    {
      areaDesc: word,
      polygon: some(ring),
      circle: some(fc.record({ centre: point, radiusKm: fc.integer({ min: 0, max: 500 }) })),
      geocode: some(pair),
      altitude: feet,
      ceiling: feet,
    },
    { requiredKeys: ['areaDesc'] },
  )
  .map(({ ceiling, ...rest }) => (rest.altitude === undefined || ceiling === undefined ? rest : { ...rest, ceiling }))

const resource: fc.Arbitrary<CapResource> = fc.record(
  { resourceDesc: word, mimeType: word, size: fc.nat(), uri, derefUri: word, digest: word },
  { requiredKeys: ['resourceDesc', 'mimeType'] },
)

const info: fc.Arbitrary<CapInfo> = fc.record(
  {
    language: fc.constantFrom('zh-CN', 'en-US', 'zh'),
    category: some(fc.constantFrom(...CATEGORY)),
    event: word,
    responseType: some(fc.constantFrom(...RESPONSE_TYPE)),
    urgency: fc.constantFrom(...URGENCY),
    severity: fc.constantFrom(...SEVERITY),
    certainty: fc.constantFrom(...CERTAINTY),
    audience: word,
    eventCode: some(pair),
    effective: time,
    onset: time,
    expires: time,
    senderName: word,
    headline: word,
    description: word,
    instruction: word,
    web: uri,
    contact: word,
    parameter: some(pair),
    resource: some(resource),
    area: some(area),
  },
  { requiredKeys: ['category', 'event', 'urgency', 'severity', 'certainty'] },
)

/** Any alert that keeps the rules of the standard. */
export const anyAlert: fc.Arbitrary<CapAlert> = fc.record(
  {
    identifier: id,
    sender: id,
    sent: time,
    status: fc.constantFrom(...STATUS),
    msgType: fc.constantFrom(...MSG_TYPE),
    source: word,
    scope: fc.constantFrom(...SCOPE),
    restriction: word,
    addresses: word,
    code: some(word),
    note: word,
    references: some(fc.record({ sender: id, identifier: id, sent: time })),
    incidents: word,
    info: some(info),
  },
  {
    requiredKeys: [
      'identifier',
      'sender',
      'sent',
      'status',
      'msgType',
      'scope',
      'restriction',
      'addresses',
      'references',
    ],
  },
)
