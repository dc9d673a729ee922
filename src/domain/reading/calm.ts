/**
 * A line on how things stand that tells of no harm: 目前在安置点13户40人，无伤亡，无新增险情. What is said not to have happened is
 * taken away; if nothing that is left speaks of harm, nobody is in danger by it.
 */
import { clausesOf } from './clauses.ts'
import { likelihoodsOf } from './learned/intent.ts'
import { masked } from './learned/masked.ts'
import { NOT_HAPPENED, NOTHING, OF_ALL_THERE, WELL } from './lexicon/calm.ts'
import { anyOf } from './lexicon/words.ts'
import type { Fields, Intent } from './reading.ts'

const DENIED = new RegExp(
  `${anyOf(NOTHING)}(?:任何|新增|新的|人员|人|房屋|重大|其他|其它|出现|发生|有){0,3}${anyOf(NOT_HAPPENED)}`,
  'g',
)
/** 险情0起，伤亡0人 */
const COUNTED_NONE = new RegExp(`${anyOf(NOT_HAPPENED)}[：:]?(?:0|零)[起人处户间例]?`, 'g')
const FINE = new RegExp(anyOf(WELL), 'g')
const ALL_THERE = new RegExp(anyOf(OF_ALL_THERE))
const SHELTERED = /(?:安置|避灾|避险|避难)(?:点|在|于|到)|(?:暂住|住)在/

/** Fields of a report that tell of no harm by themselves. */
const HARMLESS: ReadonlySet<string> = new Set([
  'village',
  'place',
  'time',
  'as_of',
  'stage',
  'shelter',
  'reporter',
  'phone',
  'rescued',
  'evacuated_people',
  'evacuated_households',
])
/** Harm is likelier than this in what is left. */
const HARM = 0.5
const LEAST = 4

/** What is left of a text without what is said not to have happened; undefined where nothing is. */
function besideDenials(text: string): string | undefined {
  let denied = 0
  const taken = () => {
    denied += 1
    return ''
  }
  const left = clausesOf(text)
    .map((c) => c.text.replace(COUNTED_NONE, taken).replace(DENIED, taken).replace(FINE, taken).trim())
    .filter(Boolean)
    .join('，')
  return denied ? left : undefined
}

/** 石岭村三组塌了一处，其他组没有险情: what is well elsewhere does not unsay it. */
export function harmBeside(text: string, village: string | undefined): boolean {
  const left = besideDenials(text)
  return !!left && letters(left, village) >= LEAST && likelihoodsOf({ text: left, village }).disaster_report! > HARM
}

const letters = (text: string, village: string | undefined) =>
  masked(text, village).text.match(/[\u4e00-\u9fa5]/g)?.length ?? 0

/**
 * What such a line is instead of a report; undefined = it tells of harm, or says nothing of the kind.
 * @param told the fields that a report of what is left would have.
 */
export function calmAs(text: string, village: string | undefined, told: (left: string) => Fields): Intent | undefined {
  const left = besideDenials(text)
  if (left === undefined || harmBeside(text, village)) return undefined
  if (letters(left, village) >= LEAST) {
    const fields = told(left)
    const harm = Object.entries(fields).some(
      ([key, v]) => !HARMLESS.has(key) && v !== 0 && v !== '恢复' && v !== '正常',
    )
    if (harm) return undefined
    if (typeof fields.evacuated_people === 'number' || typeof fields.evacuated_households === 'number')
      return SHELTERED.test(left) && !/转移|撤离|疏散/.test(left) ? 'shelter' : 'evacuation'
  }
  return village || ALL_THERE.test(text) ? 'patrol' : 'none'
}
