/** How people say a check: that it begins, goes on or is over, and what its items came to. */

import { CHECKED, FAULTY, FOLLOWED } from '../reading/lexicon/inspecting.ts'
import { anyOf, listed } from '../reading/lexicon/words.ts'
import { pairsOf } from '../reading/pairs.ts'
import { thingsIn } from './concepts.ts'
import type { Answer, Check, Item, Result } from './inspection.ts'

// ---- orders ----

const CALLED = '(?:@?安安[，,\\s]{0,3})?'
const KIND_OF_CHECK = '(?:安全生产|消防安全|安全|消防|日常|例行|专项)?'
const UNIT = '([^，,。；;：:？?！!\\n]{2,30}?)'
const WITH = '(?:(?:和|跟|同|与)([^，,。\\n]{2,20}?)(?:一起|一道|一同)?)?'
const BY = '(?:[，,\\s]{1,3}(?:检查人员?|同行|和|跟)[：:\\s]{0,2}([^，,。\\n]{2,30}))?'
/** 检查 老街小学, 开始检查老街小学, 和李四一起检查老街小学，检查人张三、李四: the whole message. */
const STARTS = [
  new RegExp(
    `^${CALLED}(?:我们?)?(?:现在)?${WITH}(?:现在)?(?:开始|准备|重新)?(?:去)?(?:进行|开展|做)?${KIND_OF_CHECK}检查(?:一下|单位)?[：:\\s]{0,2}${UNIT}(?:吧)?${BY}[。！!]?$`,
  ),
  new RegExp(`^${CALLED}(?:现在)?(?:开始)?对${UNIT}(?:进行|开展|做)${KIND_OF_CHECK}检查${BY}[。！!]?$`),
]

export interface Start {
  unit: string
  /** Whoever else checks, as named. */
  with: string
}

/** 检查表 学校, 检查记录, 检查哪些: no unit stands behind 检查. */
const NO_UNIT =
  /^(?:表|单|计划|记录|情况|结果|清单|台账|内容|项目|标准|要求|通报|组|人|员|时|完|了|过)(?![\u4e00-\u9fa5]{0,2}(?:厂|店|村))|[哪什么]|^(?:怎么|如何)/

/** Undefined where the text is no such order. */
export function startIn(text: string): Start | undefined {
  const said = text.trim().replace(/^【演练】/, '')
  if (said.length > 80) return undefined
  const [first, second] = STARTS.map((form) => form.exec(said))
  const start = first
    ? { unit: first[2]!.trim(), with: [first[1], first[3]].filter(Boolean).join('、') }
    : second && { unit: second[1]!.trim(), with: second[2] ?? '' }
  return start && !NO_UNIT.test(start.unit) ? start : undefined
}

const of = (form: RegExp) => (text: string) => {
  const [all, unit = ''] = form.exec(text.trim().slice(0, 80)) ?? []
  return all === undefined ? undefined : unit.trim()
}
/** 继续检查, 继续检查老街小学: the unit, '' where none is named. */
export const goOnIn = of(
  new RegExp(`^${CALLED}(?:接着|继续)(?:检)?查${KIND_OF_CHECK}(?:[：:\\s]{0,2}${UNIT})?[。！!]?$`),
)
/** 先停一下, 检查先到这里. */
export const pauseIn = of(
  new RegExp(
    `^${CALLED}(?:检查)?(?:先|暂)(?:停|查到这里?|到这里?)(?:一下|检查|吧)?()[。！!]?$|^${CALLED}(?:稍后|回头|待会儿?)再查[。！!]?$`,
  ),
)
/** 检查结束, 查完了. */
export const overIn = of(
  new RegExp(`^${CALLED}(?:检查|都)?(?:结束|查完|完毕|完成)(?:检查)?了?()[。！!]?$|^结束检查[。！!]?$`),
)
/** 检查人 张三、李四, 刚才那个检查还有我同事李四: who checks. */
export const pairIn = (text: string): string | undefined => NAMED_PAIR(text) ?? BESIDES(text)
const NAMED_PAIR = of(
  new RegExp(`^${CALLED}(?:检查人员?|另一位检查人|同行检查人)(?:是|有)?[：:\\s]{0,2}([^，,。；;\\n]{2,40})[。！!]?$`),
)
const BESIDES = of(
  /^(?:刚才|上面|前面)?(?:的|那个|那次|这个|这次)?检查(?:还有|的还有|加上|漏了)(?:我们?的?同事|同事|同行的)?([^，,。；;\n]{2,16}?)(?:也去了|一起)?[。！!]?$/,
)
const ASKED_FOR =
  '(?:请|麻烦)?(?:我?要|给|发|看|来|拿|把|找)?(?:一?下|个|给)?(?:我|咱们?)?(?:发|看看|看)?(?:一份|一张|一下|个|张|份)?'
