/** Until when something is to be done, in the words in which terms are set. */
import { NUM, numberOf } from '../numbers.ts'
import { dueDateIn, MOST_TERM } from '../times.ts'

const TERM = new RegExp(
  `(${NUM})\\s?个?(天|日(?!前|之前)|周|星期|礼拜|个?月)(?:之?内|以内|时间|补|改|搬|拆|整|完|弄|清|的?期限)?`,
)
const DAYS: Record<string, number> = { 天: 1, 日: 1, 周: 7, 星期: 7, 礼拜: 7, 月: 30, 个月: 30 }

/** A day on or after the one it was said; undefined where none is named. @param said what stands around the term. */
export function termIn(span: string, sentAt: string): string | undefined {
  const due = dueDateIn(span, sentAt)
  if (due) return due
  const term = TERM.exec(span)
  const n = term && numberOf(term[1]!)
  const days = term && n ? n * (DAYS[term[2]!] ?? 1) : 0
  return days > 0 && days <= MOST_TERM ? later(sentAt, days) : undefined
}

const DAY_MS = 86_400_000
const later = (sentAt: string, days: number): string =>
  new Date(Date.parse(`${sentAt.slice(0, 10)}T00:00:00Z`) + Math.round(days) * DAY_MS).toISOString().slice(0, 10)
