/** How far ahead: 未来3小时, 24小时内, 8日20时至9日20时, 今天夜间到明天白天. What has already fallen (过去6小时) is no horizon. */
import { numberOf } from '../reading/numbers.ts'
import type { SignalHorizon } from './signal.ts'
import { type Clock, timesIn } from './text-time.ts'

const AMOUNT = String.raw`(?:\d{1,3}|[一二两三四五六七八九十]{1,3}|半)(?:[-～~—至到](?:\d{1,3}|[一二两三四五六七八九十]{1,3}))?`
const AHEAD = new RegExp(`(?:未来|今后|接下来|随后)(?:的)?(?:连续)?(${AMOUNT})个?(小时|天|日)(?:之?内)?`)
const WITHIN = new RegExp(
  `(?<!过去|之前|以前|最近|前|近|已|达)(${AMOUNT})个?(小时|天)(之?内|可能|(?:降?雨量?|累计.{0,4})?将)`,
)
const DAY_PART = '(?:凌晨|早晨|上午|中午|下午|傍晚|夜间|夜里|前半夜|后半夜|白天)?'
const SPAN = new RegExp(`^${DAY_PART}(?:至|到|-|—|~|～){1,2}$`)
const PART = new RegExp(
  `(?:今天|今日|今晚|今夜|明天|明日|今明两天|今明|后天|当前|即日)${DAY_PART}(?:开始)?(?:(?:到|至|起至)(?:今天|今晚|今夜|明天|明日|明晚|后天|前半夜|后半夜|半夜|夜间|傍晚|\\d{1,2}日)${DAY_PART})?(?!${DAY_PART}\\d)`,
)

const HOUR_MS = 3_600_000

function amountOf(written: string, unit: string): number | null {
  const last = written.split(/[-～~—至到]/).at(-1)!
  const n = numberOf(last)
  return n === undefined ? null : unit === '小时' ? n : n * 24
}

/** The forecast's span. @param issuedAt from which hours count; null leaves begin and end open. */
export function horizonIn(text: string, issuedAt: Date | null, clock: Clock): SignalHorizon | null {
  const dated = datedSpan(text, issuedAt, clock)
  const counted = AHEAD.exec(text) ?? WITHIN.exec(text)
  // a dated span says more than hours, but only where it is the text's own forecast, before or without them
  if (dated && (!counted || dated.at < counted.index)) return dated.horizon
  if (counted) {
    const hours = amountOf(counted[1]!, counted[2]!)
    const said = counted[0].replace(/(?:可能|(?:降?雨量?|累计.{0,4})?将)$/, '')
    return {
      text: said,
      hours,
      from: issuedAt,
      until: issuedAt && hours !== null ? new Date(issuedAt.getTime() + hours * HOUR_MS) : null,
    }
  }
  const part = PART.exec(text)
  return part ? { text: part[0], hours: null, from: null, until: null } : null
}

/** What a time ahead may follow: two times with 至 between them, or 至 alone, counted from the issue. */
const FROM_NOW = /(?:当前|目前|现在|即日起?|今起|立即|持续)?(?:至|到)$/

function datedSpan(text: string, issuedAt: Date | null, clock: Clock) {
  const ahead = { ...clock, sentAt: issuedAt ?? clock.sentAt }
  const times = timesIn(text, ahead, 'forecast')
  for (const [i, written] of times.entries()) {
    const first = times[i - 1]
    const joined = first && SPAN.test(text.slice(first.end, written.at)) ? first : undefined
    const said = text.slice(written.at, written.end)
    const now = joined || !/\d/.test(said) ? null : FROM_NOW.exec(text.slice(Math.max(0, written.at - 8), written.at))
    if (!joined && !now) continue
    const from = joined?.value ?? issuedAt
    // the end is counted from the begin: 31日20时至1日20时
    const until = joined ? (timesIn(said, { ...clock, sentAt: joined.value }, 'forecast')[0] ?? written) : written
    const end = until.hasClock ? until.value : new Date(until.value.getTime() + 24 * HOUR_MS)
    if ((from && end <= from) || (issuedAt && end <= issuedAt)) continue
    const at = joined?.at ?? written.at - now![0].length
    const part = new RegExp(`^${DAY_PART}`).exec(text.slice(written.end))![0]
    // 29日傍晚至31日白天 names no hours
    const exact = !part && (!joined || text.slice(joined.end, written.at).length <= 2)
    const hours = from && exact ? Math.round((end.getTime() - from.getTime()) / HOUR_MS) : null
    return { at, horizon: { text: text.slice(at, written.end + part.length), hours, from, until: end } }
  }
  return undefined
}
