/** Whether something is asked, and not told: by how the whole of it begins and ends. */
import { ASKED_ENDS, ASKED_WHOLE, CRIED_FOR } from './lexicon/questions.ts'
import { anyOf } from './lexicon/words.ts'

const ENDS = new RegExp(`(?:${anyOf(ASKED_ENDS)}|(?<![有也都就还么啥个人])没(?:有)?)[呀啊呢哦哈嘛]?$`)
const WHOLE = new RegExp(`^${anyOf(ASKED_WHOLE)}`)
const CRIED = new RegExp(anyOf(CRIED_FOR))
const LEAST = 3
const ENDED_BY = /[。！!~～\s]{1,4}$/

/** One sentence that asks how something stands: 那个冒浑水的怎么样了, 还有人困着没. What cries for help in the form of a question tells. */
export function asksIn(text: string): boolean {
  const said = text.trim().replace(ENDED_BY, '')
  const bare = said.replace(/[?？]{1,3}$/, '')
  // 没有 alone is an answer
  if (bare.length < LEAST || /[，,。；;！!?？\s]/.test(bare) || CRIED.test(bare)) return false
  return bare !== said || ENDS.test(bare) || WHOLE.test(bare)
}
