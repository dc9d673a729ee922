/** Days and hours as they are written in a text, before anything is known of when it was sent. */
import { anyOf } from '../lexicon/words.ts'
import { numberOf } from '../numbers.ts'
import {
  ADDRESSES,
  COUNTED,
  DAY_WORDS,
  FEASTS,
  LUNAR_MONTHS,
  MEASURES,
  MONTH_WORDS,
  NUMBERED,
  PART_WORDS,
  type Part,
  POINTS,
  TOLD,
  UNKNOWN_DAYS,
  WEEK_WORDS,
  WEEKDAYS,
  YEAR_WORDS,
} from './words.ts'

/** A day as it is named; what is not said is left out. */
export interface SaidDay {
  /** Its year, or how many from this one. */
  y?: number
  years?: number
  /** Its month, or how many from this one. */
  m?: number
  months?: number
  /** Its day of the month; the last one of month or year, 月底. */
  d?: number | 'last'
  /** 三号 is a thing more often than a day, where it is told what happened. */
  loose?: true
  /** It is named, and which it is is not known here: 腊月廿八. */
  unknown?: true
  /** How many days from today. */
  days?: number
  /** 0 is Monday; how many weeks from this one, where that is said. */
  weekday?: number
  weeks?: number
  /** The part of the day that its word names besides: 昨晚. */
  part?: Part
}
export interface SaidClock {
  h: number
  m: number
  part?: Part
  /** 8点 may be eight in the evening; 08:00 and 8时 are not. */
  either: boolean
}
export interface Said {
  index: number
  end: number
  day?: SaidDay
  clock?: SaidClock
}

/** As a warning is written, in digits and with 日; or as people speak. */
export type Style = 'written' | 'spoken'
type Groups = Record<string, string | undefined>

const DIGITS = '\\d{1,2}'
const CN_DAY = '三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九]'
const CN_MONTH = '十[一二]?|[一二三四五六七八九]'
const CN_HOUR = '二十[一二三四]?|十[一二三四五六七八九]?|[零一二两三四五六七八九]'
const CN_MINUTE = '[二三四五]?十[一二三四五六七八九]?|[零〇][一二三四五六七八九]'
const named = (table: Readonly<Record<string, unknown>>) => anyOf(Object.keys(table))

const YEAR = `(?:(?<y>\\d{4})[年./-]|(?<yy>\\d{2})年|(?<yw>${named(YEAR_WORDS)})的?)`
const NO_COUNT = `(?!\\d|\\.\\d| ?${anyOf(MEASURES, COUNTED)})`
/** 22-24日 begins on the 22nd. */
const UP_TO = `(?:[-~～—至到](?:\\d{1,2}|${CN_DAY}))?`

const yearOf = ({ y, yy, yw }: Groups): SaidDay =>
  y ? { y: Number(y) } : yy ? { y: 2000 + Number(yy) } : yw ? { years: YEAR_WORDS[yw]! } : {}
const monthOf = ({ mo, mw }: Groups): SaidDay => (mo ? { m: numberOf(mo) } : mw ? { months: MONTH_WORDS[mw]! } : {})
const dated = (g: Groups): SaidDay => ({ ...yearOf(g), ...monthOf(g), d: numberOf(g.d!) })

interface Form {
  /** What every text that it fits has: without it the costly look is spared. */
  mark: RegExp
  form: RegExp
  day(g: Groups): SaidDay
}
const form = (mark: RegExp, source: string, day: Form['day']): Form => ({ mark, form: new RegExp(source, 'g'), day })

const MONTH = `(?<mo>${DIGITS}|${CN_MONTH})月`
const MONTH_WORD = `(?<mw>${named(MONTH_WORDS)})`
const LUNAR = `(?:(?:农历|阴历)?(?:${CN_MONTH})月初|(?:农历|阴历)(?:${CN_MONTH})月|${anyOf(LUNAR_MONTHS)}初?)`
const WEEK = '(?<ww>下下|上上|[上下本这])?个?(?:周|星期|礼拜)'
const ALONE = `${DIGITS}|二?十[一二三四五六七八九]|[二三]?十|廿[一二三四五六七八九]?|(?<one>[一二三四五六七八九])(?=号)`
const unknown = (): SaidDay => ({ unknown: true })

