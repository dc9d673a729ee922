/**
 * What a message is for: from how likely each intent is, from what its form says outright, and from what a mistake would cost.
 * A message missed costs more than one asked about, so silence has a stricter bar; what is not sure enough is asked.
 */
import { isEmptyForm } from './clauses.ts'
import { type Heard, type Likelihoods, likelihoodsOf, tellsOfHarm } from './learned/intent.ts'
import { EVENTS } from './lexicon/disasters.ts'
import { FORMS } from './lexicon/forms.ts'
import { FORMAL_CHECKS, ROUNDS, UNITS_CHECKED } from './lexicon/inspecting.ts'
import { SMALL } from './lexicon/small.ts'
import { anyOf } from './lexicon/words.ts'
import { NUM } from './numbers.ts'
import { type AnyIntent, EMERGENCY, INTENTS, SILENT } from './reading.ts'
import { NO_ROOMS, type SaidOfRooms, type Told } from './spoken.ts'

export interface Meant {
  /** The best guess. */
  intent: AnyIntent
  /** How likely it is. */
  sure: number
  /** What is put before the sender where that is not enough: at most three, the likeliest first; empty where nothing is asked. */
  ask: readonly AnyIntent[]
  likely: Likelihoods
  /** What decided. */
  rule: string
}

/** A record is made from this likelihood on. */
const ACTS = 0.5
/** But none where all that leaves no record is likelier than this together; what alarms people is asked about sooner. */
const TALK = 0.25
const TALK_OF_ALARM = 0.06
/** Nothing is recorded where all that leaves no record is at least this likely together, and emergencies less than this. */
const LEAVES = 0.6
const HARM = 0.12
/** What is recorded as something else is no emergency at least this likely. */
const GRAVE = 0.3
/** What a form's heading says holds from this likelihood on. */
const HEADED = 0.05
/** What a room's own words say holds from this likelihood on, and unless something else is this likely. */
const TOLD = 0.05
const ELSE = 0.7
/** From this likelihood on the whole message says better than the rest of it alone whether harm is told besides. */
const CERTAIN = 0.95
const CHOICES = 3
/** The choices together hold this share of what is likely. */
const COVERED = 0.95

/**
 * Decides what a message is for. @param rooms the intents that rooms have words for, and what these words tell of. @param from
 * how likely each intent is, by other weights than the present ones.
 */
export function meant(heard: Heard, { told, intents }: SaidOfRooms = NO_ROOMS, from?: Likelihoods): Meant {
  if (!/[\u4e00-\u9fa5A-Za-z0-9]/.test(heard.text)) return outright('none', 'nothing left to read')
  if (isEmptyForm(heard.text)) return outright('none', 'empty form')
  if (isSmall(heard.text)) return outright('none', 'small words')
  if (!heard.before && NOBODY.test(heard.text)) return outright('none', 'nobody came to harm')
  if (goesOn(heard)) return outright(heard.before!, 'a count that goes on')
  if (BARE.test(heard.text)) return outright('none', 'a count of nothing')
  if (!heard.before && ONLY_NAMED.test(heard.text))
    return { ...weighed({ disaster_report: 0.5, none: 0.5 }), rule: 'named, and nothing said of it' }
  const likely = withThing(besidesReceipt(heard, from ?? likelihoodsOf(heard)), told, intents)
  const heading = headOf(heard.text)
  const [headed] = FORMS.find(([, heads]) => heads.some((head) => heading.startsWith(head))) ?? []
  if (headed && likely[headed]! >= HEADED) return { ...outright(headed, 'heading'), likely }
  const talk = heard.before && EMERGENCY.has(heard.before) ? TALK : undefined
  if (!told) return ofHazard(heard.text, likely) ?? checkOrRound(heard.text, weighed(likely, talk))
  // harm told besides is graver than any thing
  if (likely[told.intent]! < CERTAIN && tellsOfHarm(told.besides, heard.village))
    return weighed(without(told.intent, likely))
  const [best, p] = likeliest(likely)[0]!
  // an order or a question about it is no test, nor is what an inspection found
  return (best !== told.intent && p >= ELSE) || likely[told.intent]! < TOLD
    ? weighed(likely)
    : { ...outright(told.intent, "a room's own words"), likely }
}

