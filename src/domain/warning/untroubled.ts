/**
 * Words of trouble that tell of none: a joke, thanks, help that has come, a thing that is over. What keeps somebody from acting
 * stays a trouble, however it is said.
 */
import {
  ARRIVES,
  COMES_BACK,
  GONE_FOR_GOOD,
  HELPERS,
  JOKES,
  LOW_BATTERY,
  NO_HELP,
  NOW_WELL,
  THANKS,
  WEARY,
} from '../reading/lexicon/untroubled.ts'
import { anyOf } from '../reading/lexicon/words.ts'
import type { Reading } from '../reading/reading.ts'
import type { ClauseSaid, Said } from './answer-said.ts'

/** A joke counts as such where the whole is taken for talk at least as likely as this. */
const TALK = 0.8

const JOKE = new RegExp(anyOf(JOKES), 'u')
const THANKING = new RegExp(anyOf(THANKS))
const CAME = new RegExp(`${anyOf(HELPERS)}[^，。没不未]{0,8}${anyOf(ARRIVES)}`)
const NEEDLESS = new RegExp(anyOf(NO_HELP))
const OVER = new RegExp(`(?<![不没冇未]|没有|才能)${anyOf(COMES_BACK)}`)
const WELL = new RegExp(anyOf(NOW_WELL))
const AWAY = new RegExp(anyOf(GONE_FOR_GOOD))
/** 刚在田里没听到: how it was before whoever writes answered. */
const BEFORE = /^(?:我|刚|才|之前|先前|一?开始|早上|昨晚|不好意思|在|正在)[^，。]{0,10}[没冇未][^，。]{0,2}(?:听|看)/
/** 刚才没信号. */
const EARLIER = /^(?:刚才?|刚刚|之前|先前|早上|上午|昨晚|开始)/
/** 村里没人了. */
const NOBODY = /(?:没|冇|无)(?:有|得)?人/
/** 没人受困: nobody is in trouble. */
const NO_ONE_HURT =
  /(?:没|冇|无)(?:有|得)?(?:人(?:员)?(?:被|受)?(?:困|埋|伤|失联|落水|不见|死|遇难)|(?:死|伤|埋|困|淹|丢|走丢)(?:到|着|了)?人)/
const TIRED = new RegExp(`^[^，。在]{0,6}(?:${anyOf(WEARY)})`)
/** 眼睛都睁不开: of whoever says that they are tired; in smoke it is a need. */
const EYES = /^[^，。]{0,4}(?:眼睛?|眼皮)[^，。]{0,4}(?:睁不开|打架|撑不住)/
/** 手机没电: of a loudspeaker or a radio it keeps people from calling others. */
const PHONE_LOW = new RegExp(`手机[^，。]{0,6}${anyOf(LOW_BATTERY)}了?(?:[^，。不没叫喊通联]{0,6})$`)

/** What was said, without troubles that are none. @param likely how likely each intent of the whole message is. */
export function untroubled(said: Said, text: string, likely: Reading['likely']): Said {
  if (said.trouble !== 'difficulty') return said
  const talk = (likely.none ?? 0) >= TALK
  const stands = said.clauses.filter((c, i) => TROUBLING.has(c.sense) && !isOver(said, c, i, text))
  if (!(talk && JOKE.test(text)) && stands.length) return { ...said, help: stands.some((c) => c.help) }
  return { ...said, trouble: null, help: false }
}

const TROUBLING: ReadonlySet<ClauseSaid['sense']> = new Set<ClauseSaid['sense']>(['difficulty', 'denial', 'proxy'])

function isOver({ clauses }: Said, { said, sense }: ClauseSaid, at: number, text: string): boolean {
  if (sense === 'proxy') return false
  const later = clauses.slice(at + 1)
  return (
    THANKING.test(said) ||
    CAME.test(said) ||
    NEEDLESS.test(said) ||
    OVER.test(said) ||
    NO_ONE_HURT.test(said) ||
    TIRED.test(said) ||
    (EYES.test(said) && clauses.some((c) => TIRED.test(c.said))) ||
    PHONE_LOW.test(said) ||
    (BEFORE.test(said) && later.some((c) => c.sense === 'yes')) ||
    (EARLIER.test(said) && later.some((c) => WELL.test(c.said))) ||
    (NOBODY.test(said) && AWAY.test(text))
  )
}
