/** Things with how many there are: 沙袋200条, 两顶帐篷, 救生衣领走6件, 编织袋账面3000实存2860. */
import { clausesOf } from '../clauses.ts'
import { GOODS, MEASURES } from '../lexicon/goods.ts'
import { COUNTED_AGAIN, HANDLED, NO_MEASURES, NO_THING, NOT_MEANT } from '../lexicon/handling.ts'
import { anyOf } from '../lexicon/words.ts'
import { NUM, numberOf } from '../numbers.ts'

export interface Good {
  name?: string
  quantity?: number
  /** As it was said. */
  unit?: string
}

const AMOUNT = new RegExp(`(?<![A-Za-z\\d.号×x第Nn-])(${NUM})(半)?[来多几余]?\\s?(${anyOf(MEASURES)})?`, 'g')
const KNOWN = new RegExp(anyOf(GOODS), 'g')
const NOT_COUNTED = new RegExp(`^\\s?(?:${anyOf(NO_MEASURES)})`)
const HANDLING = anyOf(HANDLED)
const BEHIND = new RegExp(`^的?(.{1,10}?)(?=(?:${HANDLING}|[的了都就用到往过不]|$))`)
const PARTICLES = /^[的了来去在到从向和及]+/
const TAIL = /[的了各共约:：是有]$/

/** What stands behind the last word that says what was done. */
function afterHandling(said: string): string {
  let at = 0
  for (const word of HANDLED) {
    const found = said.lastIndexOf(word)
    if (found >= 0) at = Math.max(at, found + word.length)
  }
  return said.slice(at).replace(PARTICLES, '')
}
/** The same without such words at its end. */
function beforeHandling(said: string): string {
  for (let left = said; ; ) {
    const word = HANDLED.find((w) => left.endsWith(w))
    const next = word ? left.slice(0, -word.length) : left.replace(TAIL, '')
    if (next === left) return left
    left = next
  }
}
const AGAIN = new RegExp(`(?:${anyOf(COUNTED_AGAIN)})[^，。；\\d]{0,4}$`)
const MEANT_NOT = new RegExp(`(?:${anyOf(NOT_MEANT)})[^，。；\\d]{0,3}$`)
const NOTHING = new RegExp(`^(?:${anyOf(NO_THING)})|^\\d+$|^[\\u4e00-\\u9fa5]$`)
const OF_THEM = /^\s?(?:破|坏|烂|断|丢|没|不能|不见|漏|要修|还没)/
const EACH = /各(?:要|领|发|调|配)?$/

/** The name that ends a stretch of text, without what was done: 领走雨衣 is 雨衣, 头灯领 is 头灯. */
function nameAtEnd(said: string): string | undefined {
  const bare = beforeHandling(said)
  const known = [...bare.matchAll(KNOWN)].at(-1)
  if (known && known.index + known[0].length === bare.length) {
    const more = afterHandling(bare.slice(0, known.index))
    return more.length <= 4 && !/[的把，]/.test(more) ? `${more}${known[0]}` : known[0]
  }
  const name = afterHandling(bare).replace(/^.*[的把]/, '')
  return name.length > 10 || NOTHING.test(name) || !name ? undefined : name
}
/** The name that begins one: 棉大衣给三岔口 is 棉大衣. */
function nameAtStart(said: string): string | undefined {
  const name = BEHIND.exec(said.trim())?.[1]?.trim()
  return name && name.length > 1 && !NOTHING.test(name) ? name : undefined
}

const BEFORE_MEASURE = new RegExp(`(?<=\\d)[ \\t]{1,4}(?=(?:${anyOf(MEASURES)})(?![\\u4e00-\\u9fa5]))`, 'g')
/** 矿泉水 312 件, and 1 融雪剂 3吨: spaces and the numbers of rows say nothing. */
const tidy = (text: string) =>
  text
    .replace(/[①-⑳]|[:：](?!\d)/g, '，')
    .replace(/^\s{0,4}\d{1,2}[\s、.．)）]{1,3}(?=[\u4e00-\u9fa5])/gm, '')
    .replace(/(?<=[\u4e00-\u9fa5A-Za-z0-9])[ \t]{1,4}(?=\d)/g, '')
    .replace(BEFORE_MEASURE, '')

