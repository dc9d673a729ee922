/** Until when something is to be done, in the words in which terms are set. */
import { NUM, numberOf } from '../numbers.ts'
import { dueDateIn, timesIn } from '../times.ts'

/** 八月十号, 廿六号: days in digits. */
export const withDigits = (text: string): string =>
  text.replace(/[一二三四五六七八九十廿]{1,3}(?=[月号日])/g, (said) => String(numberOf(said) ?? said))

const TERM = new RegExp(
  `(${NUM})\\s?个?(天|日(?!前|之前)|周|星期|礼拜|个?月)(?:之?内|以内|时间|补|改|搬|拆|整|完|弄|清|的?期限)?`,
)
const DAYS: Record<string, number> = { 天: 1, 日: 1, 周: 7, 星期: 7, 礼拜: 7, 月: 30, 个月: 30 }
const TODAY = /(?:今天|今日|今晚|今夜|当天|当日|天黑前|下班前|中午前|夜里)/
const TOMORROW = /(?:明天|明日|明早|明晨|明晚|明儿)/

/** A day on or after the one it was said; undefined where none is named. @param said what stands around the term. */
export function termIn(said: string, sentAt: string): string | undefined {
  const span = withDigits(said)
  const due = dueDateIn(span, sentAt)
  if (due) return due
  const term = TERM.exec(span)
  const n = term && numberOf(term[1]!)
  if (term && n) return later(sentAt, n * (DAYS[term[2]!] ?? 1))
  const named = timesIn(span, sentAt, true).find((t) => t.value.slice(0, 10) >= sentAt.slice(0, 10))
  if (named) return named.value.slice(0, 10)
  if (TODAY.test(span)) return sentAt.slice(0, 10)
  return TOMORROW.test(span) ? later(sentAt, 1) : undefined
}

const DAY_MS = 86_400_000
const later = (sentAt: string, days: number): string =>
  new Date(Date.parse(`${sentAt.slice(0, 10)}T00:00:00Z`) + Math.round(days) * DAY_MS).toISOString().slice(0, 10)
