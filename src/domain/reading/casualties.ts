/**
 * Casualties told in words: 司机腿断了, 还有两个压着, 晕了俩. A person told by role is one. A figure is only read where one reading is
 * possible; of what else a text says of people `casualtyQuestions` names the fields to be asked about.
 */
import { clausesOf } from './clauses.ts'
import {
  BODY,
  CAUGHT,
  DEAD,
  FINE,
  HURT,
  INJURED,
  MISSING,
  NO_BODY_AFTER,
  NO_BODY_BEFORE,
  NOT,
  RESCUED,
  STAYED,
  THINGS,
  TRAPPED,
  UNSURE,
} from './lexicon/harm.ts'
import { AGES, COLLECTIVE, DOING, KIN, ROLES } from './lexicon/persons.ts'
import { anyOf } from './lexicon/words.ts'
import { NUM, numberOf } from './numbers.ts'

type Field = 'deaths' | 'missing' | 'injured' | 'trapped' | 'rescued'

const PERSON = anyOf(ROLES, KIN, AGES)
const LIMB = `(?<!${anyOf(NO_BODY_BEFORE)})(?:${anyOf(BODY)}(?!${anyOf(NO_BODY_AFTER)})|头(?=[破流撞磕晕]))`
const DAMAGE = anyOf(HURT)
const LIMB_HURT = `${LIMB}[^，。；没未无]{0,5}?${DAMAGE}`
const HURT_LIMB = `${DAMAGE}(?:了|着|到|住|伤|破|断|坏|中|一个|个|他|她|的|我|自己){0,3}[^，。；没未无]{0,4}?${LIMB}`

/** What a clause may say, the first that fits at a place. */
const SAYS: [Field | 'fine', string][] = [
  ['rescued', anyOf(RESCUED)],
  ['deaths', anyOf(DEAD)],
  ['trapped', anyOf(TRAPPED)],
  ['missing', anyOf(MISSING)],
  ['injured', anyOf(INJURED)],
  ['fine', anyOf(FINE)],
]
const SAID = new RegExp(SAYS.map(([name, words]) => `(?<${name}>${words})`).join('|'), 'g')
const LIMB_LOST = new RegExp(`${LIMB}$`)
const LIMB_SAID = new RegExp(LIMB)
const LIMBS = new RegExp(`${LIMB_HURT}|${HURT_LIMB}`, 'g')
const DENIED = new RegExp(`${anyOf(NOT)}(?:有|人|被|什么|再)?$`)

/** After 个 these say that people were counted. */
const OF_PEOPLE =
  '[的被没还叫喊在压困卡伤烧烫晕熏都受掉摔翻跳走醒重轻跑埋救拉捞挖刨女男大小老打放看送开骑缝钓穿划磕起呛昏有也已全自活趴吐够哭]'
const COUNT = new RegExp(
  String.raw`(?<n>${NUM})\s?(?:(?:个|名|位)?(?<who>${PERSON})|名|位|人(?![家组次民])|口子|个人|个(?=$|${OF_PEOPLE}|${LIMB}))|(?<both>[俩仨])(?!口子)`,
  'g',
)
const ROLE = new RegExp(
  String.raw`${PERSON}|[老小阿][\u4e00-\u9fa5](?=被|的|把|让|给|在|$)|${anyOf(DOING)}[\u4e00-\u9fa5]{1,4}的(?=$|[^车船房店厂地时路])`,
  'g',
)
/** Several, of whom nobody says how many. */
const MANY = /几[个名位人]|多[人名]|不少|们|一些|大家|群众|人员|若干|数[人名]/
const WEAK = new Set(CAUGHT)
const COUNTED_ONLY = new Set(STAYED)
const OF_THINGS = new RegExp(`${anyOf(THINGS)}[^，。]{0,4}$`)
const DOUBT = new RegExp(anyOf(UNSURE))
const BEAST = /[猪牛羊鸡鸭鹅鱼狗][^，。]{0,6}$|^[^，。]{0,5}(?:[头只羽]|[猪牛羊鸡鸭鹅鱼])/
const FOUND = /(?<!没|未|还没|冇|不)(?:找到|找见|找着|揾到)(?!没)|走?回来了?(?!没)/
/** 那个老人, 个学生: one of them. */
const ONE_OF = /[个名位这那]$/
/** 有三个, 一个男的: nothing but whom it is about. */
const SUBJECT = /^.{0,12}$/
const LOOSE = /[几多来余][个名位人]/
const NOW = /还有|还剩|仍有|还差|剩下?|另[外有]?|现有/
const WHOLE = /共|总|合计|全部|都/

export interface Told {
  field: Field
  /** How many; undefined where the text does not say, or not for sure. */
  n?: number
  from: string
  now: boolean
  whole: boolean
  /** 其中: of those counted before. */
  part: boolean
  /** Some, and nobody says how many. */
  many: boolean
}

