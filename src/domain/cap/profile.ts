/**
 * A profile: the names and code tables one country or province puts into CAP. Another profile can be dropped in beside the national one.
 * Its tables are asked softly: a kind, a colour or a pair they do not know is accepted and flagged, never refused, since provinces add their own.
 */
import type { Colour } from './terms.ts'
import type { CapAlert, CapInfo, Category, Certainty, Severity, Urgency } from './types.ts'

export interface KindEntry {
  /** The name this profile uses: 暴雨. */
  name: string
  /** Class, letter and two digits of the event classification, 11B03; null where none is known. */
  code: string | null
  category: Category
  /** Colours this kind is known to have; none where no rule was seen. */
  colours: readonly Colour[]
  /** Other names for the same kind. */
  aliases: readonly string[]
}

interface ColourEntry {
  /** 橙色 */
  name: string
  /** 1 is the highest. */
  rank: 1 | 2 | 3 | 4
  /** Ⅱ级 */
  level: string
  /** 严重 */
  grade: string
  severity: Severity
  urgency: Urgency
  certainty: Certainty
}

export interface Profile {
  language: string
  /** The `valueName`s this profile writes and reads. */
  valueNames: { eventCode: string; areaCode: string; colour: string; action: string; kind: string; hash: string }
  /** What it asks of an alert beyond CAP: elements of the alert or, after `info/`, of every info. */
  asks: readonly (keyof CapAlert | `info/${keyof CapInfo}`)[]
  colours: Readonly<Record<Colour, ColourEntry>>
  kinds: readonly KindEntry[]
}

export const COLOURS = ['red', 'orange', 'yellow', 'blue'] as const satisfies readonly Colour[]

/** What an officer should look at: what the profile does not know, where a message's codes and words disagree, what does not fit what is known here. */
export type Flag =
  | 'unknown_kind'
  | 'unknown_pair'
  | 'code_differs'
  | 'action_differs'
  | 'colour_differs'
  | 'area_differs'
  | 'area_elsewhere'
  | 'area_smaller'
  | 'area_unsaid'
  | 'said_before'
  | 'kind_unsaid'
  | 'unknown_reference'
  | 'reference_matched'
  | 'other_stands'
  | 'overtaken'
  | 'identifier_again'

/** A flag with what is taken and what the message says besides, where two things disagree. */
export interface Doubt {
  flag: Flag
  taken?: string
  said?: string
}

const ALL = COLOURS
const YELLOW_UP = ['red', 'orange', 'yellow'] as const
const ORANGE_UP = ['red', 'orange'] as const

type Row = [code: string | null, name: string, category: Category, colours?: readonly Colour[], aliases?: string[]]

/**
 * Names and 11Bnn codes of the national platform (GB/T 35561-2017 classification; the list as public clients of it use it).
 * Colours of the fourteen classic signals: 气象灾害预警信号发布与传播办法 (2007). Water, slope and fire: four as issued by their departments.
 */
