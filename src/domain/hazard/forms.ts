/** Forms of words that a verb is said in. What a form finds beside itself is the verb's argument: a reason, a name. */
import {
  CAME_BACK,
  CLOSED_TOO,
  CLOSES,
  CLOSING,
  FAILS,
  IN_ORDER,
  LOOKED_AGAIN,
  LOOKED_THERE,
  SENDS_BACK,
} from '../reading/lexicon/loop.ts'
import { anyOf } from '../reading/lexicon/words.ts'

/** @returns the argument, '' where it has none, undefined where the words do not say it. */
export type Form = (text: string) => string | undefined

/** The whole text, without blanks where `close`. */
export const form =
  (pattern: RegExp): Form =>
  (text) => {
    const m = pattern.exec(text)
    return m ? (m.groups?.arg?.trim() ?? '') : undefined
  }
export const either =
  (...forms: (Form | undefined)[]): Form =>
  (text) => {
    for (const one of forms) {
      const arg = one?.(text)
      if (arg !== undefined) return arg
    }
    return undefined
  }

const PARTS = /[，,。；;！!\s：:、]+/
const partsOf = (text: string): string[] => text.split(PARTS).filter(Boolean)

const FILLING =
  '(?:已经?|经|都|也|全|全部|均|的|是|了|过|一下|确实|情况|结果|现场|今天|刚才|我们?|这边|那边|应该|基本){0,6}'
const CLOSE = `(?:${anyOf(CLOSING)}){0,6}(?:${anyOf(CLOSES)})(?:了|吧|掉|的|啦){0,6}`
const CLOSE_TOO = `(?:${anyOf(CLOSING)}){0,6}(?:${anyOf(CLOSED_TOO)})(?:了|吧|掉|的|啦){0,6}`
const AGAIN = `(?:${anyOf(LOOKED_AGAIN)})`
const FINE = `(?:${anyOf(IN_ORDER)})(?:的|啦|吧|了){0,6}`
const OVER = `${FILLING}(?:整改|处理|隐患|问题)?${FILLING}${FINE}`
const SEEN = `${FILLING}(?:${anyOf(LOOKED_THERE)})(?:了|过|一下){0,6}`
const LOOKED = new RegExp(
  `^(?:${FILLING}${AGAIN}${FILLING}${FINE}|${FILLING}${AGAIN}(?:通过|过)了?|${CLOSE}|${AGAIN}${FILLING}${CLOSE})$`,
)
const PASSES = new RegExp(
  `^(?:${OVER}(?:${CLOSE})?|${SEEN}${OVER}|${FILLING}${AGAIN}${FILLING}|${SEEN}|${CLOSE}|${CLOSE_TOO})$`,
)
const BEGINS_SEEN = new RegExp(`^${SEEN}`)
const JUST_LOOKED = new RegExp(`^(?:${SEEN}|${FILLING}${AGAIN}${FILLING})$`)

/** 砌得牢: in few words, and nothing that is missing. */
const isPraise = (part: string): boolean => part.length < 7 && /得/.test(part) && !/[不没未差缺少难]|还/.test(part)

/** 复查合格，销号: each part of it says so, and one of them that somebody looked or that it is closed. */
export const passes: Form = (text) => {
  const parts = partsOf(text)
  const all =
    parts.length > 0 && parts.length < 5 && parts.every((p) => LOOKED.test(p) || PASSES.test(p) || isPraise(p))
  const says = parts.some((p) => LOOKED.test(p) || (BEGINS_SEEN.test(p) && !JUST_LOOKED.test(p)))
  const looked = parts.some((p) => JUST_LOOKED.test(p)) && parts.some((p) => !JUST_LOOKED.test(p))
  return all && (says || looked) ? '' : undefined
}
/** 合格, 没问题, 可以了: of one that is named. */
export const passesNamed: Form = (text) => {
  const parts = partsOf(text)
  return parts.length &&
    parts.length < 5 &&
    parts.every((p) => PASSES.test(p) || LOOKED.test(p)) &&
    !parts.every((p) => JUST_LOOKED.test(p))
    ? ''
    : undefined
}

const WHY_HEAD = /^(?:退回)?(?:的)?(?:理由|原因|因为)(?:是|为)?/
const BACK = new RegExp(
  `^(?:这|那)?(?:条|个)?(?:得|要|先|请|给我|建议|必须|还得|还要|还是){0,6}(?:(?:${anyOf(SENDS_BACK)})(?:去|来|吧|了|啊|一下|处理|整改){0,6}){1,3}$`,
)
const FAILED = new RegExp(`^${FILLING}(?:${AGAIN})${FILLING}(?:${anyOf(FAILS)})(?:啊|的|了){0,6}$`)
const NO_GOOD = new RegExp(`^(?:这|那)?(?:条|个)?${FILLING}(?:${anyOf(FAILS)})(?:啊|的|了){0,6}$`)

/** What stands beside the words that send it back is why. */
const back =
  (bare: boolean): Form =>
  (text) => {
    const parts = text.split(/[，,。；;！!：:\s]+/).filter(Boolean)
    const heads = parts.filter((p) => BACK.test(p) || FAILED.test(p) || NO_GOOD.test(p))
    const strong = parts.some((p) => BACK.test(p) || FAILED.test(p))
    if (!heads.length || !(strong || bare)) return glued(text)
    return parts
      .filter((p) => !heads.includes(p))
      .map((p) => p.replace(WHY_HEAD, ''))
      .filter(Boolean)
      .join('，')
  }
/** 退回护栏没装牢: nothing stands between. */
const GLUED = /^(?:退回|打回|退回去|打回去)(?<arg>[^，,。；;\s]{2,60})(?:[，,。；;].*)?$/
const glued: Form = (text) => {
  const arg = GLUED.exec(text)?.groups?.arg
  if (arg === undefined || /^(?:给|到|原|的)/.test(arg)) return undefined
  return BACK.test(arg) ? '' : text.replace(/^(?:退回去?|打回去?)/, '')
}
export const sendsBack = back(false)
export const sendsBackNamed = back(true)

const BACK_AGAIN = new RegExp(
  `^(?<arg>[^，,。；;]{0,14}?(?:${anyOf(CAME_BACK)})[^，,。；;]{0,8}(?:[，,。；;\\s].{0,60})?)$`,
)
/** 又堵上了: and nothing that is done. */
export const cameBack: Form = (text) =>
  /(?:没有?|无|未)(?:发现|见|再)?(?:反弹|复发|出现)|又(?:有)?(?:人|新)|又.{0,6}(?:好|完)了|又下雨|又停电|又来电|又来人/.test(
    text,
  )
    ? undefined
    : form(BACK_AGAIN)(text)
const SHORT_AGAIN = new RegExp(
  `^(?<arg>(?:隐患|问题|那里|那边|这里|这边|现在|今天|昨晚|刚才|好像|都|已经){0,6}(?:${anyOf(CAME_BACK)})(?:上|起来|开|住|回来|回去|死|现|了|啦|嘛|反弹|坏){0,6})$`,
)
/** Without a word of what it is. */
export const cameBackAlone: Form = form(SHORT_AGAIN)
