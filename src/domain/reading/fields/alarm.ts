/** 误报, and 不是误报: whether something is said to have been no emergency. */
import { FALSE_ALARMS, NO_SHAM, NOT_FOUND, REAL, SHAM, TAKEN_FOR } from '../lexicon/false-alarms.ts'
import { anyOf } from '../lexicon/words.ts'

const DENIED = new RegExp(`${anyOf(NO_SHAM)}(?:什么|啥|在|我们?|有人|一个|个|那个)?${anyOf(SHAM)}`)
const AFFIRMED = new RegExp(`(?<!不|不要|是不)${anyOf(REAL)}(?=[，。！!、\\s啊呀哦嘞]|$)`)
const ASKED = new RegExp(
  `(?:是不是|是否|会不会|有没有可能)[^，。！!]{0,6}${anyOf(SHAM)}|${anyOf(SHAM)}(?:吗|么|吧)?[?？]|${anyOf(SHAM)}(?:吗|么)$`,
)
const CHECKED = `核实[^，。]{0,16}${anyOf(TAKEN_FOR)}|核实(?:不是|并非|不属实|没有(?:火|灾|险|着火))`
const SAID = new RegExp(`${anyOf(FALSE_ALARMS)}|不是${anyOf(NOT_FOUND)}|${CHECKED}`)

/** The words by which it is said to be none; undefined where that is denied, or only asked. */
export const falseAlarmIn = (text: string): string | undefined =>
  DENIED.test(text) || ASKED.test(text) ? undefined : SAID.exec(text)?.[0]

/** Whether it is said to be so, of what somebody took for a false alarm: 不是误报, 不是假的, 是真的. */
export const saidReal = (text: string): boolean => !ASKED.test(text) && (DENIED.test(text) || AFFIRMED.test(text))
