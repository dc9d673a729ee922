/**
 * 定一般，胡建平负责，3天内改完: what an officer settles of hazards in one sentence, part by part. Every part has to say something of
 * it; else the sentence is another.
 */
import { NUM, numberOf } from '../reading/numbers.ts'
import { dueDateIn, timesIn } from '../reading/times.ts'

/** What is settled. Each part once; what nobody speaks of stays as it is. */
export interface Arrangement {
  severity?: '一般' | '重大'
  /** Who is to see to it, as they are called. */
  owner?: string
  /** Handed over: to a department where nobody of the roster is called so. */
  over?: true
  /** YYYY-MM-DD */
  dueOn?: string
  description?: string
}

/** Who is meant by a name, where the words alone leave it open. */
export interface Knows {
  /** Somebody who can answer for it is called so. */
  isSomebody(name: string): boolean
  /** When it was said, ISO. */
  sentAt: string
  /** A number or 那条 stands before it: what follows is of that one. */
  named: boolean
}

const LEAD = '(?:也|都|就|还是|还|请|麻烦|先|把它|它|应该|建议|同意|那就|一起|一并|统一){0,3}'
const TAIL = '(?:算了|好了|吧|了|哈|嘛|啊){0,2}'
const WHOM = '@?\\s{0,2}(?<whom>[^，,。；;：:！!？?\\s]{2,20}?)'
const DOES =
  '(?:同志)?(?:来|去|那边|他们)?(?:负责|处理|跟进|牵头|管|接手|盯|弄|搞|整改|改|修|办理|办|解决|处置|落实)?(?:一下|到底|掉|整改)?'

const GRADE = new RegExp(
  `^${LEAD}(?:等级|级别)?(?:定|判|升|降|列|算|按|改|属于|评|认定|是)?(?:为|成|到|级为|级成|个|是)?(?<grade>一般|重大)(?:事故)?(?:隐患|的)?(?:级别?)?(?:来)?(?:管理|处理|办理|办|整改|对待|管)?${TAIL}$`,
)
/** Words that hand it to whoever stands behind them. */
const GIVES = new RegExp(
  `^${LEAD}(?:责任人?)?(?:交给|交由|转给|转交给?|转派给?|派给|改派给?|派|分给|分派给?|指派给?|改由|改给|改交|换给|移交给?|移给|移送给?)${WHOM}${DOES}${TAIL}$`,
)
/** Words that do so only before somebody who is known. */
const GIVES_KNOWN = new RegExp(
  `^${LEAD}(?:整改)?(?:给|由|让|叫|喊|安排|归|换成?|责任人?(?:是|为|改为|改成|换成|定为|定)?)[：:]?${WHOM}${DOES}${TAIL}$`,
)
const SOMEBODY_DOES = new RegExp(
  `^${LEAD}${WHOM}(?:同志)?(?:来|去)?(?:负责|跟进|牵头|接手|盯|处理|去弄|来弄)(?:整改)?${TAIL}$`,
)
const HANDS_OVER = /移交|移给|移送|转交/

const [DUE, MOVED] = ['(?:整改)?(?:期限|时限|限期|限)?', '(?:给|改|定|放|延|延期|延长|宽限|提前|推迟|就)?']
const TERM_BEFORE = `${LEAD}${DUE}${MOVED}(?:到|成|为|在|是)?[：:]?`
const TERM_BEHIND =
  '(?:下班|收工|中午|晚上|天黑)?(?:之|以)?(?:内|前)?(?:必须|务必|要|得|一定|给我|全部|都|限期)?(?:把它)?(?:整改|改|弄|搞|修|处理|完成|解决|清理|清|装|换|办)?(?:完成|完毕|完|好|到位|掉)?'
