/**
 * Harm that happened once more, or grew: 5组又塌了, 后山又下来一截, 水还在涨. New harm is never a detail of what was told before: it
 * always alarms, whichever report it joins. And of what nature the harm is that a text speaks of, by which it fits a report.
 */
import { asksIn } from './asked.ts'
import { AGAIN, BURNS, FALLS, FLOODS, GROWS, MOVES, NO_GROUND, NOT_ANEW, RISES, SOLID, WATERS } from './lexicon/anew.ts'
import { anyOf } from './lexicon/words.ts'

const BEFORE = `${anyOf(AGAIN)}[^，。！!；;]{0,4}?`
const HAPPENS: readonly RegExp[] = [
  new RegExp(`${BEFORE}${anyOf(FALLS)}`),
  new RegExp(`${anyOf(SOLID)}[^，。]{0,4}${BEFORE}${anyOf(MOVES)}`),
  new RegExp(`${BEFORE}${anyOf(MOVES)}[^，。]{0,3}${anyOf(SOLID)}`),
  new RegExp(`${anyOf(WATERS)}[^，。]{0,4}${BEFORE}${anyOf(RISES)}`),
  new RegExp(`${BEFORE}${anyOf(FLOODS)}`),
  new RegExp(`${BEFORE}${anyOf(BURNS)}`),
  new RegExp(anyOf(GROWS)),
]
const NOT = new RegExp(anyOf(NOT_ANEW, NO_GROUND))
/** Longer texts tell a story of their own. */
const MOST = 60

/** Whether a short text says that harm happened once more or grew. */
export function anewIn(text: string): boolean {
  if (text.length > MOST || asksIn(text)) return false
  return text
    .split(/[，,。；;！!\n]/)
    .some((clause) => !NOT.test(clause) && HAPPENS.some((words) => words.test(clause)))
}

export type Harm = 'ground' | 'water' | 'fire' | 'way'
const HARMS: readonly [Harm, RegExp][] = [
  ['ground', /塌|垮|滑|崩|落石|滚石|石头|掉土|落土|泥石|泥巴|土方|山体|裂缝|裂口|下来[了一半好大几]|陷|溜方/],
  ['water', /水|淹|涨|漫|灌|渗|漏|管涌|溃|决口|洪/],
  ['fire', /火|烧|烟|燃|着了|爆/],
  ['way', /路|桥|车道/],
]
/** Of what nature the harm is that a text speaks of; empty = it does not say. */
export const harmsIn = (text: string): ReadonlySet<Harm> =>
  new Set(HARMS.filter(([, words]) => words.test(text)).map(([harm]) => harm))
