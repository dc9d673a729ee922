/**
 * Whether what a text speaks of is done, or only denied, wished for, promised or asked about: 还没有整改完成, 12月1日前整改完,
 * 请尽快整改, 我签到了没有, 今天没去巡查. Learned weights see the words of the deed in all of them.
 */
import type { AnyIntent, Fields } from './reading.ts'

type Stance = 'asked' | 'denied' | 'wished' | 'promised'

const DEED = '(?:整改|完成|修|换|弄|搞|处理|落实|清理?|拆|装|补|加固|解决|销号|办)'
const DAY =
  '(?:[0-9一二两三四五六七八九十]{1,3}[日号天]|月底|月初|年底|年前|节前|[周星期拜][一二三四五六日天末]|[明后]天|下[周月]|下个?月)'

/** Of mending, the first that fits. */
const MENDING: readonly [RegExp, Stance][] = [
  [
    new RegExp(
      `${DEED}[^，。；]{0,6}(?:了没有?|了吗|没有?[?？]|好没|吗|了么|没)[?？]?$|^(?:是不是|有没有)|什么时候[^，。]{0,8}${DEED}`,
    ),
    'asked',
  ],
  [new RegExp(`(?:没有?|未|没能|未能|尚未)(?:全部|完全|彻底|能|来得及|有)?${DEED}`), 'denied'],
  [new RegExp(`^(?:@?\\S{1,6}[，,\\s])?(?:请|麻烦|希望|要求|务必|抓紧|尽快|赶紧|必须)[^。；]{0,16}${DEED}`), 'wished'],
  [
    new RegExp(
      `(?:计划|预计|估计|争取|保证|力争|确保|承诺|准备|打算|最迟|将在|将于)[^，。；]{0,16}${DEED}|${DAY}(?:之?前|以前|内|左右)?(?:能|可以|可|一定|就)?${DEED}(?:完成|完|好|到位)?$|${DAY}(?:之?前|以前|内)[^，。；]{0,4}${DEED}`,
    ),
    'promised',
  ],
]
/** Something has been done, whatever is still to come. */
const DONE_ALREADY =
  /已经?(?:整改|完成|修|换|处理|清|拆|装|补|加固)|[修换处理弄搞装拆清补]{1,2}(?:好|完|掉)了|(?:整改|完成)了(?![吗没么])/

/** How far the mending is, by what is said of it; undefined = as it was read. */
function mendingStance(text: string): Stance | undefined {
  const found = MENDING.find(([words]) => words.test(text))?.[1]
  return found && found !== 'asked' && DONE_ALREADY.test(text) ? undefined : found
}

/** Rounds and check-ins that were not made, or are still to be: they leave no record. */
const NOT_MADE: Readonly<Record<string, RegExp>> = {
  patrol:
    /(?:没有?|未|还没有?|忘了?|忘记|没空|来不及|没能)(?:再|能|来得及)?去?(?:巡查?|巡逻|巡护|巡河|巡山|检查|看)(?!到|见|出|发现)|(?:明天|后天|明早|待会儿?|等下|一会儿?|下午|晚上|准备|打算|马上|计划)[^，。]{0,4}(?:再|要|会)?去(?:巡|检查|看)/,
  check_in: /(?:没有?|未|还没有?|忘了?|忘记)(?:来得及)?(?:签到|打卡)|(?:明天|待会儿?|等下|一会儿?)再?(?:签到|打卡)/,
  check_out: /(?:没有?|未|还没有?|忘了?|忘记)(?:来得及)?(?:签退|下班)|(?:待会儿?|等下|一会儿?)再?(?:签退|下班)/,
  handover: /(?:没有?|未|还没有?)(?:来得及)?(?:交班|交接|接班)/,
}
/** What was made besides. */
const MADE =
  /(?:已|刚|都)(?:经|才)?(?:巡|签|检查|打卡)|巡(?:查|护|河|山)?(?:了|完|过)|签到(?:了|成功)(?![吗没么])|一切正常|无异常/
const ASKED = /(?:了没有?|没有?|了吗|吗|了么|没)[?？]?$/

/** What a text is for, and its fields, after what it only denies, wishes, promises or asks. */
export function byStance(
  intent: AnyIntent,
  text: string,
  fields: Fields,
): { intent: AnyIntent; fields: Fields } | undefined {
  if (intent === 'rectification') {
    const stance = mendingStance(text)
    if (stance === 'asked') return { intent: 'query', fields: { topic: '隐患进度' } }
    if (stance === 'wished') return { intent: 'none', fields: {} }
    if (stance && fields.status === '完成')
      return { intent, fields: { ...fields, status: stance === 'denied' ? '未整改' : '整改中' } }
    return undefined
  }
  const words = NOT_MADE[intent]
  if (!words?.test(text) || (MADE.test(text) && !/忘/.test(text))) return undefined
  return ASKED.test(text) ? { intent: 'query', fields: {} } : { intent: 'none', fields: {} }
}