interface Counted {
  n: number
  from: number
  to: number
}

function countsIn(clause: string): Counted[] {
  return [...clause.matchAll(COUNT)].flatMap((m) => {
    const g = m.groups!
    const n = g.both ? (g.both === '俩' ? 2 : 3) : numberOf(g.n!)
    const before = clause.slice(Math.max(0, m.index - 1), m.index)
    const loose = /[几多余来]|[一二三四五六七八九]{2}/.test(g.n ?? '')
    if (n === undefined || n < 1 || n % 1 || /[第初几+＋]/.test(before) || loose) return []
    return [{ n, from: m.index, to: m.index + m[0].length }]
  })
}

interface Word {
  field: Field | 'fine'
  word: string
  from: number
  to: number
  denied: boolean
}

function wordsIn(clause: string): Word[] {
  const out: Word[] = []
  const add = (field: Field | 'fine', from: number, word: string) => {
    const before = clause.slice(Math.max(0, from - 4), from)
    if ((field === 'deaths' || field === 'missing') && BEAST.test(before)) return
    // 两根手指头没得了
    if (field === 'deaths' && LIMB_LOST.test(before)) return
    if (field === 'deaths' && BEAST.test(clause.slice(from + word.length))) return
    out.push({ field, word, from, to: from + word.length, denied: DENIED.test(before) })
  }
  for (const m of clause.matchAll(SAID)) add(SAYS.find(([name]) => m.groups![name] !== undefined)![0], m.index, m[0])
  for (const m of clause.matchAll(LIMBS))
    if (!out.some((w) => w.field === 'injured' && w.from < m.index + m[0].length && w.to > m.index))
      add('injured', m.index, m[0])
  return out.sort((a, b) => a.from - b.from)
}

const MAY_BE_MANY = new Set(COLLECTIVE)
const KIN_SET = new Set(KIN)
/** Persons told by role, side by side as one: 货车司机, 学生家长. */
export function rolesIn(clause: string): { from: number; to: number }[] {
  const out: { from: number; to: number }[] = []
  for (const m of clause.matchAll(ROLE)) {
    const last = out.at(-1)
    if (last && m.index === last.to && !(KIN_SET.has(m[0]) && KIN_SET.has(clause.slice(last.from, last.to))))
      last.to = m.index + m[0].length
    else out.push({ from: m.index, to: m.index + m[0].length })
  }
  return out
}

/** Longer than this a text tells a story, in which only what stands together belongs together. */
const STORY = 90
/** And from here on nobody's number can be told from another's, unless it is written as a figure. */
export const TALE = 160
const SHORT = 45
/** As far before a number as 其中 and 还有 speak of it. */
const NEAR = 40

/** Everything that a text says of people come to harm, in order. */
export function toldIn(text: string): Told[] {
  const out: Told[] = []
  const clauses = clausesOf(text)
  const parsed = clauses.map(({ text: clause }) => ({
    words: wordsIn(clause),
    counts: countsIn(clause),
    roles: rolesIn(clause),
    many: MANY.test(clause),
  }))
  const counted = parsed.some((p) => p.counts.length || p.many)
  for (const [at, { text: clause, first, after: mark }] of clauses.entries()) {
    const { words, counts, roles, many } = parsed[at]!
    const before = first && text.length > SHORT ? undefined : parsed[at - 1]
    const doubt = DOUBT.test(clause)
    const loose = LOOSE.test(clause)
    for (const [i, word] of words.entries()) {
      if (word.field === 'fine' || word.denied) continue
      const [after, until] = [words[i - 1]?.to ?? 0, words[i + 1]?.from ?? clause.length]
      const left = counts.filter((c) => c.to <= word.from + 1 && c.from >= after).at(-1)
      const right = counts.find((c) => c.from >= word.to - 1 && c.from - word.to <= 4 && c.from < until)
      const count = left ?? right ?? counts.find((c) => c.from >= word.from && c.to <= word.to + 1)
      // 两个老人一个娃: told of apart, so neither is all of them
      const beside = counts.some((c) => c !== count && count && Math.abs(c.to - count.from) <= 1)
      const listedBefore = count && count.from <= 1 && /[、和及]/.test(mark) && parsed[at - 1]?.counts.length
      const weak = WEAK.has(word.word) && OF_THINGS.test(clause.slice(after, word.from))
      if (weak && !right) continue
      const near = roles.filter(
        (r) => r.from >= after - 4 && (r.to <= word.to || r.from - word.to < 4) && r.from < until,
      )
      const person = near.length === 1 ? near[0]! : undefined
      const limb = word.field === 'injured' && LIMB_SAID.test(word.word)
      const alike =
        person &&
        MAY_BE_MANY.has(clause.slice(person.from, person.to)) &&
        !limb &&
        !ONE_OF.test(clause.slice(0, person.from))
      // 腿断了: somebody's, of whom the clause before may tell
      const carried =
        !near.length && !many && before && !before.many && word.field === 'injured' && text.length <= STORY
          ? before.counts.length === 1 && SUBJECT.test(clauses[at - 1]!.text) && !before.words.length
            ? before.counts[0]!.n
            : !before.counts.length && before.roles.length === 1
              ? 1
              : undefined
          : undefined
      const alone =
        word.field === 'injured' && !counted && !roles.length && text.length <= SHORT && limb ? 1 : undefined
      const n =
        doubt || many || beside || listedBefore
          ? undefined
          : (count?.n ??
            (person && !alike && !COUNTED_ONLY.has(word.word) ? 1 : near.length ? undefined : (carried ?? alone)))
      const begins = count?.from ?? word.from
      const head = clause.slice(Math.max(0, begins - NEAR), begins)
      const from = clause.slice(Math.min(word.from, count?.from ?? word.from), Math.max(word.to, count?.to ?? 0))
      if (n === undefined && weak) continue
      out.push({
        field: word.field,
        n,
        from,
        now: NOW.test(head),
        whole: WHOLE.test(head) && !!count,
        part: /其中|含/.test(head),
        many: many || !!listedBefore || loose,
      })
    }
  }
  return out
}

