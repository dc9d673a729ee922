/**
 * Words that make of others no news of today govern their clause and no more: 本来明天演习，结果今天仓库烧起来了 tells of a fire,
 * 假如水库垮了，人往哪里跑 of none. What is happening now wins over whatever stands beside it.
 */
import { clausesOf } from './clauses.ts'
import { likelihoodsOf, tellsOfHarm } from './learned/intent.ts'
import { ASKS, ELSEWHERE, GOES_ON, IS_IT_SO, ONCE, SEEN_ON, SUPPOSED, TURNS, TURNS_AHEAD } from './lexicon/frames.ts'
import { anyOf } from './lexicon/words.ts'
import { type Meant, outright, weighed } from './meant.ts'

const FRAME = new RegExp(anyOf(SUPPOSED, ONCE))
const TURN = new RegExp(`${anyOf(TURNS)}|(?<=[，,。；;！!\\s])${anyOf(TURNS_AHEAD)}`)

/** What a text tells from where it turns from a frame to the present; undefined where it does not. */
function nowIn(text: string): string | undefined {
  const frame = FRAME.exec(text)
  if (!frame) return undefined
  const rest = text.slice(frame.index + frame[0].length)
  const turn = TURN.exec(rest)
  return turn ? rest.slice(turn.index) : undefined
}

/** From this likelihood on what is told of the present is an emergency, whatever the frame beside it says. */
const HAPPENING = 0.7

const HEAD = new RegExp(`^(?:@?安安|请问|问一下|那|我想问|领导|各位|大家|[，,：:\\s]){0,3}${anyOf(SUPPOSED)}`)
const SUPPOSES = new RegExp(anyOf(SUPPOSED))
const ENDS_ASKING = new RegExp(`${anyOf(ASKS)}[^，,。！!]{0,8}$|[?？]\\s*$`)
const ON = new RegExp(anyOf(GOES_ON))

/** 假如水库垮了，人往哪里跑？ Nothing is told of but what is only supposed, and it is asked what then. */
function isSupposed(text: string, village?: string): boolean {
  if (!HEAD.test(text) || !ENDS_ASKING.test(text) || nowIn(text)) return false
  const clauses = clausesOf(text)
  const supposed = clauses.filter((c) => SUPPOSES.test(c.text))
  const rest = clauses.filter((c) => !SUPPOSES.test(c.text)).map((c) => c.text)
  return !supposed.some((c) => ON.test(c.text)) && !(rest.length && tellsOfHarm(rest.join('，'), village))
}

const RUMOUR = new RegExp(anyOf(SEEN_ON))
const IN_DOUBT = new RegExp(anyOf(IS_IT_SO))
const ABROAD = new RegExp(anyOf(ELSEWHERE))
/** As likely as not: then the officers see it, and whoever says it is asked. */
const OPEN = { disaster_report: 0.5, none: 0.5 }

/** 抖音上说石岭村塌方埋了人，不知道是不是我们这里: harm told of one of our own villages, by somebody who does not know. */
function isRumour(text: string, village?: string): boolean {
  if (!village || !RUMOUR.test(text) || !IN_DOUBT.test(text) || ABROAD.test(text)) return false
  const told = clausesOf(text.replace(RUMOUR, '')).filter((c) => !IN_DOUBT.test(c.text))
  return tellsOfHarm(
    told.map((c) => c.text.replace(/^(?:上|里|里面|看到|刷到|有人?|有个|说|发|传|的|，){0,6}/, '')).join('，'),
    village,
  )
}

/** What a text is for, read clause by clause where a frame stands in it. @param ours the village, where it is one of the station's. */
export function unframed(m: Meant, text: string, village?: string, ours?: string): Meant & { now?: string } {
  if (!m.ask.length && isRumour(text, ours))
    return { ...weighed(OPEN), ask: ['disaster_report'], rule: 'heard of our own' }
  const now = nowIn(text)
  if (now && (m.intent !== 'disaster_report' || m.ask.length)) {
    const likely = likelihoodsOf({ text: now, village })
    if (likely.disaster_report! >= HAPPENING)
      return { intent: 'disaster_report', sure: likely.disaster_report!, ask: [], likely, rule: 'what is so now', now }
  }
  return isSupposed(text, village) ? outright('query', 'only supposed') : m
}
