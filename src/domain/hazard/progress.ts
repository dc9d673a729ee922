/** How far a mending is by somebody's words: done, begun, or not yet. What is wished for or due by a day is none of them done. */
import { AHEAD, ALL_DONE, BEGUN, HALF, LACKING, MENDED, MENDS, NOT_YET, WANTED } from '../reading/lexicon/loop.ts'
import { anyOf } from '../reading/lexicon/words.ts'

export type Progress = 'done' | 'begun' | 'not_yet'

const CLAUSES = /[，,。；;！!\s：:]+/
/** 没弄好, 还没动: denied; 没问题 denies nothing. */
const DENIED = new RegExp(
  `(?:${anyOf(NOT_YET)})(?:有)?(?:人)?(?:去|来|得|能)?(?:${anyOf(MENDS)}|动|好|完|到位|人管|人来|来|开始|空)`,
)
const LACKS = new RegExp(anyOf(LACKING))
const SOME = new RegExp(anyOf(HALF))
const LATER = new RegExp(
  `${anyOf(AHEAD)}|(?:周|星期|礼拜)[一二三四五六日天](?:之?前|能|就|再|搞|弄|修|完|好)|\\d{1,2}[日号](?:之?前|能|就|再|搞|弄|修|完|好)`,
)
const WISHED = new RegExp(`(?:^|[你您他们])(?:${anyOf(WANTED)})`)
const STARTED = new RegExp(anyOf(BEGUN))
const MENDING = `(?:${anyOf(MENDS)})`
const DONE = new RegExp(
  `${MENDING}(?:了|得|的)?(?:${anyOf(MENDED)})|${MENDING}(?:过)?了(?!没)|已经?${MENDING}$|${anyOf(ALL_DONE)}`,
)
const HAS_MENDING = new RegExp(MENDING)
const ENDS_DONE = new RegExp(`${MENDING}(?:${anyOf(MENDED)})了?$|(?:${anyOf(ALL_DONE)})了?$`)
/** 下午弄好了 is told, 明天就弄好了 is promised. */
const NOT_TODAY =
  /明天|后天|明早|明晚|下周|下星期|下个月|月底|年底|过两天|过几天|预计|计划|打算|准备|估计|争取|力争|保证/

function ofClause(text: string): Progress | undefined {
  if (DENIED.test(text) || LACKS.test(text)) return 'not_yet'
  const later = LATER.test(text)
  const done = DONE.test(text)
  if (done && WISHED.test(text)) return 'not_yet'
  if (done && later) return /了$/.test(text) && !NOT_TODAY.test(text) ? 'done' : 'not_yet'
  if (SOME.test(text) && !/赶快|尽快/.test(text)) return 'begun'
  // 安排人弄好了 is done, 安排人去弄了 has begun
  if (STARTED.test(text)) return done && ENDS_DONE.test(text) ? 'done' : 'begun'
  if (done) return 'done'
  return later && HAS_MENDING.test(text) ? 'not_yet' : undefined
}

/** What was said wrongly, or is to be void, tells of no mending. */
const TAKES_BACK = /看错|报错|说错|写错|发错|搞错|误报|[那这]条[^，。]{0,2}撤|撤[回销]|作废|合并|并[到入进]/
/** The last text looked at: each of the verbs asks about the same one. */
let last: { text: string; how: Progress | undefined } | undefined

/** By its clauses: what is left to do outweighs what is done, what is done outweighs what was before it. */
export function progressIn(text: string): Progress | undefined {
  if (last?.text !== text) last = { text, how: progressOf(text) }
  return last.how
}

function progressOf(text: string): Progress | undefined {
  if (TAKES_BACK.test(text)) return undefined
  // 改成2个 is of a word, 没整改的 of which
  const each = text
    .replace(/改(?:成|为)[^，,。；;]{1,20}/g, '')
    .split(CLAUSES)
    .flatMap((c) => ofClause(c) ?? [])
  const latest = each.at(-1)
  if (!latest || latest === 'done') return latest
  return each.includes('begun') || each.includes('done') ? 'begun' : latest
}

/** Something is missing for it: material, people, money, time. */
export const lacks = (text: string): boolean => LACKS.test(text)
