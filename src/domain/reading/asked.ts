/** Whether something is asked, and not told: by how the whole of it begins and ends. */
import { ASKED_ENDS, ASKED_WHOLE, COUNT_ASKED, CRIED_FOR, NEWLY_TOLD, NOT_ASKED } from './lexicon/questions.ts'
import { anyOf } from './lexicon/words.ts'

const ENDS = new RegExp(`(?:${anyOf(ASKED_ENDS)}|(?<![有也都就还么啥个人])没(?:有)?)[呀啊呢哦哈嘛]?$`)
const WHOLE = new RegExp(`^${anyOf(ASKED_WHOLE)}`)
const CRIED = new RegExp(anyOf(CRIED_FOR))
/** 检查出几个问题. */
const FOUND_HOW_MANY = /(?:查出|发现了?|查到)(?:几|多少|哪些)[个条处家项]?(?:问题|隐患|不合格|毛病)?$/
const LEAST = 3
const ENDED_BY = /[。！!~～\s]{1,4}$/

/** One sentence that asks how something stands: 那个冒浑水的怎么样了, 还有人困着没. What cries for help in the form of a question tells. */
export function asksIn(text: string): boolean {
  const said = text.trim().replace(ENDED_BY, '')
  const bare = said.replace(/[?？]{1,3}$/, '')
  // 没有 alone is an answer
  if (bare.length < LEAST || /[，,。；;！!?？\s]/.test(bare) || CRIED.test(bare)) return false
  return bare !== said || ENDS.test(bare) || WHOLE.test(bare) || FOUND_HOW_MANY.test(bare)
}

const COUNTS = COUNT_ASKED.map((form) => new RegExp(form))
const TOLD = new RegExp(anyOf(NOT_ASKED, NEWLY_TOLD))

/**
 * Whether words ask, in the mouth of an officer or a leader: 困了几个, 石岭村三组受伤几个人, 还有几件没完. From whoever is on the
 * scene 伤了几个 tells, so only theirs are asked of this.
 */
export function asksAsLead(text: string): boolean {
  const bare = text.trim().replace(ENDED_BY, '').replace(/\s/g, '')
  if (asksIn(bare)) return true
  if (bare.length < LEAST || /[，,。；;！!?？]/.test(bare) || CRIED.test(bare) || TOLD.test(bare)) return false
  return COUNTS.some((form) => form.test(bare))
}
