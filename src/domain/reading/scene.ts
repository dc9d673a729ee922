/** Words from the scene of something that is known already: that somebody is there, that it is over, that it is the same. */
import { CLEARED, DANGERS, DONE, ENDED, NOT_SO, SAME, THERE, WORK } from './lexicon/scene.ts'
import { anyOf } from './lexicon/words.ts'
import { partlyIn } from './partly.ts'

const NOT = `(?<!${anyOf(NOT_SO)}(?:全部|完全|彻底|全|把|进行)?)`
const OVER = [
  new RegExp(`${NOT}${anyOf(DANGERS)}(?:已经?|都|全部|基本)?(?<!${anyOf(NOT_SO)})${anyOf(ENDED)}`),
  new RegExp(`${NOT}${anyOf(WORK)}(?:工作|任务)?(?:已经?|都|全部|基本)?(?<!${anyOf(NOT_SO)})${anyOf(DONE)}`),
  new RegExp(`${NOT}${anyOf(CLEARED)}`),
]
const IS_THERE = new RegExp(`${anyOf(THERE)}|^(?:我们?|队伍|人)?(?:已经?|刚)?到了?(?:现场|\\d+组)`)
const ASKED = /[?？吗]$|没有$|了没$/
const NOT_THERE =
  /(?:马上|准备|预计|正在|正|去|赶往|还没|没|未|请|派人|带人|立即|尽快|赶紧)[^，。；]{0,4}(?:到|去|赶到|赶往)?现场/
const IS_SAME = new RegExp(`(?<!不是)${anyOf(SAME)}`)

/** How it stands there. */
export interface Scene {
  /** Somebody speaks from there. */
  there: boolean
  /** It is said to be over. */
  over: boolean
  /** It is said to be the same as something told before. */
  same: boolean
}

/** Longer texts tell a story of their own. */
const MOST = 120

/** Undefined = nothing is said from the scene of anything. */
export function sceneIn(text: string): Scene | undefined {
  if (text.length > MOST || ASKED.test(text.trim())) return undefined
  const over = !partlyIn(text) && OVER.some((words) => words.test(text))
  const there = IS_THERE.test(text) && !NOT_THERE.test(text)
  const same = IS_SAME.test(text)
  return over || there || same ? { there, over, same } : undefined
}

const WORDS = new RegExp(anyOf(THERE, DANGERS, ENDED, WORK, DONE, CLEARED, ['现场', '警戒线']), 'g')
/** What is left of such words besides: by which one scene may be told from another. */
export const withoutScene = (text: string): string => text.replace(WORDS, ' ')
