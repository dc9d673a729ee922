/** 路通了一半, 火小了, 电来了一半, 抢通单车道: over in part is not over, and growing less is no end. */
import { asksIn } from './asked.ts'
import { ENDS, LESSENS, PARTS, WHOLLY } from './lexicon/partly.ts'
import { anyOf } from './lexicon/words.ts'

const [PART, END] = [anyOf(PARTS), anyOf(ENDS)]
const PARTLY: readonly RegExp[] = [
  new RegExp(`${END}[^，。；]{0,4}${PART}`),
  new RegExp(`${PART}[^，。；]{0,6}${END}`),
  new RegExp(anyOf(LESSENS)),
]
const WHOLE = new RegExp(anyOf(WHOLLY))
/** Longer texts tell more than that. */
const MOST = 40

/** Whether a text tells that something is over in part, or grows less. */
export function partlyIn(text: string): boolean {
  if (text.length > MOST || asksIn(text)) return false
  return text
    .split(/[，,。；;！!\n]/)
    .some((clause) => !WHOLE.test(clause) && PARTLY.some((words) => words.test(clause)))
}
