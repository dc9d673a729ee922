/** How many were moved, and how many are left, in a message that is about nothing else. */
import { clausesOf } from '../clauses.ts'
import {
  ALL_TOLD,
  BY_THEN,
  CARRYING,
  HAS_MOVED,
  LEFT_AFTER,
  LEFT_BEFORE,
  MOVED,
  OF_OTHERS,
  OUGHT,
  TO_MOVE,
  TOLD_TO,
} from '../lexicon/moving.ts'
import { AGES, KIN, ROLES } from '../lexicon/persons.ts'
import { anyOf } from '../lexicon/words.ts'
import { NUM, numberOf } from '../numbers.ts'

type Unit = 'people' | 'households'
type Role = 'moved' | 'left' | 'ought'

interface Moved {
  unit: Unit
  role: Role
  n: number
  whole: boolean
  loose: boolean
}

const PERSON = anyOf(ROLES, KIN, AGES)
const A_HOUSE = '(?<house>户|家(?!庄|村|湾|岙|塘|坪|沟))'
const A_PERSON = `(?<person>个?${PERSON}|人(?!家|组)|口|名|位|个(?![村组小月半星社县镇点乡站]|安置)|号人)`
const A_PAIR = String.raw`(?<pair>两口子|夫妻俩|母子俩|老两口|爷俩|(?<=[\u4e00-\u9fa5])[俩仨](?=$|[^\u4e00-\u9fa5]|不|没|还|就|在|老))`
/** 4户15: the number right behind the households is their people. */
const THEIRS = String.raw`(?<=\d户|[一二两三四五六七八九十]户)\s?(?<theirs>${NUM})(?=$|[到去进住在上下撤转安都全已，,；;。、]|人(?!家|组))`
const COUNT = new RegExp(
  String.raw`${THEIRS}|(?<n>${NUM})(?<loose>[来多余几]|来号)?\s?(?:${A_HOUSE}|${A_PERSON})|${A_PAIR}`,
  'g',
)
const FAMILY = /一家(?:子|人)?([两二三四五六七八九十]|\d{1,2})(?:口|个)/
const PAIRED = /应?转?户[/／]人/
const BEFORE: [Role, RegExp][] = [
  ['left', new RegExp(`${anyOf(LEFT_BEFORE)}[^，。\\d]{0,7}$`)],
  ['moved', /(?:已转移?|实转移?|已撤离?|已转出)(?:移|离)?[^，。\d]{0,6}$/],
  ['ought', new RegExp(`${anyOf(OUGHT)}[^，。\\d]{0,6}$`)],
]
/** 剩下的2户已经转了: they are no longer left. */
const MOVED_NOW =
  /^(?:[\d一二两三四五六七八九十]{1,4}[户人口个]{1,2})?(?:也|都|全|刚|刚刚)?已经?(?:也|都|全)?(?:转|撤|搬|走|接|送)/
/** 还有2户自己投亲去了: they are out too. */
const WENT =
  /^(?:[\d一二两三四五六七八九十]{1,4}[户人口个]{1,2})?[^，。\d]{0,6}(?:投亲|投靠|投奔|亲戚家|走亲戚|自己(?:走|搬|去)了?)/
const TOLD = new RegExp(`^[^，。\\d]{0,3}${anyOf(TOLD_TO)}(?:转移|转|撤离?|搬|疏散)`)
const AFTER = new RegExp(`^[^，。\\d]{0,8}${anyOf(LEFT_AFTER)}`)
/** 两个老人不肯走，背出来了: whoever would not go was taken all the same. */
const CARRIED = new RegExp(
  `(?<!没|未|不|再|去)(?:${anyOf(CARRYING)})[^，。；不没]{0,4}(?:出来|出去|下来|上来|过来|走|到)(?:了|哒|[^，。]{1,8}$)`,
)
/** As far as what is left may be said behind its number. */
const NEAR = 24
const WHOLE = new RegExp(`${anyOf(ALL_TOLD)}[^，。\\d]{0,6}$`)
const OTHERS = new RegExp(`${anyOf(OF_OTHERS)}[^，。\\d]{0,3}$`)
const MOVES = new RegExp(`${anyOf(MOVED)}`)
const LONE = new RegExp(
  `${PERSON}[^，。\\d一二两三四五六七八九十几]{0,4}(?:死活|就是|还是)?(?:不肯|唔肯|不愿|不走|不动)`,
)