const WORD = form(/[天日儿晚夜早晨朝]/, `(?<word>${named(DAY_WORDS)})`, ({ word }) => DAY_WORDS[word!]!)
const ISO = form(/\d{4}[./-]/, `(?<!\\d)(?<y>\\d{4})[./-](?<mo>${DIGITS})[./-](?<d>${DIGITS})(?!\\d)`, dated)

/** Where two forms fit the same words the one that begins first holds, then the one that stands first. */
const FORMS: Record<Style, readonly Form[]> = {
  written: [
    form(/[日号]/, `(?<!\\d)${YEAR}?(?:(?<mo>${DIGITS})[月./-])?(?<d>${DIGITS})[日号](?!网格)`, dated),
    ISO,
    WORD,
  ],
  spoken: [
    form(/月/, `(?<!\\d)${YEAR}?(?:${MONTH}|${MONTH_WORD}的?)(?<d>${DIGITS}|${CN_DAY})${UP_TO}[日号]`, dated),
    // 9月底, 下月底, 月底
    form(/[底末]/, `(?<!\\d)${YEAR}?(?:${MONTH}份?|${MONTH_WORD})的?[底末]`, (g) => ({
      ...yearOf(g),
      ...monthOf(g),
      d: 'last',
    })),
    form(/[底末]/, '(?<![个\\d])月[底末]', () => ({ months: 0, d: 'last' })),
    form(/[底末]/, `${YEAR}?年[底末]`, (g) => ({ years: 0, ...yearOf(g), m: 12, d: 'last' })),
    form(/年/, `${YEAR}(?<mo>${DIGITS})月(?<d>${DIGITS})${NO_COUNT}`, dated),
    ISO,
    // 8月12, 8.12, 8/12
    form(
      /\d[月/.-]\d/,
      `(?<![\\d.+K/-])(?<mo>${DIGITS})(?:月|[/.-](?=\\d))(?<d>${DIGITS})${NO_COUNT}(?![/-]\\d)`,
      dated,
    ),
    form(/月/, `${LUNAR}(?:${CN_DAY})日?`, unknown),
    form(/[前后天]/, `${anyOf(UNKNOWN_DAYS)}节?(?=之?[前后]|以前|当天|那天)`, unknown),
    form(/[周期拜]/, `${WEEK}(?<wd>[一二三四五六日天])(?!周|个|[一二三四五六七八九十]?[天次])`, ({ ww, wd }) => ({
      weekday: WEEKDAYS.indexOf(wd === '天' ? '日' : wd!),
      ...(ww ? { weeks: WEEK_WORDS[ww] } : {}),
    })),
    WORD,
    form(/[前天]/, `(?<feast>${named(FEASTS)})节?(?=之?前|以前|那天|当天)`, ({ feast }) => FEASTS[feast!]!),
    form(
      /[日号]/,
      `(?<![\\d.第一二三十廿]|${anyOf(ADDRESSES)})(?<d>${ALONE})${UP_TO}[日号](?!${anyOf(NUMBERED)})`,
      (g) => ({ ...dated(g), ...(g.one ? { loose: true } : {}) }),
    ),
    // a month alone is no day, and no part of what stands behind it: 去年12月石岭村
    form(/\d月/, `(?<!\\d)${YEAR}?(?<mo>${DIGITS})月份?`, (g) => ({ ...yearOf(g), ...monthOf(g) })),
    form(/月/, MONTH_WORD, monthOf),
  ],
}

const PART = anyOf(...Object.values(PART_WORDS))
const partOf = (word: string | undefined): Part | undefined =>
  (Object.keys(PART_WORDS) as Part[]).find((part) => PART_WORDS[part].includes(word ?? ''))

