/** The elements of CAP 1.2 in the order its schema demands, each with how it is read, how often it may stand and a value that would pass. */
import {
  anyText,
  type Codec,
  circle,
  decimal,
  id,
  language,
  oneOf,
  polygon,
  references,
  size,
  text,
  time,
  uri,
} from './codecs.ts'
import {
  CATEGORY,
  type CapAlert,
  type CapArea,
  type CapInfo,
  type CapResource,
  CERTAINTY,
  MSG_TYPE,
  type Pair,
  RESPONSE_TYPE,
  SCOPE,
  SEVERITY,
  STATUS,
  URGENCY,
} from './types.ts'

type Item<V> = V extends readonly (infer E)[] ? E : V

interface Leaf<T> {
  codec: Codec<T>
  required?: true
  many?: true
  example: string
}
interface Branch<T> {
  table: Table<T>
  required?: true
  many?: true
  example: string
}
/** Key order is element order. */
export type Table<T> = {
  [K in keyof T]-?: Leaf<Item<NonNullable<T[K]>>> | Leaf<NonNullable<T[K]>> | Branch<Item<NonNullable<T[K]>>>
}

const leaf = <T>(codec: Codec<T>, example: string, more: { required?: true; many?: true } = {}): Leaf<T> => ({
  codec,
  example,
  ...more,
})
const required = { required: true } as const
const many = { many: true } as const
const WHEN = '2026-11-24T09:00:00+08:00'

const PAIR: Table<Pair> = {
  valueName: leaf(text, 'GB/T 35561', required),
  value: leaf(anyText, '11B03', required),
}
const pairs = (example: string): Branch<Pair> => ({ table: PAIR, many: true, example })

const AREA: Table<CapArea> = {
  areaDesc: leaf(text, '青溪县青溪镇', required),
  polygon: leaf(polygon, '25.1,118.1 25.1,118.2 25.2,118.2 25.1,118.1', many),
  circle: leaf(circle, '25.1,118.1 5', many),
  geocode: pairs('<valueName>GB/T 10114</valueName><value>350524102000</value>'),
  altitude: leaf(decimal, '300'),
  ceiling: leaf(decimal, '1500'),
}

const RESOURCE: Table<CapResource> = {
  resourceDesc: leaf(text, '雷达图', required),
  mimeType: leaf(text, 'image/png', required),
  size: leaf(size, '20480'),
  uri: leaf(uri, 'https://example.org/radar.png'),
  derefUri: leaf(text, 'iVBORw0KGgo='),
  digest: leaf(text, 'da39a3ee5e6b4b0d3255bfef95601890afd80709'),
}

const INFO: Table<CapInfo> = {
  language: leaf(language, 'zh-CN'),
  category: leaf(oneOf(CATEGORY), 'Met', { required: true, many: true }),
  event: leaf(text, '暴雨', required),
  responseType: leaf(oneOf(RESPONSE_TYPE), 'Prepare', many),
  urgency: leaf(oneOf(URGENCY), 'Expected', required),
  severity: leaf(oneOf(SEVERITY), 'Severe', required),
  certainty: leaf(oneOf(CERTAINTY), 'Likely', required),
  audience: leaf(text, '全体村民'),
  eventCode: pairs('<valueName>GB/T 35561</valueName><value>11B03</value>'),
  effective: leaf(time, WHEN),
  onset: leaf(time, WHEN),
  expires: leaf(time, '2026-11-24T15:00:00+08:00'),
  senderName: leaf(text, '青溪县气象台'),
  headline: leaf(text, '青溪县气象台发布暴雨橙色预警信号'),
  description: leaf(text, '预计未来3小时降雨量将达50毫米以上。'),
  instruction: leaf(text, '转移危险地带人员。'),
  web: leaf(uri, 'https://example.org/warnings/1'),
  contact: leaf(text, '值班室'),
  parameter: pairs('<valueName>colour</valueName><value>orange</value>'),
  resource: {
    table: RESOURCE,
    many: true,
    example: '<resourceDesc>雷达图</resourceDesc><mimeType>image/png</mimeType>',
  },
  area: { table: AREA, many: true, example: '<areaDesc>青溪县青溪镇</areaDesc>' },
}

export const ALERT: Table<CapAlert> = {
  identifier: leaf(id, '35052441600000_20261124090000', required),
  sender: leaf(id, 'qingxi.example.org', required),
  sent: leaf(time, WHEN, required),
  status: leaf(oneOf(STATUS), 'Actual', required),
  msgType: leaf(oneOf(MSG_TYPE), 'Alert', required),
  source: leaf(text, '青溪县气象台'),
  scope: leaf(oneOf(SCOPE), 'Public', required),
  restriction: leaf(text, '仅限应急责任人'),
  addresses: leaf(text, 'county.example.org'),
  code: leaf(text, 'v1', many),
  note: leaf(text, '说明'),
  references: leaf(references, `qingxi.example.org,35052441600000_20261124060000,2026-11-24T06:00:00+08:00`),
  incidents: leaf(text, '20261124-001'),
  info: { table: INFO, many: true, example: '<info>…</info>' },
}

/** A table's fields in order, for walking over it without knowing which element it is of. */
export type AnyField = Leaf<unknown> | Branch<unknown>
export const fieldsOf = (table: Table<unknown>): [string, AnyField][] =>
  Object.entries(table as Record<string, AnyField>)