/** The one number that all that is said of a field allows. */
function numberSaid(told: Told[]): Told | undefined {
  const whole = told.filter((t) => t.whole && t.n !== undefined)
  if (whole.length === 1) return whole[0]
  return told.length === 1 && told[0]!.n !== undefined ? told[0] : undefined
}

/** Where nobody swims: who has not come up is trapped there. */
export const UNDERGROUND = /[斜竖]?井|矿|洞|隧道|巷道|窖|粪池|污水/
export const NOT_UP = /[没冇](?:浮)?上来/

/** 已经拉起2个，还差3个: so many of those who were told of are still caught or missing. */
const LEFT = new RegExp(
  `(?:还差|还剩下?|只剩|就剩|剩下?)(?<n>${NUM})\\s?(?:(?:个|名|位)(?:人)?|人)(?=$|[，,。；;！!\\s没还在])`,
)
export const leftIn = (text: string): { n: number; from: string } | undefined => {
  const m = LEFT.exec(text)
  const n = numberOf(m?.groups?.n ?? '')
  return n !== undefined && n % 1 === 0 ? { n, from: m![0] } : undefined
}

export interface Casualty {
  field: Field
  n: number
  from: string
}

const FIELDS = ['deaths', 'missing', 'injured', 'trapped', 'rescued'] as const

/**
 * What is told of people in words, by field; nothing where two readings are possible.
 * @param stated what is written as figures: kept in `agreed` unless the words say otherwise
 */
export function casualtiesTold(
  text: string,
  said: readonly Told[],
  stated: ReadonlyMap<string, number>,
): { told: Casualty[]; disputed: ReadonlySet<string> } {
  const under = UNDERGROUND.test(text)
  const all = said.map((t) =>
    under && t.field === 'missing' && NOT_UP.test(t.from) ? { ...t, field: 'trapped' as const } : t,
  )
  const of = (field: Field) => all.filter((t) => t.field === field)
  const found = FOUND.test(text)
  const disputed = new Set<string>()
  const told: Casualty[] = []
  const left = leftIn(text)
  for (const field of FIELDS) {
    const said = of(field)
    const figure = stated.get(field)
    const most = Math.max(figure ?? 0, ...said.map((t) => t.n ?? 0))
    const fewer = (field === 'trapped' && of('rescued').length > 0) || (field === 'missing' && found)
    if (left && fewer && left.n < most) {
      if (figure !== undefined) disputed.add(field)
      told.push({ field, ...left })
      continue
    }
    if (figure !== undefined) {
      const own = said.filter((t, i) => !(t.part && said.slice(0, i).some((o) => (o.n ?? 0) > (t.n ?? 0))))
      const numbers = new Set(own.flatMap((t) => t.n ?? []))
      const sure = said.some((t) => t.now || t.whole)
      const out = Math.max(0, ...of('rescued').map((t) => t.n ?? 0))
      const other = !sure && ([...numbers].some((n) => n > figure) || numbers.size > 1 || said.some((t) => t.many))
      if (figure && (other || (field === 'injured' && out > figure && out < 20))) disputed.add(field)
      if (figure && field === 'missing' && found && !said.some((t) => t.now)) disputed.add(field)
      if (!figure && said.some((t) => t.n)) disputed.add(field)
      continue
    }
    const one = text.length > TALE ? undefined : numberSaid(said)
    if (!one) continue
    // who was got out or found is trapped or missing no more
    if (field === 'trapped' && of('rescued').length && !one.now) continue
    if (field === 'missing' && (of('trapped').length || (found && !one.now))) continue
    told.push({ field, n: one.n!, from: one.from })
  }
  return { told, disputed }
}
