/** Sentences of moving that move nobody: 没转, 把他们劝回来, 屋里只得两个; and who is told of house by house. */
import { ASK_THEM, DONE_ALREADY, LIVES_IN, NOT_MOVED } from './lexicon/unmoved.ts'
import { anyOf } from './lexicon/words.ts'
import { NUM, numberOf } from './numbers.ts'

const NOT = new RegExp(anyOf(NOT_MOVED), 'g')
const MOVE = /转|撤|搬|疏散|安置|接[出走到来下]|送到|背[出到]|劝[回离走下]|住进/
/** Nobody was moved, whoever is counted: 没转！人还在楼上，两户6个. Where others were moved it says no such thing. */
export const deniesMove = (text: string): boolean => {
  const rest = text.replace(NOT, '')
  return rest !== text && !MOVE.test(rest)
}

const WISHED = new RegExp(
  `^(?:你们?|快去?|再|赶紧|马上|先|去|，)?${anyOf(ASK_THEM)}[^，。；]{0,16}(?:${MOVE.source}|喊|叫|接|背|带|弄)`,
)
const DONE = new RegExp(anyOf(DONE_ALREADY))
/** An order or a wish: 把那两个老人家劝回来, 叫他们转移. */
export const wishesMove = (text: string): boolean => WISHED.test(text.trim()) && !DONE.test(text)

const LIVING = new RegExp(`${anyOf(LIVES_IN)}(?:得|有|了|就|只)?(${NUM}|俩|仨)(?:个|口|人|名|位|$)`)
/** Who lives in a house, of whom nobody says that they were moved: how many may be in there. */
export function livingThere(text: string): number | undefined {
  const said = LIVING.exec(text)?.[1]
  if (!said || MOVE.test(text)) return undefined
  return said === '俩' ? 2 : said === '仨' ? 3 : numberOf(said)
}

const HOUSE = '(?:还有|另|另外|有)?[一1那这]?(?:户|家)(?:是|有)?'
const A_HOUSE = new RegExp(`${HOUSE}(${NUM})(?:个人|个|口人|口|人)`, 'g')
/** 一户4个 一户3个: all together, where it says nothing else. */
export function houseByHouse(text: string): number | undefined {
  const all = [...text.matchAll(A_HOUSE)].map((m) => numberOf(m[1]!))
  const rest = text.replace(A_HOUSE, '').replace(/[\s，、。,！!和跟]|一共|总共|\d{1,3}[个人]/g, '')
  return all.length > 1 && !rest && all.every((n) => n !== undefined) ? all.reduce((a, n) => a! + n!, 0) : undefined
}
