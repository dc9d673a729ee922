/** A warning's text in the one form its readers work on, cut into clauses. The original itself is never changed. */
import { normalise } from '../reading/normalise.ts'
import { numberOf } from '../reading/numbers.ts'
import { simplified } from '../reading/simplified.ts'

/** Longer texts are read up to here; the national platform's are a few hundred characters. */
const MAX_READ = 20_000

const WIDE = '[\\u2e80-\\u9fff\\uff00-\\uffef\\u3000-\\u303f]'
const BLANK_BY_WIDE = new RegExp(`(?<=${WIDE})[ \\t]{1,20}|[ \\t]{1,20}(?=${WIDE})`, 'g')

const N = '([一二三四五六七八九十廿]{1,3})'
const YEAR = '(?:([一二三四五六七八九零〇○]{4})年)?'
const SPOKEN_TIME = new RegExp(`${YEAR}${N}月${N}[日号](?:${N}[时点](?:${N}分)?)?`, 'g')
const FIGURES = '零一二三四五六七八九'
const yearOf = (said: string) => [...said].map((c) => Math.max(0, FIGURES.indexOf(c))).join('')

/** 二〇二六年七月十二日九时三十分 → 2026年7月12日9时30分. */
const inFigures = (text: string) =>
  text.replace(SPOKEN_TIME, (...m: (string | undefined)[]) =>
    m
      .slice(1, 6)
      .flatMap((n, i) => (n ? [`${i ? (numberOf(n) ?? n) : yearOf(n)}${'年月日时分'[i]}`] : []))
      .join(''),
  )

/** Widths and script made one, quotation marks dropped, blanks beside Chinese characters dropped: 2026 年 7 月 → 2026年7月. */
export const plain = (text: string): string =>
  inFigures(
    simplified(normalise(text.slice(0, MAX_READ)))
      .replace(/\r\n?/g, '\n')
      .replace(/[“”"'‘’「」『』]/g, '')
      .replace(/【([^【】\n]{2,12})】(?=预警)/g, '$1')
      .replace(BLANK_BY_WIDE, ''),
  )

export interface Clause {
  text: string
  /** Where it begins in the plain text. */
  at: number
  end: number
  /** The mark after it; empty at the end of the text. */
  mark: string
  /** Clauses of one sentence share a number. */
  sentence: number
  /** Stands in 【】. */
  title: boolean
  /** Of an item that begins with ①, ② …. */
  item: boolean
}

const CLAUSE_MARKS = '，,：:'
const SENTENCE_MARKS = '。；;！!？?\n【】'
const ITEM_MARK = /[①-⑳]/
/** A clause nobody ended is cut here: looking back and forth inside one costs its length squared. */
const MAX_CLAUSE = 600
const isDigit = (c: string | undefined) => c !== undefined && c >= '0' && c <= '9'

/** Clauses in order, empty ones left out. A colon or comma between digits (20:05, 1,200) parts nothing. */
export function clausesOf(text: string): Clause[] {
  const clauses: Clause[] = []
  let at = 0
  let sentence = 0
  let title = false
  let item = false
  for (let i = 0; i <= text.length; i++) {
    const mark = text[i] ?? ''
    const begins = ITEM_MARK.test(mark)
    const endsSentence = mark === '' || begins || SENTENCE_MARKS.includes(mark)
    const ends = CLAUSE_MARKS.includes(mark) && !(isDigit(text[i - 1]) && isDigit(text[i + 1]))
    if (!endsSentence && !ends && i - at < MAX_CLAUSE) continue
    if (text.slice(at, i).trim()) clauses.push({ text: text.slice(at, i), at, end: i, mark, sentence, title, item })
    if (endsSentence) {
      sentence++
      item = begins
    }
    if (mark === '【') title = true
    if (mark === '】') title = false
    at = i + 1
  }
  return clauses
}
