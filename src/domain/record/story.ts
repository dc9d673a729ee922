/**
 * Which of a sender's open stories a message goes on with: by place, by kind, by what it speaks of, by its words, by how lately
 * it was told. Where two fit alike nothing is guessed.
 */

import type { MessageEvent } from '../kernel/message.ts'
import type { Situation } from '../kernel/situation.ts'
import { NUM } from '../reading/numbers.ts'
import { groupOf } from './amend.ts'
import { groupIn } from './filing.ts'
import { RECENT, STORIES } from './needs.ts'
import { isOpen, type Rec } from './record.ts'

export type Meant = { one: Rec } | { which: Rec[] }

/** What is told as it comes, piece by piece. */
const TOLD = new Set<Rec['kind']>(['disaster_report'])

/** How things came to an end, told also long after: 路通了, 火灭了, 都救出来了. What is worse is news, and a report of its own. */
const SETTLING =
  /通了|抢通|恢复|能过|灭|熄|控制住|[救挖捞接]出|救[起上下]|获救|出来了|找到了|送.{0,3}医|退了|退下|来电|电来|清[出完理]|没事|平安/
/** More of the same: 又垮了一块, 还有一个. */
const MORE = /又[下垮塌掉滚滑裂烧冒断]|还[有剩]/
/** 3, 两个人, 没有: the answer to a question of ours. */
export const BARE_ANSWER = new RegExp(
  `^(?:一共|总共|大概|约|就|有)?(?:(${NUM})\\s?([个人名户家]?)人?|都?没有?|无|没人)[。.!！]?$`,
)

/** What short words speak of, and the stories that they can belong to. */
const TOPICS: readonly [words: RegExp, of: (r: Rec) => boolean][] = [
  [/路|桥|通车|抢通|车能过/, (r) => 'road_status' in r.fields || /路|桥/.test(r.text)],
  [/火|烟|灭|熄|烧/, (r) => /火/.test(`${r.fields.kind ?? ''}${r.text}`)],
  [
    /[救挖捞接]出|救[起上下]|获救|困|埋|出来|找到|还[有剩]/,
    (r) =>
      ['trapped', 'missing', 'trapped_unknown', 'trapped_suspected'].some((f) => r.fields[f]) ||
      /困|埋|压|落水|失踪/.test(r.text),
  ],
  [/电/, (r) => 'power_status' in r.fields || /电/.test(r.text)],
  [/水|退/, (r) => /洪涝|水利|溺水/.test(String(r.fields.kind)) || /水/.test(r.text)],
  [/又[下垮塌掉滚滑裂]|石头|泥|土方/, (r) => /滑坡|泥石流|塌陷/.test(String(r.fields.kind))],
  [/伤|医/, (r) => Number(r.fields.injured ?? 0) > 0 || /伤/.test(r.text)],
  [/户|家/, (r) => Object.keys(r.fields).some((f) => f.endsWith('_households'))],
]

/** The story of the sender's own, or that they answer for, or those among which nobody can choose but they. */
export function storyMeant(s: Situation): Meant | undefined {
  const { fields, drill, intent, ask } = s.reading!
  if (Array.isArray(fields.events)) return undefined
  const { text } = s.event as MessageEvent
  const fresh = s.need(RECENT)
  const late = s.need(STORIES).filter((r) => !fresh.some((f) => f.id === r.id))
  const ours = (r: Rec) =>
    TOLD.has(r.kind) && isOpen(r.state) && r.drill === drill && (r.account === s.account || r.ownerId === s.person?.id)
  const now = fresh.filter(
    (r) => ours(r) && fits(s, r) && ((intent === 'disaster_report' && !ask.length) || goesOnLoosely(s, text)),
  )
  const then = SETTLING.test(text) ? late.filter((r) => ours(r) && fits(s, r) && topicsOf(r, text) > 0) : []
  const scored = (some: Rec[]) => some.map((r) => ({ r, score: scoreOf(s, r, text) }))
  const told = scored(now)
  // what is being told now goes before what was told hours ago, unless it speaks of something else
  const ranked = (told.some((x) => x.score > 0) ? told : [...told, ...scored(then)]).sort((a, b) => b.score - a.score)
  const [first, second] = ranked
  if (!first) return undefined
  return !second || first.score > second.score
    ? { one: first.r }
    : { which: ranked.filter((x) => x.score === first.score).map((x) => x.r) }
}

/** Words that mean nothing alone: a bare answer, how it went on, or what reads as more of the same once it is known to follow. */
const goesOnLoosely = (s: Situation, text: string): boolean =>
  BARE_ANSWER.test(text) ||
  SETTLING.test(text) ||
  MORE.test(text) ||
  s.again({ before: 'disaster_report' }).intent === 'disaster_report'

/** It names no other place and no other kind of event; what is taken back may. */
function fits(s: Situation, r: Rec): boolean {
  const { village, place, kind, correction } = s.reading!.fields
  if (correction) return true
  const text = (s.event as MessageEvent).text
  const group = groupIn(text)
  if (village && r.fields.village && village !== r.fields.village) return false
  if (elsewhere(r, place) || (group && groupOf(r) && groupOf({ ...r, fields: { place: group } }) !== groupOf(r)))
    return false
  return (
    !kind ||
    !r.fields.kind ||
    kind === r.fields.kind ||
    ((SETTLING.test(text) || MORE.test(text)) && topicsOf(r, text) > 0)
  )
}

/** Another place than the report's: not a more exact word for the same, as a group is for its village. */
function elsewhere({ fields: { village, place } }: Rec, said: unknown): boolean {
  if (typeof place !== 'string' || typeof said !== 'string' || place === village) return false
  return !place.includes(said) && !said.includes(place)
}

/** How many of the things that short words speak of the story is of. */
export const topicsOf = (r: Rec, text: string) => TOPICS.filter(([words, of]) => words.test(text) && of(r)).length

function scoreOf(s: Situation, r: Rec, text: string): number {
  const { village, place, kind } = s.reading!.fields
  const group = groupIn(text)
  return (
    (village && village === r.fields.village ? 2 : 0) +
    (typeof place === 'string' && String(r.fields.place ?? '').includes(place) ? 4 : 0) +
    (group && groupOf({ ...r, fields: { place: group } }) === groupOf(r) ? 4 : 0) +
    (kind && kind === r.fields.kind ? 3 : 0) +
    3 * topicsOf(r, text) +
    sharedWords(text, r.text)
  )
}

/** The longest stretch of characters that both have, from two on: 老李家. */
function sharedWords(text: string, told: string): number {
  const said = text.replace(/[^\u4e00-\u9fa5]/g, ' ').slice(0, 60)
  for (let length = Math.min(4, said.length); length >= 2; length--)
    for (let i = 0; i + length <= said.length; i++) {
      const piece = said.slice(i, i + length)
      if (!piece.includes(' ') && told.includes(piece)) return length
    }
  return 0
}