/** Every thing of a text, in order; a name without a number only where it is known. */
export function goodsIn(text: string): Good[] {
  const table = rowsIn(text)
  if (table) return table
  const out: Good[] = []
  const put = (good: Good) => {
    const known = out.find((g) => g.name === good.name)
    if (known && good.name) Object.assign(known, good)
    else out.push(good)
  }
  for (const { text: clause } of clausesOf(tidy(text))) {
    let to = 0
    let counted = false
    for (const m of clause.matchAll(AMOUNT)) {
      const [whole, written, half, unit] = m
      const quantity = numberOf(written!)
      const next = clause.slice(m.index + whole.length)
      const ahead = clause.slice(to, m.index)
      if (quantity === undefined || (!unit && (/^[\u4e00-\u9fa5A-Za-z.]/.test(next) || NOT_COUNTED.test(next))))
        continue
      if (unit && NOT_COUNTED.test(next)) continue
      const amount = { quantity: quantity + (half ? 0.5 : 0), ...(unit ? { unit } : {}) }
      const last = out.at(-1)
      if (AGAIN.test(ahead) && last && !nameAtEnd(ahead)) {
        Object.assign(last, unit ? amount : { quantity: amount.quantity })
        to = m.index + whole.length
        counted = true
        continue
      }
      if (MEANT_NOT.test(ahead) && !nameAtEnd(ahead.replace(MEANT_NOT, '')) && last) continue
      // 两件破了: of those counted before
      if (last?.quantity !== undefined && !nameAtEnd(ahead) && OF_THEM.test(next)) continue
      const behind = unit ? nameAtStart(next) : undefined
      const before = nameAtEnd(ahead)
      const name = behind && (!before || (startsKnown(behind) && !endsKnown(before))) ? behind : before
      // 吨袋到咯，两百只: what was named a moment ago
      const open = !name && last && last.quantity === undefined && afterHandling(beforeHandling(ahead)) === ''
      if (open) Object.assign(last, amount)
      else if (name || unit) {
        put({ ...(name ? { name } : {}), ...amount })
        if (EACH.test(ahead) && last && last.quantity === undefined) Object.assign(last, amount)
      }
      to = m.index + whole.length + (name && name === behind ? name.length : 0)
      counted = true
    }
    if (counted) continue
    for (const name of clause.match(KNOWN) ?? []) if (!out.some((g) => g.name?.includes(name))) out.push({ name })
  }
  // where things are counted, those named besides are only spoken of
  const named = out.filter((g) => g.quantity !== undefined)
  return named.length > 1 ? named : out
}
const startsKnown = (name: string) => new RegExp(`^.{0,3}(?:${anyOf(GOODS)})`).test(name)
const endsKnown = (name: string) => new RegExp(`(?:${anyOf(GOODS)})$`).test(name)

/** The same with names that were read elsewhere: for what was counted without one, or where nothing was found at all. */
export function withNames(goods: readonly Good[], names: readonly string[]): Good[] {
  const more = [...new Set(names)].filter(
    (n) => !goods.some((g) => g.name?.includes(n) || (g.name && n.includes(g.name))),
  )
  const unnamed = goods.filter((g) => !g.name)
  if (!goods.length) return more.map((name) => ({ name }))
  if (unnamed.length !== 1 || !more[0]) return [...goods]
  return goods.map((g) => (g.name ? g : { name: more[0]!, ...g }))
}

const NAMED = /^(?:品名|名称|物资|物资名称|物品)$/
const COUNT = /^(?:数量|实存|实数|今日结存|结存|数目)$/
const UNIT = /^单位$/
/** Rows between tabs or bars under a heading that says which cell is the name and which the number. */
function rowsIn(text: string): Good[] | undefined {
  const lines = text.split('\n').map((l) => l.split(/\t|[|｜]/).map((c) => c.trim()))
  const at = lines.findIndex((cells) => cells.length > 2 && cells.some((c) => NAMED.test(c)))
  if (at < 0) return undefined
  const head = lines[at]!
  const [name, count, unit] = [NAMED, COUNT, UNIT].map((is) => head.findLastIndex((c) => is.test(c)))
  const out = lines.slice(at + 1).flatMap((cells): Good[] => {
    const amount = /^(\d+(?:\.\d+)?)\s?(\D{0,3})$/.exec(cells[count!] ?? '')
    if (cells.length < 3 || !cells[name!] || !amount) return []
    const measure = amount[2] || (unit! >= 0 ? cells[unit!] : '')
    return [{ name: cells[name!]!, quantity: Number(amount[1]), ...(measure ? { unit: measure } : {}) }]
  })
  return out.length ? out : undefined
}