const SENT =
  '(?:表)?(?:请|麻烦)?(?:发|给|传|推)?(?:一?下|一份|过来|给)?(?:我|咱们?|群里)?(?:看看|看一下|一下|一份)?(?:吧|呗|谢谢)?'
const OF_KIND = '([^，,。；;：:？?\\n的]{2,20}?)'
/** 检查表 学校, 学校的检查表发我, 加油站查哪些, 检查工地要看什么: the whole message. */
const BLANK_FORMS = [
  new RegExp(`^${CALLED}${ASKED_FOR}检查(?:表格?|单|清单|项目|内容)[：:\\s]{0,2}${OF_KIND}${SENT}[。！!]?$`),
  new RegExp(
    `^${CALLED}${ASKED_FOR}${OF_KIND}的?(?:安全|消防)?检查(?:表格?|单|清单|项目|内容)(?:有哪些|是什么|呢)?${SENT}[？?。！!]?$`,
  ),
  new RegExp(
    `^${CALLED}(?:去)?(?:检查|查)?${OF_KIND}(?:检查|查|看)?(?:的时候|时)?(?:要|该|应该|都|得)?(?:检查|查|看)(?:些|点)?(?:哪些|什么|啥|哪几项|几项|哪几样|哪些项目?)(?:东西|内容|项目|地方)?[？?。！!]?$`,
  ),
]
/** The kind or unit whose blank form is asked for. */
export const formIn = (text: string): string | undefined => {
  const said = text.trim().slice(0, 60)
  return BLANK_FORMS.map((form) => form.exec(said)?.[1]?.trim()).find(Boolean)
}

/** 检查表, 要一份检查表: of no kind. */
export const anyFormIn = (text: string): true | undefined =>
  /^(?:@?安安[，,\s]{0,3})?(?:要|给我|发|来)?(?:我)?(?:一份|一张|个)?检查表(?:格|单)?(?:发我)?[？?。！!]?$/.test(
    text.trim(),
  ) || undefined

// ---- what items came to ----

const BAD = new RegExp(anyOf([...CHECKED.不合格!.names, '×', '✗', '✘', '不行', '不到位', '不完好', '有问题', '不畅通']))
const NOT_THERE = /不涉及|不适用|无此项|没有这一?项|不用查/
const GOOD_NAMES = listed(
  '合格 达标 符合要求 没问题 正常 完好 齐全 畅通 通畅 有效 到位 良好 通过 没事 √ ✓ ✔ 有专人 清楚 牢固 够用 足够 够 能用 能亮 都亮 好用 规范 在期内 有效期内 都在 都有 都好 没毛病 上墙 没得问题 冇问题 冇得问题 莫得问题 没啥问题 没什么问题 没得事',
)
/** 没到位, 不清楚 are none. */
const GOOD = new RegExp(`(?<![不没未无难])${anyOf(GOOD_NAMES)}`)
/** 没有堵塞, 未发现私拉乱接: the fault is not there. */
const NO_FAULT =
  /(?:没有?|无|未见?|未发现|没发现|不存在)(?:发现)?[^，。；]{0,6}(?:问题|异常|隐患|堵|占|过期|破损|漏(?!保|电保)|松动|老化|私拉|违规|缺|裂|堆|上锁|坏|锈|住人|裸露|超期|超量|明火|飞线|毛病)/
const FAULT = new RegExp(anyOf(FAULTY))

/** 剩下的都行. */
const REST_WELL = /^(?:其余|其他|其它|剩下|余下|别的)[^，。]{0,4}(?<!不)(?:行|好|可以|OK|ok)的?$/

/** 粉尘大, 油污多, 只有一个人: of something that is on the list. */
const EXCESS =
  /[\u4e00-\u9fa5]{2,8}(?:太|很|比较|有点|偏|过|又)?(?:大|多|少|旧|乱|脏|暗|窄|满|差|薄|滑|烫)(?:了|的)?$|只有[一1两2][个人具台名]/

/** What a clause says of what it is about; undefined where it says nothing of it. */
function verdictOf(said: string): Result | undefined {
  if (NOT_THERE.test(said)) return '不涉及'
  if (NO_FAULT.test(said)) return '合格'
  if (BAD.test(said)) return '不合格'
  if (GOOD.test(said) || REST_WELL.test(said)) return '合格'
  return FAULT.test(said) ? '不合格' : undefined
}