function movedIn(text: string): Moved[] {
  const out: Moved[] = []
  const family = FAMILY.exec(text)
  let last: { role: Role; whole: boolean; end: boolean } | undefined
  for (const { text: clause, first, aside } of clausesOf(text)) {
    if (first) last = undefined
    let to = 0
    for (const m of clause.matchAll(COUNT)) {
      const g = m.groups!
      const n = g.pair ? (g.pair.endsWith('仨') ? 3 : 2) : numberOf(g.theirs ?? g.n!)
      const before = clause.slice(to, m.index)
      const chained = m.index - to <= 1 && to > 0
      to = m.index + m[0].length
      const after = clause.slice(to, to + NEAR)
      if (n === undefined || n % 1 || /[第初]$/.test(before) || (aside && out.length) || OTHERS.test(before)) continue
      const said = BEFORE.find(([, words]) => words.test(before))?.[0]
      const left = AFTER.test(after.split(/\d/)[0]!) && !CARRIED.test(text.slice(text.indexOf(clause) + to))
      const role: Role =
        chained && last
          ? last.role
          : left
            ? 'left'
            : said === 'left' && (MOVED_NOW.test(after) || WENT.test(after))
              ? 'moved'
              : TOLD.test(after)
                ? 'ought'
                : (said ?? (last?.role === 'left' && !MOVES.test(before) && before.length < 3 ? 'left' : 'moved'))
      const whole = chained && last ? last.whole : WHOLE.test(before)
      out.push({ unit: g.house ? 'households' : 'people', role, n, whole, loose: !!g.loose })
      last = { role, whole, end: false }
    }
  }
  if (family && !out.some((m) => m.unit === 'households'))
    out.push({ unit: 'households', role: 'moved', n: 1, whole: false, loose: false })
  return out
}

const MOVE = '(?:转移|撤离|撤出|疏散|搬离|搬到|转到|撤到|转出|撤)'
const ORDERED = new RegExp(`${anyOf(TO_MOVE)}[^，。；]{0,16}${MOVE}`)
const MOVE_DONE = new RegExp(anyOf(HAS_MOVED))
const NOT_DONE = new RegExp(
  `(?:不是|没有|还没有?|并未|尚未)(?:已经?|真的|说)?${MOVE}(?!完)|(?:是|让|叫)(?:要求|他们|大家|你们)${MOVE}`,
  'g',
)

/** Whether the moving is only ordered, wished for or denied: whoever is counted in it is still there. */
export const onlyOrdered = (text: string): boolean => {
  const rest = text.replaceAll(NOT_DONE, '')
  return (rest !== text || ORDERED.test(text)) && !MOVE_DONE.test(rest)
}

const BY_NOW = new RegExp(anyOf(BY_THEN))
const IN_ALL = new RegExp(`${anyOf(ALL_TOLD)}[^，。；]{0,12}(?:${NUM})\\s?[户人]|转移(?:总)?(?:人数|户数|情况)`)
/** Whether the figures are all that moved until now, and no further ones: 累计, 截至18时, a line of a form. */
export const isTotal = (text: string): boolean => IN_ALL.test(text) || BY_NOW.test(text)

/** The number of those moved and of those left; undefined where nothing is said of them. */
export function movedCounts(text: string): Partial<Record<`${'evacuated' | 'remaining'}_${Unit}`, number>> {
  const all = PAIRED.test(text) ? [] : movedIn(text)
  const out: ReturnType<typeof movedCounts> = {}
  for (const unit of ['people', 'households'] as const) {
    const of = (role: Role) => all.filter((m) => m.unit === unit && m.role === role)
    const moved = all.filter((m) => m.unit === unit && (m.role === 'moved' || (m.role === 'left' && m.whole)))
    out[`evacuated_${unit}`] = (moved.findLast((m) => m.whole) ?? moved[0])?.n
    out[`remaining_${unit}`] = of('left').find((m) => !m.whole)?.n
  }
  if (
    out.remaining_people === undefined &&
    out.remaining_households === undefined &&
    LONE.test(text) &&
    !CARRIED.test(text)
  )
    out.remaining_people = 1
  return out
}
