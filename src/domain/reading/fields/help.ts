/** Whether help is asked for, and what. */
import { clausesOf, pairsIn } from '../clauses.ts'
import { HELP_ALONE, NEEDED, NOT_WANTED, WANTED } from '../lexicon/needs.ts'
import { anyOf } from '../lexicon/words.ts'
import { NUM } from '../numbers.ts'
import type { Fields } from '../reading.ts'
import type { Context } from './context.ts'

const NOUN = anyOf(NEEDED.filter((n) => n !== '人' && n !== '车'))
const NOUNS = new RegExp(NOUN, 'g')
const AMOUNT = `(?:(?:增派|几|点|些|多|个|俩|两|${NUM})(?:来|送)?(?:台|辆|艘|条|个|名|支|只|台套|方|袋)?)?`
const ASKS = new RegExp(
  String.raw`(?:${anyOf(WANTED)}|要)[^，。；\d]{0,8}?${AMOUNT}(?<noun>${NOUN}|人(?![家员民口])|车(?![站辆库祸]))`,
  'g',
)
/** 要 is much else: what is wanted stands right behind it. */
const MUST = new RegExp(`^要(?!${AMOUNT}(?:的)?(?:${NOUN}|人|车))`)
const SHORT_OF = new RegExp(
  `(?<noun>${NOUN}|人手?|袋子)[^，。；]{0,8}(?:不够|不足|用晒|用完|没有了|也要|还来不来|紧缺)`,
)
const ALONE = new RegExp(anyOf(HELP_ALONE), 'i')
const NONE = new RegExp(`${anyOf(NOT_WANTED)}|(?:无需|不需|不用|暂不)[^，。]{0,6}(?:支援|增援|派|救援|援助|求助)`)
/** Somebody cried for help, or help is there already. */
const OF_OTHERS =
  /(?:听到|听见|有人|真|嗌|喊)(?:有人)?(?:喊|叫|嗌)?(?:救命|求救)|已(?:经)?(?:叫|喊|请|派|调|打|联系|报)|喊救火|\d(?:几|多)?来人/g
const LABEL = /需求|需要|支援|所需|请求|求助|急需/
const REFUSED = /^(?:无|没有|暂无|不需要|否|暂不)/

/** The longest of what was named, each once. */
const longest = (needs: string[]) =>
  [...new Set(needs)].filter((n, _, all) => !all.some((o) => o !== n && o.includes(n)))

export function helpIn(text: string, note: Context['note']): Fields {
  const pair = pairsIn(text).find((p) => LABEL.test(p.label) && p.value)
  const none = NONE.exec(text)
  if (none || (pair && REFUSED.test(pair.value))) {
    note('need_help', none?.[0] ?? pair!.value, 'help')
    return { need_help: false }
  }
  const plain = text.replace(OF_OTHERS, (m) => ' '.repeat(m.length))
  const needs: string[] = [...(pair?.value.match(NOUNS) ?? [])]
  let asked = ALONE.exec(plain)?.[0] ?? (pair ? pair.label : undefined)
  let going = false
  for (const { text: clause, after } of clausesOf(plain)) {
    const wants = [...clause.matchAll(ASKS)].filter((m) => !MUST.test(m[0]) || !m[0].startsWith('要'))
    const short = SHORT_OF.exec(clause)
    if (wants.length) {
      // what else is named behind it is wanted as well
      needs.push(...wants.map((m) => m.groups!.noun!), ...(clause.slice(wants[0]!.index).match(NOUNS) ?? []))
      asked ??= wants[0]![0]
    } else if (going && /[、和及]/.test(after)) needs.push(...(clause.match(NOUNS) ?? []))
    if (short) {
      needs.push(short.groups!.noun!)
      asked ??= short[0]
    }
    going = wants.length > 0 || (going && /[、]/.test(after))
  }
  if (!asked) return {}
  note('need_help', asked, 'help')
  // 快来人: that people are needed says nothing more
  return { need_help: true, needs: longest(needs.filter((n) => n !== '人')) }
}
