/** 交接班: who hands over to whom and what is left to do; what is only agreed for later is a change of shifts, not done yet. */

import type { MessageEvent } from '../kernel/message.ts'
import { onDuty, type Roster } from '../kernel/roster.ts'
import { type DecisionContext, reply, type Situation } from '../kernel/situation.ts'
import { dayOf, isoIn } from '../kernel/time.ts'
import { I_STAND_IN, I_TAKE_OVER, LEFT_OPEN, NEXT_TO_NAMES, NO_PEOPLE } from '../reading/lexicon/handing-over.ts'
import { anyOf } from '../reading/lexicon/words.ts'
import { timesIn } from '../reading/times.ts'
import type { Change } from '../record/fact.ts'
import { draft, file, sentenceOf, tellStranger } from '../record/filing.ts'
import { keep } from '../record/kept.ts'
import { recordWords } from '../record/words.ts'
import { mayForOthers, onBehalf } from './behalf.ts'
import { dutyWords } from './words.ts'

export function handedOver(s: Situation): Change[] {
  const { fields: read, drill } = s.reading!
  const { text } = s.event as MessageEvent
  const sides = sidesOf(s, text, read)
  const all = [...sides.from, ...sides.to]
  const aside = all.includes(s.person?.name ?? '') ? undefined : onBehalf(s, all)
  if (aside) return aside
  const later = agreedFor(s, text)
  if (later && s.person)
    return changed({
      ...s,
      reading: { ...s.reading!, intent: 'duty_change', fields: { ...sides, date: later, status: '已定' } },
    })
  const pending = pendingIn(text, read.pending)
  const fields: Record<string, unknown> = { ...read, ...sides, ...(pending ? { pending } : {}) }
  const record = draft(s, 'handover', fields, drill)
  if (!s.person)
    return [...file(s, record), ...tellStranger(s, record), ...reply(s, { text: recordWords.strangerKept, drill })]
  const left = pending && pending !== '无' && !record.fields.restricted ? dutyWords.leftToDo(pending) : ''
  return [
    ...file(s, record),
    ...reply(s, { text: dutyWords.handedOver(sides.from.join('、'), sides.to.join('、')) + left, drill }),
  ]
}

/** 换班: whose shift and who takes it, by the roster's own names; 他的班我顶 is whoever says so. */
export function changed(s: Situation): Change[] {
  const { fields: read } = s.reading!
  const { text } = s.event as MessageEvent
  const left = people(s.roster, read.from, text)
  const from = !left.length && s.person && MINE.test(text) ? [s.person.name] : left
  const said = people(s.roster, read.to, text)
  const to = !said.length && s.person && I_STANDS_IN.test(text) ? [s.person.name] : said
  const mine = [...from, ...to].includes(s.person?.name ?? '')
  const aside = mine ? undefined : onBehalf(s, from)
  if (aside) return aside
  // whose shift it is has not said so
  const settled = read.status !== '已定' || !from.length || from.includes(s.person?.name ?? '') || mayForOthers(s)
  const fields = {
    ...read,
    ...(settled ? {} : { status: '申请' }),
    from,
    to: to.filter((name) => !from.includes(name)),
  }
  return keep({ ...s, reading: { ...s.reading!, fields } }, 'duty_change', (r) =>
    dutyWords.changeKept(r.no, sentenceOf(r)),
  )
}
/** 后天张素云来接我的班. */
const MINE = /我(?:今天|今晚|明天|的|那个){0,2}[夜白晚]?班|[替顶]我/
const I_STANDS_IN = new RegExp(anyOf(I_STAND_IN))

const TAKES_OVER = new RegExp(`(?:^|[，,。；;\\s]|我|现|已)${anyOf(I_TAKE_OVER)}`)

/** Who leaves and who comes: the names that were said, else whoever speaks, else whoever is on. */
function sidesOf(s: Situation, text: string, read: Record<string, unknown>): { from: string[]; to: string[] } {
  const own = s.person?.name
  const said = { from: people(s.roster, read.from, text), to: people(s.roster, read.to, text) }
  const from = said.from.filter((name) => !said.to.some((other) => other.startsWith(name)))
  if (!own) return { from, to: said.to }
  if (TAKES_OVER.test(text) && (!said.to.length || said.to.every((name) => name === own)))
    return { from: from.length ? from : onNow(s, own), to: [own] }
  // whoever hands over and names nobody hands over their own
  return { from: from.length || said.to.includes(own) ? from : [own], to: said.to }
}