/** 复查合格，销号 without a unit is of a hazard: no check of one. */
function ofHazard(text: string, likely: Likelihoods): Meant | undefined {
  if (likeliest(likely)[0]![0] !== 'inspection' || !RECHECKED.test(text) || NAMES_UNIT.test(text)) return undefined
  return { ...weighed(without('inspection', likely)), rule: 're-check of a hazard' }
}
const RECHECKED = /复查|验收|销号|整改(?!通知|单|书)|改[完好]了/
const NAMES_UNIT = new RegExp(`${anyOf(UNITS_CHECKED.filter((u) => u !== '站'))}|(?<!复)检查|抽查|限期|责令`)

const REST_TELLS = 0.2
const REST_IN_ORDER = /其[余他](?:的)?(?:都|均|全)?(?:行|合格|正常|没问题|好|可以)/
/** A check of a unit and a round of a place are told alike (一切正常); which it is, its own name says: never the one for the other. */
function checkOrRound(text: string, m: Meant): Meant {
  // 其余都行 is said by whoever checked the rest
  if (REST_IN_ORDER.test(text) && (m.likely.inspection ?? 0) >= REST_TELLS)
    return { ...outright('inspection', 'the rest in order'), likely: m.likely }
  const formal = FORMAL_CHECKS.test(text)
  if (formal === ROUNDS.test(text)) return m
  const [said, other] = formal ? (['inspection', 'patrol'] as const) : (['patrol', 'inspection'] as const)
  return m.intent === other ? { ...m, intent: said, ask: [], rule: 'named' } : m
}
/** 收到，桥底下有人喊: behind the receipt harm is told, which is graver than the receipt. */
function besidesReceipt(heard: Heard, likely: Likelihoods): Likelihoods {
  if (likeliest(likely)[0]![0] !== 'ack') return likely
  const rest = heard.text.replace(RECEIPT, '')
  return rest !== heard.text && tellsOfHarm(rest, heard.village) ? likelihoodsOf({ ...heard, text: rest }) : likely
}
const RECEIPT =
  /^(?:[@\s]?安安[，,\s]{0,3})?(?:(?:已|都)?收到|好的?|明白|知道|晓得|了解|嗯嗯?|OK)(?:收到|了|啦|哈|的)?[，,。！!；;\s]{1,3}/i

const OURS: ReadonlySet<string> = new Set(INTENTS)

/** What is likely of a thing that no room has here is so of the one that is told of; where none is told of it is something else. */
function withThing(likely: Likelihoods, told: Told | undefined, rooms: readonly string[]): Likelihoods {
  const nobodys = Object.keys(likely).filter((intent) => !OURS.has(intent) && !rooms.includes(intent))
  const p = nobodys.reduce((sum, intent) => sum + likely[intent]!, 0)
  const known = nobodys.reduce((rest, intent) => without(intent, rest), likely)
  if (!told || !p) return known
  const rest = Object.fromEntries(Object.entries(known).map(([i, q]) => [i, q * (1 - p)]))
  return { ...rest, [told.intent]: (rest[told.intent] ?? 0) + p }
}

/** How likely the others are where it is not this one. */
function without(intent: string, likely: Likelihoods): Likelihoods {
  const rest = Math.max(1e-9, 1 - (likely[intent] ?? 0))
  return Object.fromEntries(
    Object.entries(likely).flatMap(([i, p]): [string, number][] => (i === intent ? [] : [[i, p / rest]])),
  )
}

