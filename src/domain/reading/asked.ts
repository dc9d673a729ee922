/** Whether something is asked, and not told: by how the whole of it ends. */
import { ASKED_ENDS, ASKED_WHOLE, CRIES } from './lexicon/questions.ts'
import { anyOf } from './lexicon/words.ts'

const ENDS = new RegExp(`(?:${anyOf(ASKED_ENDS)}|(?<!有|也|都|就|还|什么|啥)没(?:有)?)[呀啊呢哦哈嘛]?[?？]{0,3}$`)
const WHOLE = new RegExp(`^(?:${anyOf(ASKED_WHOLE)})`)
const CRIED = new RegExp(anyOf(CRIES))
const ENDED_BY = /[。！!~～\s]{1,4}$/

/** One sentence that asks how something stands. What cries for help in the form of a question tells. */
export function asksIn(text: string): boolean {
  const said = text.trim().replace(ENDED_BY, '')
  return (
    !/[，,。；;！!\n]/.test(said) && !CRIED.test(said) && (ENDS.test(said) || WHOLE.test(said) || /[?？]$/.test(said))
  )
}