/** 不合格，过期2个 → 过期2个. */
const VERDICT_WORDS =
  /^(?:也|还|都|现在)?(?:改成|改为|是|算|判)?(?:不合格|不达标|不符合(?:要求)?|没过|×|✗|有问题)[，,：:\s]{0,3}|[，,：:\s]{0,3}(?:不合格|×|✗)$/g
export const wrongIn = (said: string): string => said.replace(VERDICT_WORDS, '').trim()

/** Words that every list is full of tell no item from another. */
const COMMON: ReadonlySet<string> = new Set(
  listed('安全 消防 没有 完好 有效 齐全 合格 检查 到位 畅通 情况 设施 不合 问题 正常'),
)
const wordsOf = (text: string): Set<string> => new Set(pairsOf(text.replace(/[^\u4e00-\u9fa5A-Za-z0-9]/g, '')))

/** A thing called by another name weighs as much as two pairs of characters. */
const THING = 2

/** The item that a clause speaks of, by the words that they share; undefined where it is none of the list. */
export function itemOf(items: readonly Item[], said: string): Item | undefined {
  const words = [...wordsOf(said)].filter((w) => !COMMON.has(w))
  const things = thingsIn(said)
  const shared = items.map(({ item }) => {
    const [own, of] = [wordsOf(item), thingsIn(item)]
    return words.filter((w) => own.has(w)).length + THING * things.filter((t) => of.includes(t)).length
  })
  const most = Math.max(0, ...shared)
  return most ? items[shared.indexOf(most)] : undefined
}

const BY_NUMBER = String.raw`^(?:第)?(\d{1,2}(?:(?:\s?[-—~至到、和]\s?|\s)\d{1,2}){0,20})(?:项|条|号)?[.．)）、：:\s]{0,3}`
/** 第3项不合格：过期; 1-5合格; 1、2、4合格. */
const NUMBERED = new RegExp(String.raw`${BY_NUMBER}(?=\D)(.+)`)
const ONLY_JUDGES = new RegExp(`${BY_NUMBER}(?:都|均|全)?(?:合格|正常|完好|不涉及|没问题)[。！!]?$`)
/** 5 不涉及, 1-4合格, 4没得问题，5应急灯不亮: items by their numbers and how they are, and nothing else; that is an answer, whatever it is read as. */
export const onlyJudges = (text: string): boolean =>
  ONLY_JUDGES.test(text.trim()) || clausesBy(text).every(judgesByNumber)
/** 3也改成不合格，插座烧黑了: an item by its number and how it is, and what of it. */
export const judgesFirst = (text: string): boolean => judgesByNumber(clausesBy(text)[0] ?? '')

const clausesBy = (text: string): string[] => text.split(/[，,；;。！!\n]/).filter((clause) => clause.trim())
/** 3户进水 counts households and judges no item. */
const COUNTS = /^\s?(?:多|来|几)?(?:户|人|名|间|亩|米|栋|台|辆|组|村|点|时|月|日|个|条|头|岁|方|厘米|公分|%)/
const judgesByNumber = (clause: string): boolean => {
  const said = NUMBERED.exec(clause.trim())?.[2]
  return !!said && !COUNTS.test(said) && verdictOf(said) !== undefined
}
/** What is left, as a whole. */
const REST = /^(?:其余|其他|其它|剩下|余下|别的|后面|全部|所有|各项|每项|都|均)/
const LEAD = /^(?:@?安安[，,\s]{0,3})?(?:已经?查(?:了|完|过)?|查了|检查(?:了|结果)?)[：:，,\s]{0,3}/

function numbersIn(said: string, most: number): number[] {
  const spans = [...said.matchAll(/(\d{1,2})(?:\s?[-—~至到]\s?(\d{1,2}))?/g)].map(([, from, to]) => [from, to ?? from])
  return spans.flatMap(([from, to]) =>
    Array.from({ length: Math.min(Number(to), most) - Number(from) + 1 }, (_, i) => Number(from) + i).filter(
      (n) => n > 0,
    ),
  )
}

/** What is said in one breath: of items by their numbers, or of what its own words tell. */
interface Statement {
  seqs?: number[]
  said: string
}

/** 灭火器过期两具、应急灯坏一个 are two things; 消防通道、安全出口畅通 is one. */
function apart(clause: string): string[] {
  const parts = clause.split('、').map((part) => part.trim())
  return parts.length > 1 && parts.every((part) => verdictOf(part)) ? parts : [clause]
}