/** @param talk how likely it may be talk where it would alarm people: more where it goes on with what alarmed them. */
export function weighed(likely: Likelihoods, talk = TALK_OF_ALARM): Meant {
  const ranked = likeliest(likely)
  const [intent, sure] = ranked[0]!
  const together = (some: ReadonlySet<AnyIntent>) => ranked.reduce((sum, [i, p]) => sum + (some.has(i) ? p : 0), 0)
  const silent = together(SILENT)
  const grave = EMERGENCY.has(intent) ? 0 : together(EMERGENCY)
  const certain = SILENT.has(intent)
    ? silent >= LEAVES && grave < HARM
    : // what a room keeps is no emergency: where its thing has no name, less is enough to ask
      sure >= ACTS && silent <= (EMERGENCY.has(intent) ? talk : TALK) && grave < (OURS.has(intent) ? GRAVE : HARM)
  return { intent, sure, ask: certain ? [] : choicesOf(ranked, 1 - (likely.none ?? 0)), likely, rule: 'learned' }
}

function choicesOf(ranked: [AnyIntent, number][], all: number): AnyIntent[] {
  const choices: AnyIntent[] = []
  let covered = 0
  for (const [intent, p] of ranked.filter(([i]) => i !== 'none').slice(0, CHOICES)) {
    if (covered >= COVERED * all) break
    choices.push(intent)
    covered += p
  }
  return choices
}

const likeliest = (likely: Likelihoods): [AnyIntent, number][] =>
  (Object.entries(likely) as [AnyIntent, number][]).sort(([, a], [, b]) => b - a)

export const outright = (intent: AnyIntent, rule: string): Meant => ({
  intent,
  sure: 1,
  ask: [],
  likely: { [intent]: 1 },
  rule,
})

/** 我们村3组那个塌方: whoever says no more is asked. */
const ONLY_NAMED = new RegExp(
  `^[^，,。；;！!？?\\s]{0,10}(?:那个|这个|那处|这处|那起|那场)(?:${anyOf(EVENTS)})[。.…]{0,3}$`,
)
/** 没有人受困: a figure of what is being told, and no question. */
const NOBODY = /^(?:现场|目前|暂时)?(?:没有?|冇得?|无)人(?:员)?(?:受伤|受困|被困|被埋|伤亡|失联|失踪)[了的]?[。！!]?$/
/** 同意, 辛苦各位，注意安全: nothing but small words, of which one alone may still answer (好的). */
const SMALL_ONE = new RegExp(anyOf(SMALL), 'g')
const SAYS = /[\p{L}\p{N}]/u
const ANSWERS_TOO = /^[^\p{L}]*(?:好|好的|行|可以|是的|嗯|对|对的)[啊呀吧哦噢了]?[^\p{L}]*$/u
export const isSmall = (text: string): boolean =>
  text.length <= LONGEST_SMALL && SAYS.test(text) && !SAYS.test(text.replace(SMALL_ONE, '')) && !ANSWERS_TOO.test(text)
const LONGEST_SMALL = 30

/** 一共3户, 两个人: nothing but a count, behind what it counts. */
const BARE_COUNT = String.raw`^(?:一共|总共|共|大概|大约|约|差不多|还有|就|是|有|\s){0,3}${NUM}多?\s?[户人口个间亩家]`
const BARE = new RegExp(`${BARE_COUNT}[。！!]?$`)
const COUNT = new RegExp(`${BARE_COUNT}[^，。]{0,6}[。！!]?$`)
const COUNTED: ReadonlySet<string> = new Set(['disaster_report', 'evacuation'])
const goesOn = ({ text, before }: Heard) => COUNTED.has(before ?? '') && COUNT.test(text)

/** Where a heading would stand: behind mentions and brackets. */
const headOf = (text: string) =>
  text
    .slice(0, 60)
    .replace(/^(?:@\S{1,10}\s|[\s【[（(·•*#@安，,：:！!]){1,20}/, '')
    .replace(/^关于/, '')
