/** 不是同一起, 分开记, 这是另一起: what was said is of another event than it was taken for. */
import { anewIn, harmsIn } from './anew.ts'
import { asksIn } from './asked.ts'
import { tellsOfHarm } from './learned/intent.ts'
import { APART, BESIDE_APART } from './lexicon/same-event.ts'
import { anyOf } from './lexicon/words.ts'

const WORDS = new RegExp(anyOf(APART), 'g')
const SAID = new RegExp(anyOf(APART))
const BESIDE = new RegExp(anyOf(BESIDE_APART), 'g')
const NOT_SO = /(?:不|没|别)(?:用|要|必|消|需要)?(?:再)?(?:分开|拆开|单独)|不是(?:另|两|分)/
/** 分开, 分开吧: by itself. */
const ALONE = /(?:^|[，,。\s])(?:请|要|把它?们?)?(?:分开|拆开|单列)(?:来|吧|一下|了)?[。！!]?$/
/** 5组的塌方跟3组不是一回事: of two that were told. */
const OF_TWO = /[跟和与同][^，。]{1,12}(?:不|分开|是两|另)/
/** Longer texts tell a story of their own. */
const MOST = 60

/**
 * `bare` = it says so of what was told before; `told` = it tells an event besides, which is another than those before; undefined =
 * it says nothing of the kind.
 */
export function apartIn(message: string): 'bare' | 'told' | undefined {
  const text = message.replace(/[A-Z]{2,8}-\d{8}-\d{3,5}/gi, ' ').trim()
  if (text.length > MOST || asksIn(text) || NOT_SO.test(text)) return undefined
  if (ALONE.test(text)) return 'bare'
  if (!SAID.test(text)) return undefined
  const rest = text
    .replace(WORDS, ' ')
    .replace(BESIDE, '')
    .replace(/[\s，,。.！!：:；;、~～@]+/g, '')
  const harm = [...harmsIn(rest)].some((h) => h !== 'way') || tellsOfHarm(rest) || anewIn(rest)
  return !harm || OF_TWO.test(text) ? 'bare' : 'told'
}
