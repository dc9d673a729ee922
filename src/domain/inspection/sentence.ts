/**
 * A check told in one sentence: 我和小王去了福利院，消防通道堵了，其余没问题. What stands before the first pause says who was
 * where; what follows says how things are there.
 */
import { anyOf, listed } from '../reading/lexicon/words.ts'

const CALLED = /^(?:@?安安[，,\s]{0,3})?(?:【演练】)?/
const WHEN =
  /^(?:(?:今|昨|前)(?:天|日|晚|早)|刚才?|刚刚|方才|上午|下午|早上|中午|晚上|夜里|这会儿|\d{1,2}[月号日点]\d{0,2}[日号]?|[，,\s])/
const WE = /^(?:我们(?:俩|两个|几个|站|组)?|我|咱们?|俺们?)/
const TOGETHER =
  /^(?:和|跟|同|与|带着?|会同|联合|陪同?)([^，,。去到查]{1,16}?)(?:一起|一道|一同|一块儿?)?(?=去|到|来|查|检|看|抽|对|上|在|联|走|夜|暗)/
/** 王师傅和李工去了…: whoever is named first. */
const NAMED = /^([\u4e00-\u9fa5]{2,4}(?:[、和跟与][\u4e00-\u9fa5]{2,4}){1,3})(?=去了?|到了?|来|查|检查|抽查)/
const VERBS = anyOf(
  listed(
    '安全检查 消防检查 执法检查 突击检查 专项检查 日常检查 联合检查 例行检查 检查 抽查 巡查 查看 夜查 暗访 走访 突查 查 看 去 到 来 上 在 对 进',
  ),
)
const DID = new RegExp(`^(?:${VERBS}(?:了|过|完)?(?:一下|一遍|一圈|一趟)?)`)
const DONE = new RegExp(
  `(?:(?:进行|开展|做)(?:了)?)?(?:一次|一遍)?(?:${anyOf(listed('安全检查 消防检查 执法检查 突击检查 专项检查 日常检查 联合检查 例行检查 检查 抽查 看 查 转'))})(?:过了|完了|了|过|完)?(?:一下|一遍|一圈|一趟)?$|(?:查|看)(?:过了|完了|了|过|完)$|的?情况$|里$`,
)

export interface Sentence {
  /** What is left where the unit stands. */
  unit: string
  /** Whoever went with the speaker, as said. */
  with: string
  /** The speaker went too. */
  self: boolean
  /** 查 is said of it, not only that they were there. */
  checked: boolean
  /** How things are there. */
  rest: string
}

/** Undefined where the text begins with no going or checking. @param text any; what is longer than a sentence or two is none. */
export function sentenceIn(text: string): Sentence | undefined {
  const plain = text.trim().replace(CALLED, '')
  const pause = plain.search(/[，,。：:；;\n]/)
  if (pause < 2 || plain.length > 400) return undefined
  let head = plain.slice(0, pause)
  // 今天，我和小王去了福利院，…
  let from = pause
  if (WHEN.test(head) && head.replace(WHEN, '') === '') {
    const next = plain.slice(pause + 1).search(/[，,。：:；;\n]/)
    if (next < 2) return undefined
    head = plain.slice(pause + 1, pause + 1 + next)
    from = pause + 1 + next
  }
  if (head.length > 40) return undefined
  const out = { with: [] as string[], self: false }
  let left = head
  let did = false
  for (let before = ''; before !== left; ) {
    before = left
    while (WHEN.test(left)) left = left.replace(WHEN, '')
    left = left.replace(WE, () => {
      out.self = true
      return ''
    })
    left = left.replace(did ? /$^/ : TOGETHER, (_, who: string) => {
      out.with.push(who)
      out.self = true
      return ''
    })
    left = left.replace(did ? /$^/ : NAMED, (_, who: string) => {
      out.with.push(who)
      return ''
    })
    left = left.replace(DID, () => {
      did = true
      return ''
    })
    left = left.replace(DONE, () => {
      did = true
      return ''
    })
    left = left.trim()
  }
  return did && left.length > 1
    ? {
        unit: left,
        with: out.with.join('、'),
        self: out.self,
        checked: /查/.test(head),
        rest: plain.slice(from + 1).trim(),
      }
    : undefined
}