const ROWS: Row[] = [
  ['11B01', '台风', 'Met', ALL],
  ['11B02', '龙卷风', 'Met'],
  ['11B03', '暴雨', 'Met', ALL],
  ['11B04', '暴雪', 'Met', ALL],
  ['11B05', '寒潮', 'Met', ALL],
  ['11B06', '大风', 'Met', ALL],
  ['11B07', '沙尘暴', 'Met', YELLOW_UP],
  ['11B08', '低温冻害', 'Met'],
  ['11B09', '高温', 'Met', YELLOW_UP],
  ['11B10', '热浪', 'Met'],
  ['11B11', '干热风', 'Met'],
  ['11B12', '下击暴流', 'Met'],
  ['11B13', '雪崩', 'Geo'],
  ['11B14', '雷电', 'Met', YELLOW_UP],
  ['11B15', '冰雹', 'Met', ORANGE_UP],
  ['11B16', '霜冻', 'Met', ['orange', 'yellow', 'blue']],
  ['11B17', '大雾', 'Met', YELLOW_UP, ['浓雾']],
  ['11B18', '低空风切变', 'Met'],
  ['11B19', '霾', 'Met', YELLOW_UP, ['灰霾']],
  ['11B20', '雷雨大风', 'Met', ALL, ['雷雨强风']],
  ['11B21', '道路结冰', 'Met', YELLOW_UP],
  ['11B22', '干旱', 'Met', ORANGE_UP, ['气象干旱']],
  ['11B23', '海上大风', 'Met', undefined, ['海区大风']],
  ['11B24', '高温中暑', 'Health'],
  ['11B25', '森林火险', 'Fire', ALL, ['森林火险气象', '森林火灾']],
  ['11B26', '草原火险', 'Fire', ALL, ['草原火险气象']],
  ['11B27', '冰冻', 'Met'],
  ['11B28', '空间天气', 'Other'],
  ['11B29', '重污染', 'Env', undefined, ['空气重污染', '重污染天气']],
  ['11B30', '低温雨雪冰冻', 'Met'],
  ['11B31', '强对流', 'Met', undefined, ['强对流天气']],
  ['11B32', '臭氧', 'Env', undefined, ['臭氧污染']],
  ['11B33', '大雪', 'Met'],
  ['11B34', '寒冷', 'Met'],
  ['11B35', '连阴雨', 'Met'],
  ['11B36', '渍涝风险', 'Met', ALL, ['渍涝气象风险', '城市内涝气象风险', '城市内涝风险', '城市内涝', '城乡积涝']],
  [
    '11B37',
    '地质灾害气象风险',
    'Geo',
    ALL,
    ['突发性地质灾害气象风险', '突发地质灾害气象风险', '地质灾害风险', '突发地质灾害', '地质灾害气象', '地质灾害'],
  ],
  ['11B38', '强降雨', 'Met'],
  ['11B39', '强降温', 'Met'],
  ['11B40', '雪灾', 'Met'],
  ['11B41', '森林(草原)火险', 'Fire', ALL, ['森林（草原）火险', '森林草原火险', '森林草原火险气象']],
  ['11B42', '医疗气象', 'Health'],
  ['11B43', '雷暴', 'Met'],
  ['11B44', '停课信号', 'Safety'],
  ['11B45', '停工信号', 'Safety'],
  ['11B46', '海上风险', 'Met'],
  ['11B47', '春季沙尘天气', 'Met'],
  ['11B48', '降温', 'Met'],
  ['11B49', '台风暴雨', 'Met'],
  ['11B50', '严寒', 'Met'],
  ['11B51', '沙尘', 'Met'],
  ['11B52', '海上雷雨大风', 'Met'],
  ['11B53', '海上大雾', 'Met'],
  ['11B54', '海上雷电', 'Met'],
  ['11B55', '海上台风', 'Met'],
  ['11B56', '低温', 'Met'],
  ['11B57', '道路冰雪', 'Met'],
  ['11B58', '雷暴大风', 'Met'],
  ['11B59', '持续低温', 'Met'],
  ['11B61', '浓浮尘', 'Met'],
  ['11B64', '短时强降水', 'Met', undefined, ['短时强阵雨']],
  // issued by water and emergency departments; their codes were not seen
  [null, '山洪灾害气象风险', 'Met', ALL, ['山洪灾害气象', '山洪灾害风险', '山洪灾害', '山洪风险', '山洪']],
  [null, '中小河流洪水气象风险', 'Met', ALL, ['中小河流洪水风险', '中小河流洪水']],
  [null, '洪水', 'Met', ALL, ['江河洪水']],
]

const NATIONAL_COLOURS: Record<Colour, ColourEntry> = {
  red: {
    name: '红色',
    rank: 1,
    level: 'Ⅰ级',
    grade: '特别严重',
    severity: 'Extreme',
    urgency: 'Immediate',
    certainty: 'Likely',
  },
  orange: {
    name: '橙色',
    rank: 2,
    level: 'Ⅱ级',
    grade: '严重',
    severity: 'Severe',
    urgency: 'Expected',
    certainty: 'Likely',
  },
  yellow: {
    name: '黄色',
    rank: 3,
    level: 'Ⅲ级',
    grade: '较重',
    severity: 'Moderate',
    urgency: 'Future',
    certainty: 'Possible',
  },
  blue: {
    name: '蓝色',
    rank: 4,
    level: 'Ⅳ级',
    grade: '一般',
    severity: 'Minor',
    urgency: 'Future',
    certainty: 'Possible',
  },
}

