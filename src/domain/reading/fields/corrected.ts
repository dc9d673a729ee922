import { CORRECTED } from '../lexicon/corrections.ts'
import { anyOf } from '../lexicon/words.ts'
import type { Fields } from '../reading.ts'

const WORD = new RegExp(anyOf(CORRECTED))
/** 不是20条，是30条. */
const INSTEAD = /不是[^，。；不是]{1,8}[，,\s]{0,2}(?:而|应该|应)?是|是[^，。；是]{1,8}[，,\s]{0,2}不是/

/** Whether the text takes back what was said before. */
export const correctionIn = (text: string): Fields =>
  WORD.test(text) || INSTEAD.test(text) ? { correction: true } : {}

/** What is taken back stands in the text no more: 不是20条是30条 says 30条. */
export const withoutMistaken = (text: string): string =>
  text.replace(/[，,\s]{0,2}(?:不是|误写成?|写成)[^，,。；;是]{1,10}/g, (m) => (/[，,\s]/.test(m[0]!) ? '，' : ' '))
