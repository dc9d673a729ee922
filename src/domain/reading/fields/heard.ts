/** Somebody is heard and not seen, 桥底下有人喊, 楼板下面有敲东西的声音: they may be caught there, wherever "there" is. */
import { CALLED_FOR, CRIES, HEARD_CRY, HEARD_WHO, HIDES, NEAR_ONES, NOT_HOME } from '../lexicon/harm.ts'
import { anyOf } from '../lexicon/words.ts'

const CRIED = new RegExp(
  `(?<![没冇无未]|没有)${anyOf(HEARD_WHO)}(?:在|一直|不停地?|好像)?${anyOf(HEARD_CRY)}(?!${anyOf(CALLED_FOR)})|${anyOf(CRIES)}`,
)
const BESIDE = '(?:底下|下面|上面|里面|里头|中间|旁边|边上|对面|后头|后面|[边上下里底内])'
const SPOT = new RegExp(`${anyOf(HIDES)}${BESIDE}?`)

/** What is heard, and where; undefined where nobody is. */
export function heardThere(text: string): { cry: string; spot?: string } | undefined {
  const cry = CRIED.exec(text)?.[0]
  if (!cry) return undefined
  const spot = SPOT.exec(text)?.[0]
  return { cry, ...(spot ? { spot } : {}) }
}

const AWAY = new RegExp(`${anyOf(NEAR_ONES)}[^。；]{0,16}${anyOf(NOT_HOME)}`)
/** 渠边一只拖鞋，没看见人. */
const LEFT_BEHIND = /(?:鞋|书包|衣服|钓竿|空船|筏子)[^。；]{0,8}[，,\s]?(?:没|冇|不)(?:看见|看到|见)?(?:到)?人/
/** Somebody is missed, or heard where they should not be: graver than whatever else the words tell. */
export const isMissed = (text: string): boolean => AWAY.test(text) || LEFT_BEHIND.test(text) || !!heardThere(text)
