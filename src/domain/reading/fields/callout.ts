/** 队伍出动: which team, how far it has come, how many people and vehicles, with what, where and when. */
import { pairsIn } from '../clauses.ts'
import { STEPS } from '../lexicon/steps.ts'
import { BEFORE_TEAM, GEAR, NO_TEAMS, TEAMS, VEHICLES } from '../lexicon/teams.ts'
import { GOAL_ENDS, HEADING, NO_GOAL, NO_PLACES, STANDING_AT, STANDING_ENDS } from '../lexicon/whereto.ts'
import { anyOf, withoutLead } from '../lexicon/words.ts'
import { NUM, numberOf } from '../numbers.ts'
import type { Fields } from '../reading.ts'
import { timesIn } from '../times.ts'
import type { Context } from './context.ts'
import { correctionIn, withoutMistaken } from './corrected.ts'
import { countedIn } from './heads.ts'

export function calloutFields(c: Context): Fields {
  const text = withoutMistaken(c.text)
  const pairs = pairsIn(text)
  const of = (words: RegExp) => pairs.find((p) => words.test(p.label) && p.value)?.value
  return {
    village: c.where.village,
    place: of(/目的地|地点|位置/) ?? placeIn(c, text),
    step: stepIn(of(/状态|进展|动态/) ?? text),
    team: of(/^(?:支援队|队伍|力量|队)$/) ?? teamIn(text),
    people: countedIn(text, PEOPLE),
    vehicles: vehiclesIn(text),
    equipment: gearIn(text),
    time: whenIn(c),
    ...correctionIn(c.whole),
  }
}

const TOWARDS = new RegExp(
  `(?:${anyOf(HEADING)})(?!${anyOf(NO_GOAL)}|[\\d一二两三四五六七八九十])([^，。；、\\s\\d（(]{2,10}?)(?=${anyOf(GOAL_ENDS)}|[，。；、\\s（(]|$)`,
)
const STANDING = new RegExp(
  `[在从]([^，。；、\\s\\d（(]{1,9}(?:${anyOf(STANDING_AT)}))(?=${anyOf(STANDING_ENDS)}|[，。；\\s]|$)`,
)
const NO_PLACE = new RegExp(`^(?:${anyOf(NO_PLACES)})|小时|分钟|人$`)
/** Where they are or go; a team's own name is no place. */
function placeIn({ where }: Context, text: string): string | undefined {
  for (const form of [TOWARDS, STANDING]) {
    const said = form.exec(text)?.[1]
    if (said && !NO_PLACE.test(said)) return said
  }
  return where.village || where.stake ? where.place : undefined
}

const PEOPLE = {
  behind:
    '(?:号|个)?(?:人(?!家|次|份)|名|位|口|员|(?:后生|兄弟|队员|师傅|同志|民兵|指战员|潜水员|队友)|个(?=$|[，,。；\\s、齐守]))',
  before: '人数|人员|人手|队员|人',
  not: /应到|留|还差|伤|困|救出|转移|挤/,
}

/** The furthest step that is named. */
function stepIn(text: string): string | undefined {
  const plain = text.replace(NOT_YET, '')
  return Object.entries(STEPS)
    .map(([step, { names }]) => [step, new RegExp(anyOf(names))] as const)
    .findLast(([, words]) => words.test(plain))?.[0]
}
const LATER = '还没|尚未|没有?|未|准备|等|即将|预计|估计'
const NOT_YET = new RegExp(
  `(?:${LATER})[^，。；]{0,3}(?:出动|动身|出发|到|开始)|[^，。；]{0,6}分钟后[^，。；]{0,3}`,
  'g',
)

const TEAM = new RegExp(`[\\u4e00-\\u9fa5]{0,8}?(?:${anyOf(TEAMS)})`, 'g')
const NOT_TEAM = new RegExp(`^(?:${anyOf(NO_TEAMS)})$`)
function teamIn(text: string): string | undefined {
  for (const m of text.matchAll(TEAM)) {
    const name = withoutLead(m[0], BEFORE_TEAM)
    if (name.length > 1 && !NOT_TEAM.test(name)) return name
  }
  return undefined
}

const VEHICLE = anyOf(VEHICLES)
const OF_VEHICLES = [
  new RegExp(`(?<![第\\d])(${NUM})\\s?(?:台|辆|部|两|架)?\\s?(?:${VEHICLE})`),
  new RegExp(`(?:${VEHICLE})\\s?[:：]?\\s?(${NUM})\\s?(?:台|辆|部)`),
]
const ONE_OF_THEM = new RegExp(`[一二三四五六七八九\\d]号车|(?:${VEHICLE})(?:到|来|出|往|已)`)
function vehiclesIn(text: string): number | undefined {
  for (const form of OF_VEHICLES) {
    const n = numberOf(form.exec(text)?.[1] ?? '')
    if (n !== undefined && n % 1 === 0) return n
  }
  return ONE_OF_THEM.test(text) ? 1 : undefined
}

const THINGS = new RegExp(anyOf(GEAR), 'g')
const gearIn = (text: string): string[] => {
  const all = [...new Set(text.match(THINGS))]
  return all.filter((g) => !all.some((o) => o !== g && o.includes(g)))
}

const NOT_THEN = /(?:预计|估计|大概|要|还有|限|争取)[^，。]{0,4}$/
/** A step further on is later: the last clock that is past. */
function whenIn({ text, sentAt, note }: Context): string | undefined {
  const past = timesIn(text, sentAt).filter(
    (t) => t.hasClock && Date.parse(t.value) <= Date.parse(sentAt) + HOUR_MS && !NOT_THEN.test(text.slice(0, t.index)),
  )
  const last = past.at(-1)
  if (last) note('time', last.text, 'the last that is past')
  return last?.value
}
const HOUR_MS = 3600_000
