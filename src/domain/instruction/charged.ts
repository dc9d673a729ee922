/**
 * An order to people by name, by their post (王主任) or to all villages: @廖友谅 今天之内安排人拉警戒线, 让李火旺去牵头处置, 各村5点前把
 * 转移人数报给我. By an officer or a leader. What only tells of somebody is none.
 */

import { hasRole, type Person, type Roster, type Village } from '../kernel/roster.ts'
import { clausesOf } from '../reading/clauses.ts'
import { ALL_VILLAGES, HANDS_TO, POSTS, SETS_OUT, TASKS, TOLD_OF } from '../reading/lexicon/charged.ts'
import { ANSWER_WANTED, TO_BE_DONE } from '../reading/lexicon/ordering.ts'
import { anyOf } from '../reading/lexicon/words.ts'

/** Whom an order is for. `several` = a post that several people may be called by, with their names. */
export interface Charged {
  people: Person[]
  villages: readonly Village[]
  several: { said: string; names: string[] }[]
}

const MOST_LETTERS = 160
const ASKS = /[?？]|[吗呢]$|怎么样|什么情况|多少|谁/
const CLOCK = '(?:[0-9一二两三四五六七八九十]{1,3}(?:点|时|日|号|天|分钟|小时)半?(?:前|之前|以前|内|之内|以内)?)'
const LED = `(?:${anyOf(SETS_OUT)}|${CLOCK}|[\\s：:]){0,8}`
const TASK = new RegExp(`^${LED}(?:${anyOf(TASKS)})`)
const TOLD = new RegExp(`^(?:${anyOf(TOLD_OF)})`)
const ALL = new RegExp(`^[\\s，,：:]*(?:安安|请|通知|麻烦|要求|@)*(?:${anyOf(ALL_VILLAGES)})`)
const WANTED = new RegExp(anyOf(ANSWER_WANTED))
/** What the sender does, or has seen to. */
const OF_ONESELF = /^(?:我|我们|本人)(?!要求)/
/** Behind a mention other things may stand before what is to be done. */
const ANY_TASK = new RegExp(
  anyOf(
    TASKS.filter((word) => word.length > 1),
    TO_BE_DONE.filter((word) => word.length > 1),
  ),
)
const BEFORE = new RegExp(`(?:^|[\\s，,：:；;。、]|${anyOf(HANDS_TO)})$`)

/** Who is never meant by a post alone: grid members are called by name. */
const POSTED = [
  'station_staff',
  'duty_leader',
  'town_leader',
  'duty_officer',
  'inspector',
  'rescue_member',
  'info_officer',
] as const

/** Undefined = nobody is told to do anything. @param sender never one of them. */
export function chargedIn(message: string, roster: Roster, sender: Person): Charged | undefined {
  const text = message.replace(/^@?安安[，,：:\s]*/, '').trim()
  if (text.length > MOST_LETTERS || ASKS.test(text) || OF_ONESELF.test(text)) return undefined
  const people = new Map<string, Person>()
  const several: Charged['several'] = []
  const all = [...roster.people.values()].filter((p) => p.active && p.id !== sender.id)
  for (const p of all) if (p.name.length > 1 && isTold(text, p.name)) people.set(p.id, p)
  for (const m of text.matchAll(new RegExp(`([\\u4e00-\\u9fa5])(?:${anyOf(POSTS)})`, 'g'))) {
    if (!isTold(text, m[0])) continue
    const called = all.filter((p) => p.name.startsWith(m[1]!) && hasRole(p, ...POSTED))
    const staff = called.filter((p) => hasRole(p, 'station_staff', 'duty_leader', 'town_leader'))
    const meant = staff.length ? staff : called
    if (meant.length === 1) people.set(meant[0]!.id, meant[0]!)
    else if (meant.length) several.push({ said: m[0], names: meant.slice(0, 3).map((p) => p.name) })
  }
  const villages = isToAll(text) ? roster.villages : []
  return people.size || several.length || villages.length
    ? { people: [...people.values()], villages, several }
    : undefined
}

/** The name stands where somebody is spoken to or sent, and what is to be done follows it. */
function isTold(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const ahead = text.slice(0, at)
    const behind = text.slice(at + name.length).replace(/^[\s，,：:]+/, '')
    const clause = behind.split(/[，,。；;！!\n]/)[0]!
    if (!BEFORE.test(ahead) || TOLD.test(behind) || /了$/.test(clause)) continue
    if (TASK.test(behind) || (ahead.endsWith('@') && ANY_TASK.test(behind))) return true
  }
  return false
}

/** 各村5点前把转移人数报给我: something is to be done, and not only heeded. */
function isToAll(text: string): boolean {
  const at = clausesOf(text).findIndex((c) => ALL.test(c.text))
  if (at < 0) return false
  const said = text
    .slice(text.search(new RegExp(anyOf(ALL_VILLAGES))))
    .replace(new RegExp(`^(?:${anyOf(ALL_VILLAGES)})`), '')
  return !TOLD.test(said) && (TASK.test(said) || WANTED.test(said))
}
