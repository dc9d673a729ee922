/** 五落实: what a 重大 needs before it may begin: 责任、措施、资金、时限、预案, each in the words that were said. */
import type { Rec } from '../record/record.ts'

export const MEASURES = ['责任', '措施', '资金', '时限', '预案'] as const
type Measure = (typeof MEASURES)[number]
export type Measures = { [M in Measure]?: string }

export const kept = ({ fields }: Rec): Measures => (fields.measures ?? {}) as Measures

/** Those that are not told yet; none of what is no 重大. */
export const missingMeasures = (hazard: Rec): Measure[] =>
  hazard.fields.severity === '重大' ? MEASURES.filter((m) => !kept(hazard)[m]) : []

/** 责任：张三；措施：… as the card shows them. */
export const measuresOf = (hazard: Rec): string =>
  MEASURES.flatMap((m) => (kept(hazard)[m] ? [`${m}：${kept(hazard)[m]}`] : [])).join('；')

const LABELLED = /^(责任|责任人|措施|资金|时限|预案)(?:落实)?\s{0,2}[:：]\s{0,2}(\S.{0,199})$/

/** The items that a text is made of, or undefined where it says anything else: then it is no such answer. */
export function measuresIn(text: string): Measures | undefined {
  if (text.length > 1200) return undefined
  const parts = text
    .replace(/^[\s，,：:]*(?:五落实)?[\s，,：:]*/, '')
    .split(/[；;\n]|[，,。]\s{0,2}(?=(?:责任人?|措施|资金|时限|预案)(?:落实)?\s{0,2}[:：])/)
    .map((part) => part.trim().replace(/[。，,]$/, ''))
    .filter(Boolean)
  const said = parts.map((part) => LABELLED.exec(part))
  if (!said.length || said.some((m) => !m)) return undefined
  return Object.fromEntries(said.map((m) => [m![1]!.replace('责任人', '责任'), m![2]!.trim()]))
}
