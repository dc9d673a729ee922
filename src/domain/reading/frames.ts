/**
 * Words that make of others no news of today govern their clause and no more: 本来明天演习，结果今天仓库烧起来了 tells of a fire,
 * 假如水库垮了，人往哪里跑 of none. What is happening now wins over whatever stands beside it.
 */
import { clausesOf } from './clauses.ts'
import { likelihoodsOf, tellsOfHarm } from './learned/intent.ts'
import { ASKS, GOES_ON, ONCE, SUPPOSED, TURNS, TURNS_AHEAD } from './lexicon/frames.ts'
import { anyOf } from './lexicon/words.ts'
import { type Meant, outright } from './meant.ts'

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

/** What a text is for, read clause by clause where a frame stands in it. */
export function unframed(m: Meant, text: string, village?: string): Meant & { now?: string } {
  const now = nowIn(text)
  if (now && (m.intent !== 'disaster_report' || m.ask.length)) {
    const likely = likelihoodsOf({ text: now, village })
    if (likely.disaster_report! >= HAPPENING)
      return { intent: 'disaster_report', sure: likely.disaster_report!, ask: [], likely, rule: 'what is so now', now }
  }
  return isSupposed(text, village) ? outright('query', 'only supposed') : m
}