/**
 * The national profile as far as it is public. Colour to severity is as feeds of the national platform give it (blue minor, yellow moderate)
 * and continued upwards; urgency and certainty are empty in those feeds, so ours are a default by colour that a real profile replaces.
 */
export const NATIONAL: Profile = {
  language: 'zh-CN',
  valueNames: {
    eventCode: 'GB/T 35561',
    areaCode: 'AREACODE',
    colour: 'COLOUR',
    action: 'ACTION',
    kind: 'KIND',
    hash: 'SHA256',
  },
  asks: [
    'info',
    'info/eventCode',
    'info/effective',
    'info/senderName',
    'info/headline',
    'info/description',
    'info/area',
  ],
  colours: NATIONAL_COLOURS,
  kinds: ROWS.map(([code, name, category, colours = [], aliases = []]) => ({ code, name, category, colours, aliases })),
}

interface Index {
  byName: Map<string, KindEntry>
  byCode: Map<string, KindEntry>
}
const indexes = new WeakMap<Profile, Index>()

function indexOf(profile: Profile): Index {
  let index = indexes.get(profile)
  if (!index) {
    index = {
      byName: new Map(profile.kinds.flatMap((k) => [k.name, ...k.aliases].map((n) => [n, k] as const))),
      byCode: new Map(profile.kinds.flatMap((k) => (k.code ? [[k.code, k] as const] : []))),
    }
    indexes.set(profile, index)
  }
  return index
}

/** Every name and alias of the profile's kinds. */
export const kindNames = (profile: Profile): string[] => [...indexOf(profile).byName.keys()]

/** The entry of a name or alias, the ending 事件 or 预警 left off. */
export const kindNamed = (profile: Profile, name: string): KindEntry | undefined =>
  indexOf(profile).byName.get(name.trim().replace(/(?:事件|预警信号|预警)$/, ''))

/** `11B03` or `11B03_yellow` taken apart; the kind is undefined where the table has no such code. */
export function readEventCode(profile: Profile, said: string): { kind: KindEntry | undefined; colour: Colour | null } {
  const [code = '', suffix = ''] = said.trim().split('_')
  return {
    kind: indexOf(profile).byCode.get(code.toUpperCase()),
    colour: COLOURS.find((c) => c === suffix.toLowerCase()) ?? null,
  }
}

/** The colour whose severity this is; Unknown is none. */
export const colourOfSeverity = (profile: Profile, severity: Severity): Colour | null =>
  COLOURS.find((c) => profile.colours[c].severity === severity) ?? null

/** What the profile does not know of a kind with a colour. A missing kind or colour is no pair. */
export function pairFlags(profile: Profile, kind: string | null, colour: Colour | null): Flag[] {
  if (!kind) return []
  const entry = kindNamed(profile, kind)
  if (!entry) return ['unknown_kind']
  return colour && !entry.colours.includes(colour) ? ['unknown_pair'] : []
}

/** What the profile asks of an alert and does not find; element names, `info[2]/area` for one of several. */
export function unmet(profile: Profile, alert: CapAlert): string[] {
  const there = (value: unknown) => (Array.isArray(value) ? value.length > 0 : value !== undefined)
  const infos = alert.info ?? []
  return profile.asks.flatMap((path) => {
    const [name, inner] = path.split('/') as [keyof CapAlert, keyof CapInfo | undefined]
    if (!inner) return there(alert[name]) ? [] : [name]
    return infos.flatMap((info, i) =>
      there(info[inner]) ? [] : [`info${infos.length > 1 ? `[${i + 1}]` : ''}/${inner}`],
    )
  })
}