const BEFORE = new RegExp(`^${TERM_BEFORE}$`)
const BEHIND = new RegExp(`^${TERM_BEHIND}${TAIL}$`)
const SPAN = new RegExp(
  `^${TERM_BEFORE}(?<n>${NUM})\\s?(?:个)?(?<unit>小时|钟头|天|日|周|星期|礼拜|月)(?:时间)?${TERM_BEHIND}${TAIL}$`,
)
const HOURS = 24
/** A day, said alone or with words that a term stands in. */
function termIn(text: string, sentAt: string): string | undefined {
  const { n, unit } = SPAN.exec(text)?.groups ?? {}
  const many = numberOf(n ?? '')
  if (many !== undefined && unit)
    return unit === '小时' || unit === '钟头'
      ? dueDateIn(`${Math.ceil(many / HOURS)}天内`, sentAt)
      : dueDateIn(`${n}${unit === '月' ? '个月' : unit}内`, sentAt)
  const [time, ...more] = timesIn(text, sentAt, 'due')
  if (!time || more.length > 1) return undefined
  const end = [time, ...more].at(-1)!
  const said = text.slice(time.index, end.index + end.text.length)
  return BEFORE.test(text.slice(0, time.index)) && BEHIND.test(text.slice(time.index + said.length))
    ? dueDateIn(text, sentAt)
    : undefined
}

/** What is wrong there is something else. */
const DESCRIBES = new RegExp(
  `^(?:的)?(?:问题|描述|内容|情况|隐患)(?:描述|内容)?${LEAD}(?:应该|其实|要|是)?(?:改成|改为|改|应为|是|为|写成)[：:，,\\s]{0,2}(?<what>\\S.{1,60})$`,
)
const IS = /^(?:应该)?(?:是|改成|改为)[：:\s]{0,2}(?<what>\S.{2,60})$/
const NO_FAULT =
  /同一|重复|新的|一样|属实|假的|误报|没有|怎么|什么|谁|哪|[?？]|[吗呢]$|合格|通过|没问题|完|好了|我|错|不是|第/
const describedIn = (text: string): string | undefined => {
  const what = DESCRIBES.exec(text)?.groups?.what
  return what && !/[?？]|[吗呢]$|什么|怎么/.test(what) ? what : undefined
}
const isSaidToBe = (text: string): string | undefined => {
  const what = IS.exec(text)?.groups?.what
  return what && !NO_FAULT.test(what) ? what : undefined
}

/** Why, which changes nothing. */
const WHY =
  /^(?:我们|我|村里|站里|这边|镇上)?(?:这边)?(?:处理不了|弄不了|搞不了|管不了|改不了|解决不了|没这个能力|没能力|没权限)(?:的|了)?$|^(?:不归|不属于|不是)我们(?:管|的事)(?:的|了)?$|^(?:抓紧|尽快|辛苦了?|谢谢|好的?|行|收到|就这样|麻烦了)$/

function partIn(text: string, { isSomebody, sentAt, named }: Knows): Arrangement | undefined {
  if (WHY.test(text)) return {}
  const grade = GRADE.exec(text)?.groups?.grade
  if (grade) return { severity: grade as '一般' | '重大' }
  const given = GIVES.exec(text)?.groups?.whom
  if (given && !/^(?:我|你|他)/.test(given))
    return { owner: given, ...(HANDS_OVER.test(text) && !isSomebody(given) ? { over: true as const } : {}) }
  const known = GIVES_KNOWN.exec(text)?.groups?.whom ?? SOMEBODY_DOES.exec(text)?.groups?.whom
  if (known && isSomebody(known)) return { owner: known }
  const dueOn = termIn(text, sentAt)
  if (dueOn) return { dueOn }
  const description = describedIn(text) ?? (named ? isSaidToBe(text) : undefined)
  return description ? { description } : undefined
}

const STOPS = /[，,。；;！!\s]+/
/** Undefined = it says something else, or nothing. */
export function arrangementIn(text: string, knows: Knows): Arrangement | undefined {
  const parts = text.split(STOPS).filter(Boolean)
  const whole = parts.length > 6 ? undefined : parts.map((part) => partIn(part, knows))
  if (!whole?.length || whole.some((part) => !part)) return undefined
  const all: Arrangement = Object.assign({}, ...whole)
  const said = whole.flatMap((part) => Object.keys(part!))
  return said.length && new Set(said).size === said.length ? all : undefined
}
