/**
 * Words that mean nothing alone and add to what was told before, by their form: an answer in a number, an amount, a group, a spot,
 * what stands in place of something said wrongly, what has been done about it. Whether they fit is for whoever knows what was told.
 */

import { saidReal } from './fields/alarm.ts'
import { CORRECTED } from './lexicon/corrections.ts'
import {
  AMOUNTS_OF,
  AT,
  CALLED_PLACES,
  JOKES,
  MEASURED,
  MEASURES,
  NO_PLACES,
  SPOTS,
  WELL,
} from './lexicon/fragments.ts'
import { anyOf } from './lexicon/words.ts'
import { NUM } from './numbers.ts'

export type Fragment = 'answer' | 'amount' | 'group' | 'spot' | 'instead' | 'measure'

/** Longer than this, words stand for themselves. */
const LONGEST = 24
const MARKS = String.raw`[\s，,。.！!：:、；;~～]`
const HEAD = `(?:${anyOf(WELL)}|${MARKS}){0,4}`
const AMOUNT = `${NUM}[多来几]?\\s?(?:${anyOf(AMOUNTS_OF)})(?:${NUM})?(?:${anyOf(MEASURED)}){0,2}的?`
const GROUP = `(?:我们|我|本|咱)?村?第?(?:\\d{1,2}|[一二三四五六七八九十]{1,3})(?:村民小组|组|社|队)`
const END = `(?:的|哈|啊|呢|哦|吧|了|${MARKS}){0,3}`

/** 3, 两个人, 没有: the answer to a question of ours. */
export const BARE_ANSWER = new RegExp(
  `^(?:一共|总共|大概|约|就|有)?(?:(${NUM})\\s?([个人名户家]?)人?|都?没有?|无|没人)[。.!！]?$`,
)
const FORMS: readonly [Fragment, RegExp][] = [
  ['answer', BARE_ANSWER],
  ['amount', new RegExp(`^${HEAD}${AMOUNT}(?:${MARKS}{1,2}${HEAD}${AMOUNT})?${END}$`)],
  ['group', new RegExp(`^${HEAD}(?:在)?${GROUP}(?:那里|那边|这里|这边)?${END}$`)],
  ['spot', new RegExp(`^${HEAD}(?:${anyOf(AT)})[\\u4e00-\\u9fa5\\d]{1,12}(?:${anyOf(SPOTS)})${END}$`)],
]
/** 不是后山，是牛栏坑那边: what was said wrongly, and what stands in its place. */
const INSTEAD = new RegExp(
  `^(?:${anyOf(WELL)}|${MARKS}){0,3}不(?:是)?(?:在)?([^，,。；;\\s]{1,10})[，,。；;\\s]{1,2}(?:而|应该)?(?:是|在)`,
)
const MEASURE = new RegExp(anyOf(MEASURES))
const JOKE = new RegExp(anyOf(JOKES))

/** 安安 itself and mentions say nothing. */
const plain = (text: string) => text.replace(/@\S{1,12}\s?|安安[，,\s]?/g, '').trim()

/** Which of them a message is; undefined = it stands for itself. */
export function fragmentIn(message: string): Fragment | undefined {
  const text = plain(message)
  if (!text || text.length > LONGEST || JOKE.test(text)) return undefined
  const form = FORMS.find(([, words]) => words.test(text))?.[0]
  return form ?? (INSTEAD.test(text) ? 'instead' : MEASURE.test(text) ? 'measure' : undefined)
}

/** What a message says that it was not: 后山 of 不是后山，是牛栏坑那边. */
export const mistakenIn = (message: string): string | undefined =>
  INSTEAD.exec(plain(message))?.[1]?.replace(/(?:那里|那边|这边|里)$/, '') ?? placeTakenBack(message)?.wrong

/** A place that stands in for one that was said wrongly, which is not always named. */
export interface PlaceTakenBack {
  is: string
  wrong?: string
}
const WHERE = `(${GROUP}|[\\u4e00-\\u9fa5\\d]{1,8}?)(?:那里|那边|这边|那头|的)?`
const BUT = `${MARKS}{0,2}(?:而|应该|应当|应)?`
const NOT_AT = '不(?:是|在)(?:在)?'
const SET_RIGHT: readonly [RegExp, is: number, wrong: number][] = [
  // 是老街不是新街, 罗塘村那个滑坡是4组的，不是3组
  [new RegExp(`^(?:[^，,。；;不]{0,16}?(?:是|在)|${HEAD}(?:是|在)?)${WHERE}${BUT}${NOT_AT}${WHERE}${END}$`), 1, 2],
  [new RegExp(`^(?:${HEAD}|[^，,。；;不]{0,12}?)${NOT_AT}${WHERE}${BUT}(?:是|在)(?:在)?${WHERE}${END}$`), 2, 1],
  // 3组说错了，是4组
  [new RegExp(`^${WHERE}${anyOf(CORRECTED)}了?${BUT}(?:是|在)?${WHERE}${END}$`), 2, 1],
]
/** 地点错了，在老街; 说错了是4组: nothing is said of what was wrong. */
const SET_ANEW = new RegExp(
  `^(?:不好意思|刚才|${MARKS}){0,3}(地点|位置|地方|组别|村组|组)?(?:${anyOf(CORRECTED)})了?(?:地点|位置|地方)?${BUT}(?:是|在)?(?:在)?${WHERE}${END}$`,
)
const A_GROUP = new RegExp(`^${GROUP}$`)
const A_PLACE = new RegExp(`(?:${anyOf(CALLED_PLACES, SPOTS)})$`)
/** Of counts, of what happened and of how it stands nothing is a place. */
const NO_PLACE = new RegExp(`${NUM}\\s?(?:[人户间个名家头只条辆岁点分米方亩车棵])|^${NUM}$|${anyOf(NO_PLACES)}`)

/** Whether a message only says which place is meant, and not the one told before: 4组不是3组, 说错了是4组. */
export function placeTakenBack(message: string): PlaceTakenBack | undefined {
  const text = plain(message)
  // 别当是误报，路淹了 names no place that was wrong
  if (!text || text.length > LONGEST_PLACE || JOKE.test(text) || saidReal(text)) return undefined
  const [, of, where] = SET_ANEW.exec(text) ?? []
  const isPlace = !!where && !NO_PLACE.test(where) && (!!of || A_GROUP.test(where) || A_PLACE.test(where))
  if (isPlace) return { is: where }
  for (const [words, is, wrong] of SET_RIGHT) {
    const m = words.exec(text)
    if (m && [m[is]!, m[wrong]!].every((at) => !NO_PLACE.test(at))) return { is: m[is]!, wrong: m[wrong]! }
  }
  return undefined
}
const LONGEST_PLACE = 36

/** Whether it says that it is not meant in earnest. */
export const isJoke = (message: string): boolean => JOKE.test(message)

const TAKEN_BACK = new RegExp(
  `^(?:刚才|前面|上面|我|那个|那条|说的|报的|是|都){0,4}(?:${['开玩笑', '开个玩笑', '逗你们', '逗大家', '闹着玩', '说着玩', '乱说'].join('|')})`,
)
/** 开玩笑的，没着火: what was told before was no earnest. */
export const takesBack = (message: string): boolean =>
  plain(message).length <= LONGEST && TAKEN_BACK.test(plain(message))
