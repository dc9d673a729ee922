/** What a record keeps besides figures and words, as people read it: 五落实, a request for a later term, what was done with it. */
import { DUE_WORDS } from '#domain/hazard/words.ts'
import { kinds } from '#domain/kinds.ts'
import type { Rec } from '#domain/record/record.ts'

/** Names of what stands inside a field. */
const PARTS: Readonly<Record<string, string>> = {
  until: '延到',
  reason: '原因',
  by: '申请人',
  from: '从',
  to: '到',
  was: '原来',
  why: '',
  late: '超期天数',
  name: '名称',
  place: '地点',
  village: '村',
  kind: '类型',
  description: '问题',
}

export interface Plain {
  /** A value that is no list and nothing with parts. */
  value(v: unknown): unknown
  label(key: string): string
}

/** 责任：张三；措施：…, 地点：…；问题：…。 Marks of the station's own that say nothing are left out. */
export function plainOf(v: unknown, say: Plain): unknown {
  if (Array.isArray(v)) return v.map((one) => plainOf(one, say)).join('、')
  if (typeof v !== 'object' || v === null) return say.value(v)
  if ('name' in v && 'quantity' in v) return say.value(v)
  return Object.entries(v)
    .filter(([, part]) => part !== undefined && part !== null && part !== '')
    .map(([key, part]) => `${PARTS[key] ?? say.label(key)}：${plainOf(part, say)}`.replace(/^：/, ''))
    .join('；')
}

type Data = Record<string, unknown> | undefined
type Note = (data: Data, person: (id: string) => string) => string
const text = (data: Data, key: string): string => (typeof data?.[key] === 'string' ? (data[key] as string) : '')
const because = (data: Data): string => (text(data, 'reason') ? `，原因：${text(data, 'reason')}` : '')

/** Notes that rooms leave in the ledger. */
const NOTES: Readonly<Record<string, Note>> = {
  reminded: (data, person) => {
    const why = DUE_WORDS[text(data, 'why') as keyof typeof DUE_WORDS] ?? '提醒'
    const late = Number(data?.late ?? 0)
    const to = Array.isArray(data?.to) ? data.to.map((id) => person(String(id))).join('、') : ''
    return `已提醒${to}：${why}${late > 0 ? `${late}天` : ''}`
  },
  hand_over_task: () => '已请值班员决定转执法还是上报',
  extension_asked: (data) => `申请延期${text(data, 'until') ? `到${text(data, 'until')}` : ''}${because(data)}`,
  extended: (data) => `同意延期到${text(data, 'until')}${text(data, 'was') ? `，原定${text(data, 'was')}` : ''}`,
  extension_refused: (data) => `不同意延期到${text(data, 'until')}${because(data)}`,
  checked: () => '上报人已核对无误',
  unreceived: (data) => `没有人接警（${Number(data?.waited_minutes ?? 0)}分钟）`,
  escalated: () => '已升级给镇领导',
  recalled: () => '原话已撤回',
}
/** What a note says; words of people as they are. */
export const noteWords = (note: string, data: Data, person: (id: string) => string): string =>
  NOTES[note]?.(data, person) ?? note

/** What a message was said to mean. */
export const meantWords = (as: string): string =>
  Object.hasOwn(kinds, as) ? kinds[as as Rec['kind']].noun : as === 'none' ? '闲谈' : '其他'
