import { CORRECTED } from '../lexicon/corrections.ts'
import { anyOf } from '../lexicon/words.ts'
import type { Fields } from '../reading.ts'

const WORD = new RegExp(anyOf(CORRECTED))
/** 不是20条，是30条. */
const INSTEAD = /不是[^，。；不是]{1,8}[，,\s]{0,2}(?:而|应该|应)?是|是[^，。；是]{1,8}[，,\s]{0,2}不是/

/** Whether the text takes back what was said before. */
export const correctionIn = (text: string): Fields =>
  WORD.test(text) || INSTEAD.test(text) ? { correction: true } : {}

/** 刚报失踪2个，搞错了，是1个: what the wrong figure was of goes on with the right one. */
const WRONG_BEFORE = new RegExp(
  `(?<of>(?:刚|才|之前|上面|前面)[^。；;\\n]{0,24}?)[\\d一二两三四五六七八九十]{1,4}\\s?(?:个人|[个人名户间亩])?[，,\\s]{0,3}(?:${anyOf(CORRECTED)})了?[，,\\s]{0,3}(?:应该)?(?:是|只有)`,
)

/** 不是死了3个，是伤了3个. */
const NOT_SO_MANY =
  /不是[^，,。；;\s\d一二两三四五六七八九十]{1,6}[\d一二两三四五六七八九十]{1,4}\s?(?:个人|[个人名户间亩])?[，,\s]{1,2}(?:而)?(?=是)/

/** The figure that was wrong stands in the text no more. */
export const withoutWrongFigure = (text: string): string => text.replace(WRONG_BEFORE, '$<of>').replace(NOT_SO_MANY, '')

/** What is taken back stands in the text no more: 不是20条是30条 says 30条. */
export const withoutMistaken = (text: string): string =>
  withoutWrongFigure(text).replace(/[，,\s]{0,2}(?:不是|误写成?|写成)[^，,。；;是]{1,10}/g, (m) =>
    /[，,\s]/.test(m[0]!) ? '，' : ' ',
  )