/** A form's lines are one statement each, with what stands behind the item's own words; other lines are one a clause. */
const statementsOf = (text: string, items: readonly Item[]): Statement[] =>
  text
    .replace(LEAD, '')
    // 1合格2合格3不合格
    .replace(/(合格|正常|不涉及|没问题)\s?(?=\d{1,2}\s?(?:不?合格|正常|不涉及))/g, '$1，')
    .split(/[\n；;。]/)
    .map((line) => line.trim())
    .flatMap((line): Statement[] => {
      const whole = NUMBERED.exec(line)
      if (whole && /[：:]/.test(whole[2]!) && !/[，,]\s?\d/.test(line))
        return [{ seqs: numbersIn(whole[1]!, items.length), said: whole[2]!.replace(/^[^：:]*[：:]/, '').trim() }]
      return line.split(/[，,]/).flatMap((clause): Statement[] => {
        const numbered = NUMBERED.exec(clause.trim())
        return numbered
          ? [{ seqs: numbersIn(numbered[1]!, items.length), said: numbered[2]!.trim() }]
          : apart(clause.trim()).map((said) => ({ said }))
      })
    })
    .filter(({ said }) => said)

/** Nothing but a verdict: it is of the item that is next. */
const isBare = (said: string) =>
  /^(?:[√✓✔×✗✘]|(?:都|是|很|基本)?(?:不?合格|正常|完好|没问题|通过|不行|没过))(?:的|了)?[！!]?$/.test(said)

/** It speaks of another thing than what was found wrong before. */
function isOther({ wrong = '' }: Answer, said: string): boolean {
  const [before, now] = [thingsIn(wrong), thingsIn(said)]
  return !!before.length && !!now.length && !now.some((t) => before.includes(t))
}

/**
 * Each answer of a text, in the order said; what follows of no item of its own adds to what is wrong with the one before. What
 * is wrong and stands in no list is an item of its own. [] where nothing is said of the check.
 */
export function answersIn(check: Pick<Check, 'items'>, text: string): Answer[] {
  const { items } = check
  const answers = new Map<number, Answer>()
  const put = (seq: number, result: Result, wrong = '', item?: string): Answer => {
    const answer = { seq, result, ...(result === '不合格' && wrong ? { wrong } : {}), ...(item ? { item } : {}) }
    answers.set(seq, answer)
    return answer
  }
  let last: Answer | undefined
  // spoken of, but not how it is: no 其余合格 covers it
  const open = new Set<number>()
  for (const { seqs, said } of statementsOf(text, items)) {
    const of = itemOf(items, said)
    const result = verdictOf(said) ?? (of && EXCESS.test(said) ? '不合格' : undefined)
    const wrong = wrongIn(said)
    const known = result ? of : undefined
    if (!result && of) open.add(of.seq)
    // 塔吊停用, 限三天改: what followed is no fault
    if (!result && !seqs && ACTION.test(said)) continue
    const next = items.find((i) => !i.result && !answers.has(i.seq))
    const adds =
      last?.result === '不合格' &&
      (!result || (result === '不合格' && (!known || !last.wrong || known.seq === last.seq) && !isOther(last, said)))
    if (seqs?.length && result) for (const seq of seqs) last = put(seq, result, wrong)
    else if (result && isBare(said) && next) last = put(next.seq, result)
    else if (result && result !== '不合格' && REST.test(said))
      for (const i of items) {
        if (!i.result && !answers.has(i.seq) && !open.has(i.seq)) put(i.seq, result)
      }
    else if (adds) last!.wrong = [last!.wrong, wrong].filter(Boolean).join('，')
    else if (result && known) last = put(known.seq, result, wrong)
    else if (result === '不合格')
      last = put(Math.max(items.length, ...answers.keys()) + 1, result, wrong, said.slice(0, 60))
  }
  return [...answers.values()]
}

/** 其余没问题: all that is not named is well. */
export const tellsOfRest = (text: string): boolean =>
  text.split(/[，,。；;\n]/).some((part) => REST.test(part.trim()) && verdictOf(part) === '合格')

const ACTION = new RegExp(anyOf(Object.values(FOLLOWED).flatMap(({ names }) => names)))
/** That something followed is said in so many words. */
export const tellsOfAction = (text: string): boolean => ACTION.test(text)

/** Of what was read as found, what tells of something wrong. */
export const faultsIn = (findings: readonly string[]): string[] => findings.filter((f) => verdictOf(f) === '不合格')
