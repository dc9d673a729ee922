/** What every field reader is given, and the few things they share. */

import type { CompiledGazetteer, Where } from '../places.ts'
import type { AnyIntent, Fields } from '../reading.ts'
import { timesIn } from '../times.ts'

export interface Context {
  /** The text of this event, plain and without injected orders. */
  text: string
  /** The whole message: what is said for all events. */
  whole: string
  /** The text as it was written, with numbers of people that nobody can have counted. */
  spoken: string
  /** ISO 8601 with offset. */
  sentAt: string
  where: Where
  /** The roster's own names, the longest first. */
  people: CompiledGazetteer['people']
  /** The sender's message before, when it belongs to the same thread. */
  before?: AnyIntent
  note(field: string, from: string, rule: string): void
  /** The rule that read each field. */
  by: ReadonlyMap<string, string>
  /** The text speaks of it, and no value can be taken from it. */
  ask(field: string): void
}

/** The rule of what the words say outright, whatever is likely of such words. */
export const OUTRIGHT = 'outright'

export type FieldReader = (c: Context) => Fields

export const firstOf = <T>(
  text: string,
  table: readonly (readonly [RegExp, T])[],
): { value: T; from: string } | undefined => {
  for (const [form, value] of table) {
    const m = form.exec(text)
    if (m) return { value, from: m[0] }
  }
  return undefined
}

/** Village, place and stake, as they were found. */
export const placed = ({ where, note }: Context): Fields => {
  if (where.place) note('place', where.place, 'gazetteer or form')
  const { village, place, stake } = where
  return { village, place, stake }
}

const NOT_THEN =
  /(?:截至|截止|更新|统计|原定|预计|预报|未来|争取|估计|计划|请于|要求|限|前(?:完成|报|修|整改|清|上报)|延期到|推到|延到)/
const NOW = /刚才|刚刚|现在|正在|方才|才刚|这会儿|此刻/

/** When it happened: the first time that is neither a deadline nor the end of something. `after` says what such an end looks like. */
export function timeOf(
  { text, sentAt, note }: Context,
  after = /^\s?(?:时|许|左右|分|才|已|就|全部|全线|基本|终于|被|已被|火被|明火){0,3}(?:扑灭|熄灭|抢通|恢复|通车|退水|到位|到达现场|统计|上报|排除|解除)/,
): Fields {
  for (const t of timesIn(text, sentAt)) {
    const before = text.slice(Math.max(0, t.index - 6), t.index)
    const behind = text.slice(t.index + t.text.length, t.index + t.text.length + 8)
    if (NOT_THEN.test(before) || /^(?:前|之前|以前|更新|止)(?!后)/.test(behind) || after.test(behind)) continue
    if (t.value.slice(0, 10) > sentAt.slice(0, 10)) continue
    if (!t.hasClock && /^(?:今天|今日|当天|当日)$/.test(t.text.trim())) continue
    if (NOW.test(text.slice(0, t.index).slice(-4))) continue
    note('time', t.text, 'time')
    return { time: t.value }
  }
  return {}
}

export const PHONE = /(?<!\d)1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)/
export const PHOTO =
  /\[图片\]|\[照片\]|\[视频\]|【图片】|见图|附图|如图|有图|照片|图片|拍了(?:照|图)|拍照|\d\s?张图|现场图|图(?:如下|在下|发)/

/** Numbers that hazards go by: YH-2026-0612, YH0623-02, 〔2026〕12号. */
export const refIn = (text: string): string | undefined =>
  /[A-Za-z]{2,6}\s?-?\d{4}-?\d{2,5}(?:-\d{1,5})?/.exec(text)?.[0].toUpperCase().replace(/\s/g, '')