/** How long after a shift whoever had it may still be there. */
const JUST_MS = 3 * 3600_000
/** Whoever is on duty now, else whose shift has just ended. */
function onNow(g: DecisionContext, but: string): string[] {
  const now = onDuty(g.roster, g.now, 'officer').map((d) => d.person.name)
  const before = g.roster.shifts
    .filter((d) => d.post === 'officer' && d.endAt <= g.now && g.now.getTime() - d.endAt.getTime() < JUST_MS)
    .flatMap((d) => g.roster.people.get(d.personId)?.name ?? [])
  const others = (names: string[]) => [...new Set(names)].filter((name) => name !== but)
  return others(now).length ? others(now) : others(before)
}

/** Names that are people: the roster's, what they are called for short, and others only where they stand as names do. */
function people(roster: Roster, read: unknown, text: string): string[] {
  const names = Array.isArray(read) ? (read as string[]) : []
  return [...new Set(names.flatMap((name) => calledSo(roster, name, text)))]
}

const CALLS = /^[老小阿]|[哥姐叔婶伯姨工站]$|(?:书记|镇长|主任|站长)$/g
const NAMED_BEHIND = new RegExp(`^(?:同志)?${anyOf(NEXT_TO_NAMES.behind)}`)
const NAMED_BEFORE = new RegExp(`${anyOf(NEXT_TO_NAMES.before)}[:：\\s]?$`)

function calledSo(roster: Roster, name: string, text: string): string[] {
  const all = [...roster.people.values()].filter((p) => p.active)
  if (all.some((p) => p.name === name)) return [name]
  const short = name.replace(CALLS, '')
  const onSheet = new Set(roster.shifts.map((d) => d.personId))
  // 志强哥, 老陈: one of those who have shifts
  const [one, ...more] = short
    ? all.filter((p) => onSheet.has(p.id) && (short.length > 1 ? p.name.endsWith(short) : p.name.startsWith(short)))
    : []
  if (one && !more.length && short !== name) return [one.name]
  if (one && !more.length && short.length > 1) return [one.name]
  if (NO_PEOPLE.includes(name) || roster.villages.some((v) => v.name.startsWith(name) || v.aliases.includes(name)))
    return []
  const at = text.indexOf(name)
  const stands =
    at < 0 || NAMED_BEHIND.test(text.slice(at + name.length)) || NAMED_BEFORE.test(text.slice(Math.max(0, at - 6), at))
  return stands ? [name] : []
}

/** Sooner than this it is done now. */
const SOON_MS = 30 * 60_000
const SWAPS = /接|交班|换|顶|替|值/
/** 明天早上8点张素云接我的班: the day that the shift passes on, where that is still to come. */
function agreedFor({ now, tz }: DecisionContext, text: string): string | undefined {
  const soon = isoIn(new Date(now.getTime() + SOON_MS), tz)
  for (const t of timesIn(text, isoIn(now, tz), 'due')) {
    const day = t.value.slice(0, 10)
    const later = t.hasClock ? t.value > soon : day > dayOf(now, tz)
    const clause = clauseAt(text, t.index)
    const alone = clause.replace(t.text, '').replace(/[的在就早晚上午下]/g, '').length < 3
    if (
      later &&
      !/前$|之前|以前/.test(text.slice(t.index, t.index + t.text.length + 2)) &&
      (SWAPS.test(clause) || alone)
    )
      return day
  }
  return undefined
}

const STOPS = /[，,。；;！!\n]/
function clauseAt(text: string, at: number): string {
  const from = text.slice(0, at).split(STOPS).at(-1)!.length
  return text.slice(at - from).split(STOPS)[0]!
}

const OPEN = new RegExp(anyOf(LEFT_OPEN))
/** What is left to do, in the words that say so, whole: 石岭3组滑坡还没办结，罗塘桥封着要盯. */
function pendingIn(text: string, read: unknown): string | undefined {
  const said = text
    .split(STOPS)
    .map((c) => c.trim())
    .filter((c) => c.length > 2 && OPEN.test(c))
  const known = typeof read === 'string' ? read : undefined
  if (!said.length) return known
  const more = said.filter((c) => !known?.includes(c))
  const kept = known && known !== '无' && !more.some((c) => c.includes(known.split(STOPS)[0]!)) ? [known] : []
  return [...kept, ...more].join('，') || known
}
