/** 换班: whose shift, who takes it, when, why, and whether it is settled. */
import { pairsIn } from '../clauses.ts'
import {
  FEASTS,
  NAME_ENDS,
  NIGHTS,
  NO_NAMES,
  REASONS,
  STANDS_IN,
  SWAP_ASKED,
  SWAP_SETTLED,
  SWAP_STATUS,
  TO_OTHER,
} from '../lexicon/swaps.ts'
import { anyOf } from '../lexicon/words.ts'
import { rosterNamesIn } from '../people.ts'
import type { Fields } from '../reading.ts'
import { dueDateIn, timesIn } from '../times.ts'
import type { Context } from './context.ts'
import { linesIn } from './duty.ts'
import { kindsBy } from './kind.ts'

const statusIn = kindsBy(SWAP_STATUS)

export function dutyChangeFields(c: Context): Fields {
  const { text } = c
  const pairs = pairsIn(text)
  const of = (words: RegExp) => pairs.find((p) => words.test(p.label) && p.value)?.value
  return {
    ...namesOf(c, of(/申请人|原值班|原$|原班人/), of(/对调人|改$|替班|接班|顶班/)),
    date: dayIn(text, c.sentAt),
    shift: shiftIn(text),
    lines: linesIn(text),
    reason: of(/事由|原因|理由/) ?? reasonIn(text),
    status: SETTLED.test(text) ? '已定' : ASKED.test(text) ? '申请' : statusIn(text)?.replace('?', ''),
  }
}

/** A name stands alone or before what its owner does; the roster's own names are known whatever they are. */
const NAME = '(?:[老小阿][\\u4e00-\\u9fa5]{1,2}|[\\u4e00-\\u9fa5]{1,4}(?:[·•][\\u4e00-\\u9fa5]{1,6}){0,2})'
const ENDS = `(?=${anyOf(NAME_ENDS)}|[\\s，,。；;！!（()）【】、0-9?？]|$)`
const SWAPS: readonly (readonly [side: 'from' | 'to' | 'both', form: RegExp])[] = [
  ['both', new RegExp(`(?<from>${NAME}?)(?:同志)?\\s?(?:${anyOf(TO_OTHER)})\\s?(?<to>${NAME}?)${ENDS}`, 'g')],
  ['both', new RegExp(`(?<to>${NAME}?)(?:同志)?(?:来)?(?:${anyOf(STANDS_IN)})(?:班)?(?<from>${NAME}?)${ENDS}`, 'g')],
  ['both', new RegExp(`(?<from>${NAME}?)(?:与|和|跟)(?<to>${NAME}?)(?=商量|[^，。；]{0,16}(?:互换|对调|对换))`, 'g')],
  ['from', new RegExp(`(?:原定|原[:：]|原来是|原值班员|原由|同意|回)(?<from>${NAME}?)${ENDS}`, 'g')],
  [
    'from',
    new RegExp(
      `(?:^|[，。；、\\s\\d班])(?<from>${NAME}?)(?=请假|请[病事年产]?假|值不了|来不了|去不了|上不了|媳妇|闺女|家里|下[。，]|重感冒|发烧|生病|住院|应了)`,
      'g',
    ),
  ],
  [
    'to',
    new RegExp(
      `(?:由|让给|换给|换成|改成|改为|改由|改:|改：|定由|补给|写上|改写|另派|请|让|叫|跟|和|与|同|找|畀|给|问了|@)(?<to>${NAME}?)(?=同志|替|顶|代|值|上|来|补|承担|换|对|串|掉|调|那边|说|帮|答应|同意|可以|${ENDS})`,
      'g',
    ),
  ],
  [
    'to',
    new RegExp(
      `(?:^|[，。；、\\s])(?<to>${NAME}?)(?=肯替|答应|应承|同意了|说行|说她|说他|替我|顶我|替班|来补|上[。，]|上$|跟我|接班)`,
      'g',
    ),
  ],
]
const NO_NAME = new RegExp(`^(?:${anyOf(NO_NAMES)})|[班夜白天号日点月年的了]$|^[\\u4e00-\\u9fa5]$`)

/** Who leaves the shift and who takes it, by the words between and around their names. */
function namesOf({ text, people }: Context, labelledFrom?: string, labelledTo?: string): Fields {
  const named = (said: string) => rosterNamesIn(said, people)[0]?.name
  if (labelledFrom || labelledTo) {
    const of = (said: string | undefined) => (said ? [named(said) ?? said.split(/[，,；;\s]/)[0]!] : [])
    return { from: of(labelledFrom), to: of(labelledTo) }
  }
  const out: Record<'from' | 'to', Set<string>> = { from: new Set(), to: new Set() }
  for (const [, form] of SWAPS)
    for (const m of text.matchAll(form))
      for (const side of ['from', 'to'] as const) {
        const said = m.groups![side]
        const name = said && (named(said) ?? said)
        const other = side === 'from' ? out.to : out.from
        if (name && !NO_NAME.test(name) && !other.has(name)) out[side].add(name)
      }
  // a name of the roster that no words stand around is the other one's
  const known = new Set(people.map(([, name]) => name))
  const left = rosterNamesIn(text, people).find(
    ({ name }) => known.has(name) && !out.from.has(name) && !out.to.has(name),
  )
  if (left && out.from.size !== out.to.size) (out.from.size ? out.to : out.from).add(left.name)
  return { from: [...out.from].slice(0, 2), to: [...out.to].slice(0, 2) }
}

const NIGHT = new RegExp(`${anyOf(NIGHTS)}|(?:\\d|[日号周])夜|night`, 'i')
const shiftIn = (text: string): string | undefined =>
  NIGHT.test(text)
    ? '夜班'
    : /白班|日班|白天|早班|(?:\d|[日号])白/.test(text)
      ? '白班'
      : /全天|一整天|顶一天/.test(text)
        ? '全天'
        : undefined

const WRITTEN = /\d|[月号]/
const WEEKDAY = /[周期拜]/
/** The day of the shift: the one that is written, else of the week, else a feast's, else the first that is named. */
function dayIn(text: string, sentAt: string): string | undefined {
  const found = timesIn(text, sentAt, 'due')
  const named = found.find((t) => WRITTEN.test(t.text)) ?? found.find((t) => WEEKDAY.test(t.text))
  const feast = FEASTS.find(([name]) => text.includes(name))
  if (!named && feast) return dueDateIn(`${feast[1]}月${feast[2]}日`, sentAt)
  return (named ?? found[0])?.value.slice(0, 10)
}

const SETTLED = new RegExp(anyOf(SWAP_SETTLED))
const ASKED = new RegExp(anyOf(SWAP_ASKED))

const BECAUSE = /(?:因为?|由于)([^，。；\n]{2,30}?)(?=，|。|；|\n|$|请假|不能|无法)/
const REASON = new RegExp(`[^，。；\\n]{0,12}(?:${anyOf(REASONS)})[^，。；\\n]{0,10}`)
function reasonIn(text: string): string | undefined {
  const because = BECAUSE.exec(text)?.[1]
  if (because) return because
  return REASON.exec(text)?.[0].replace(/^(?:我|俺|今天|明天|后天|能不能|请假|[^，。]{0,4}班)/, '')
}