const IN_MINUTES = `(?:${DIGITS}|${CN_MINUTE}|[一二三四五六七八九])(?=分)|(?:\\d{2}|${CN_MINUTE})${NO_COUNT}`
const MINUTES = `(?:(?<half>半)|(?<quarters>[一三])刻|(?<m2>${IN_MINUTES})分?)`
const CLOCK_MARK = /[:：点时]/
/** 8点-10点 begins at eight. */
const TO_HOUR = `(?:[-~～—至到](?:${DIGITS}|${CN_HOUR}))?`
const SPOKEN_MINUTES = `(?<about>钟)?${MINUTES}?(?<about2>[多整许]|左右)?`
const COLON_MINUTES = `(?<m1>\\d{2})(?::\\d{2})?(?!\\d)|(?<m3>\\d)(?!\\d|[:：]|${anyOf(MEASURES, COUNTED)})`
const HOUR = `(?<h>${DIGITS}|${CN_HOUR})`
const CLOCK: Record<Style, RegExp> = {
  written: new RegExp(
    `(?<!\\d)(?<part>${PART})?(?<h>${DIGITS})(?:(?<mark>[时点])(?!间)(?:(?<m2>${DIGITS})分)?(?<half>半)?|:(?<m1>\\d{2})(?!\\d)(?::\\d{2})?)`,
    'g',
  ),
  spoken: new RegExp(
    `(?<part>${PART})?\\s?(?<!第|[+K\\d]|\\d\\.)${HOUR}(?:${TO_HOUR}(?<mark>[点时])(?!间|${anyOf(POINTS)})${SPOKEN_MINUTES}|[:：](?:${COLON_MINUTES}))`,
    'g',
  ),
}

/** Before 三点 it is so many points: 强调三点. */
const LISTED = new RegExp(`${anyOf(TOLD)}$`)
/** 大人重一点, 早一点, 强调三点: no hour. */
function noHour({ h, mark, half, quarters, m2, about, about2, part }: Groups, before: string): boolean {
  if (mark !== '点' || /\d/.test(h!) || (half ?? quarters ?? m2 ?? about ?? about2)) return false
  return h === '一' ? (part?.length ?? 0) < 2 : !part && LISTED.test(before)
}

function clockOf(g: Groups): SaidClock | undefined {
  const h = numberOf(g.h!)
  const m = g.half ? 30 : g.quarters ? (g.quarters === '三' ? 45 : 15) : (numberOf(g.m1 ?? g.m2 ?? g.m3 ?? '') ?? 0)
  if (h === undefined || h > 24 || m > 59) return undefined
  return { h, m, part: partOf(g.part), either: g.mark === '点' && h > 0 && h < 12 }
}

/** What may stand between a day and its hour. */
const BETWEEN = /^(?:[(（][^()（）]{1,4}[)）])?(?:那天|当天|的)?[\sT]?$/

/** Everything in a text that names a day or an hour, in order. */
export function saidIn(text: string, style: Style): Said[] {
  const days = daysIn(text, style)
  const out: Said[] = []
  let next = 0
  for (const m of CLOCK_MARK.test(text) ? text.matchAll(CLOCK[style]) : []) {
    const clock = clockOf(m.groups!)
    if (!clock || noHour(m.groups!, text.slice(Math.max(0, m.index - 4), m.index))) continue
    const end = m.index + m[0].length
    // a day within the hour's own words is none
    while (next < days.length && days[next]!.end <= m.index) out.push(days[next++]!)
    let day = out.at(-1)
    if (days[next] && days[next]!.index < m.index) day = days[next++]
    else if (day && (day.clock || !BETWEEN.test(text.slice(day.end, m.index)))) day = undefined
    else if (day) out.pop()
    while (next < days.length && days[next]!.index < end) next++
    out.push({ index: day?.index ?? m.index, end, clock, ...(day?.day ? { day: day.day } : {}) })
  }
  return [...out, ...days.slice(next)]
}

function daysIn(text: string, style: Style): Said[] {
  const all = FORMS[style]
    .filter((f) => f.mark.test(text))
    .flatMap((f) =>
      [...text.matchAll(f.form)].map((m) => ({
        index: m.index,
        end: m.index + m[0].length,
        day: f.day(m.groups ?? {}),
      })),
    )
  // sorting keeps the order of the forms where two begin together
  all.sort((a, b) => a.index - b.index)
  let end = 0
  return all.filter((d) => {
    if (d.index < end) return false
    end = d.end
    return true
  })
}
