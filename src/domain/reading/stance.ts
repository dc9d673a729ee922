/**
 * Whether what a text speaks of is done, or only denied, wished for, promised or asked about: 还没有整改完成, 12月1日前整改完,
 * 请尽快整改, 我签到了没有, 今天没去巡查. Learned weights see the words of the deed in all of them.
 */
import { asksIn } from './asked.ts'
import {
  ACTS,
  DAYS_TO_COME,
  DEEDS,
  DISPUTES,
  FORGOT,
  LATER,
  MADE,
  NOT_AT_ALL,
  NOT_YET,
  PROMISES,
  UNMENDED,
  WISHES,
} from './lexicon/stances.ts'
import { anyOf } from './lexicon/words.ts'
import type { AnyIntent, Fields } from './reading.ts'

type Stance = 'asked' | 'denied' | 'wished' | 'promised'

const DEED = anyOf(DEEDS)
const NOT = anyOf(NOT_YET)
const DAY = `(?:[0-9一二两三四五六七八九十]{1,3}[日号天]|${anyOf(DAYS_TO_COME)})`
const OF_DEED = new RegExp(DEED)
const ASKED = /(?:了没有?|没有?[?？]|了吗|吗|了么|没)[?？]?$/

/** Of mending, the first that fits. */
const MENDING: readonly [RegExp, Stance][] = [
  [new RegExp(`(?:什么时候|是不是|有没有)[^，。；]{0,8}${DEED}`), 'asked'],
  [new RegExp(`${NOT}(?:全部|完全|彻底|能|来得及|有)?${DEED}`), 'denied'],
  [new RegExp(`^(?:@?\\S{1,6}[，,\\s])?${anyOf(WISHES)}[^。；]{0,16}${DEED}`), 'wished'],
  [new RegExp(`${anyOf(PROMISES)}[^，。；]{0,16}${DEED}`), 'promised'],
  [new RegExp(`${DAY}(?:之?前|以前|内|左右)?(?:能|可以|可|一定|就)?${DEED}(?:完成|完|好|到位)?$`), 'promised'],
  [new RegExp(`${DAY}(?:之?前|以前|内)[^，。；]{0,4}${DEED}`), 'promised'],
]
/** Something has been done, whatever is still to come. */
const DONE_ALREADY = new RegExp(`已经?${DEED}|[修换处理弄搞装拆清补]{1,2}[好完掉]了|(?:整改|完成)了(?![吗没么])`)

/** 哪个说焊好了…还是断的, 根本没修: whatever was said of it before is not so. */
const CONTRADICTED = new RegExp(
  `(?:${anyOf(DISPUTES)})|(?:还是|仍然|照样|又)(?:${anyOf(UNMENDED)})|(?:${anyOf(NOT_AT_ALL)})[^，。；]{0,6}${DEED}`,
)

/** How far the mending is, by what is said of it; undefined = as it was read. */
function mendingStance(text: string): Stance | undefined {
  if (CONTRADICTED.test(text)) return 'denied'
  if (ASKED.test(text) && OF_DEED.test(text)) return 'asked'
  const found = MENDING.find(([words]) => words.test(text))?.[1]
  return found !== 'asked' && DONE_ALREADY.test(text) ? undefined : found
}

/** Rounds and check-ins that were not made, or are still to be: they leave no record. */
const notMade = (acts: readonly string[]) => {
  const act = anyOf(acts)
  const to = '(?:再|能|去|要|会|来得及|过|上山|进山|下村|进村|下河|出门|出去){0,3}'
  return new RegExp(`${anyOf(NOT_YET, FORGOT)}${to}${act}|${anyOf(LATER)}[^，。]{0,4}?(?:再|去)${act}`)
}
const NOT_MADE: Readonly<Record<string, RegExp>> = Object.fromEntries(
  Object.entries(ACTS).map(([intent, acts]) => [intent, notMade(acts)]),
)
const MADE_BESIDES = new RegExp(`(?:已|刚|都)(?:经|才)?[巡签检打]|巡[查护河山]?[了完过]|${anyOf(MADE)}`)

/** 路通了吗, 火灭了没有: whether it is over is asked, and not told. */
const SETTLED_ASKED =
  /^[^，。；!！]{1,14}(?:通|灭|恢复|出来|退|来|好|完|走|住|到|散|去|撤|转|搬|齐|停|结)了(?:吗|没有?|没得|冇|么|不)[?？]?$/
/** 延期申请要几天批: how it is done is asked. */
const HOW_ASKED = /(?:要几天|要多久|几天能|多久能|怎么申请|找谁)[^，。；]{0,4}批?[?？]?$/
/** A question taken for one of these would change a record. */
const TELLING: ReadonlySet<AnyIntent> = new Set<AnyIntent>(['disaster_report', 'evacuation', 'callout'])
const EVENTS: ReadonlySet<AnyIntent> = new Set<AnyIntent>([...TELLING, 'query', 'none', 'ack'])

/** What a text is for, and its fields, after what it only denies, wishes, promises or asks; undefined = as it was read. */
export function byStance(
  intent: AnyIntent,
  text: string,
  fields: Fields,
): { intent: AnyIntent; fields: Fields } | undefined {
  if ((intent === 'extension_request' || intent === 'rectification') && HOW_ASKED.test(text))
    return { intent: 'query', fields: { topic: '制度流程' } }
  if (intent === 'rectification') {
    const stance = mendingStance(text)
    if (stance === 'asked') return { intent: 'query', fields: { topic: '隐患进度' } }
    if (stance === 'wished') return { intent: 'none', fields: {} }
    if (!stance || (fields.status !== '完成' && !CONTRADICTED.test(text))) return undefined
    return { intent, fields: { ...fields, status: stance === 'denied' ? '未整改' : '整改中' } }
  }
  if (EVENTS.has(intent) && (SETTLED_ASKED.test(text) || (TELLING.has(intent) && asksIn(text))))
    return { intent: 'query', fields: { topic: '灾情', ...(fields.village ? { village: fields.village } : {}) } }
  if (!NOT_MADE[intent]?.test(text) || MADE_BESIDES.test(text)) return undefined
  return { intent: ASKED.test(text) ? 'query' : 'none', fields: {} }
}
