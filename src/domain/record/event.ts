/**
 * Which event a sentence is about: told from village and group, kind, what it speaks of, its words, who told and how lately. Pure:
 * whoever asks says which reports come into question, and is told the one that the words join, those among which only their
 * sender can choose, or that they are of none of these. Where two fit alike nothing is guessed.
 */

import { anewIn, type Harm, harmsIn } from '../reading/anew.ts'
import { fragmentIn, mistakenIn } from '../reading/fragment.ts'
import { HELPERS, MISHAPS } from '../reading/lexicon/fragments.ts'
import { anyOf } from '../reading/lexicon/words.ts'
import { numberOf } from '../reading/numbers.ts'
import { partlyIn } from '../reading/partly.ts'
import type { Fields } from '../reading/reading.ts'
import { groupOf, ONES_OWN } from './amend.ts'
import { groupIn } from './filing.ts'
import type { Rec } from './record.ts'

/** A sentence, as a report of what it tells would have it. */
export interface Sentence {
  text: string
  fields: Fields
  /** The villages that it is of where it names none: those of its chat, else of its sender. */
  around: readonly string[]
}

/** How near a report is to whoever speaks: they told it or answer for it, it was told in this chat a moment ago, it is of their village. */
type Near = 'own' | 'chat' | 'village'
export interface Known {
  record: Rec
  near: Near
}

export type EventMeant = { join: Rec } | { ask: readonly Rec[] } | { new: true }

/** Of ranked reports the first, or those that stand first alike. */
export function meantOf(ranked: readonly { record: Rec; score: number }[]): EventMeant {
  const [first, ...others] = [...ranked].sort((a, b) => b.score - a.score)
  if (!first) return { new: true }
  const alike = others.filter((x) => x.score === first.score)
  return alike.length ? { ask: [first, ...alike].map((x) => x.record) } : { join: first.record }
}

/**
 * Of harm that happened once more, or of a place that was said wrongly: the report whose village, group and nature fit it, whoever
 * told it. What fits none is an event of its own.
 */
export function eventOf(said: Sentence, known: readonly Known[]): EventMeant {
  if (anewIn(said.text))
    return meantOf(
      known
        .filter(({ record, near }) => harmFits(said, record, near))
        .map(({ record, near }) => ({ record, score: NEARER[near] + whereFits(said, record) })),
    )
  // a place is set right as soon as it was said: of several the nearest, of these what was told last
  const [first] = known
    .filter(({ record, near }) => placeFits(said, record, near))
    .sort((a, b) => NEARER[b.near] - NEARER[a.near] || b.record.updatedAt.getTime() - a.record.updatedAt.getTime())
  return first ? { join: first.record } : { new: true }
}
/** The same spot says more than who told it. */
const NEARER: Record<Near, number> = { own: 2, chat: 1, village: 0 }
const SAME_SPOT = 8
function whereFits({ text, fields: { place } }: Sentence, r: Rec): number {
  const group = groupIn(text)
  const spot = typeof place === 'string' ? bareSpot(place, r) : ''
  return (
    (group && groupNumber(group) === groupOf(r) ? SAME_SPOT : 0) +
    (spot && bareSpot(String(r.fields.place ?? ''), r).includes(spot) ? SAME_SPOT : 0)
  )
}

/** 又塌了: of that village, of no other group or spot, and of what may fall. Who names no village speaks of their own. */
function harmFits({ text, fields, around }: Sentence, r: Rec, near: Near): boolean {
  const { village, place } = fields
  const here = village
    ? village === r.fields.village
    : !r.villageCode || near !== 'village' || around.includes(r.villageCode)
  if (!here || otherGroup(text, r) || elsewhere(r, place)) return false
  const said = [...harmsIn(text)]
  const was = harmsOf(r)
  // water on a road is water
  const harms = said.length > 1 ? said.filter((harm) => harm !== 'way') : said
  return harms.some((harm) => was.has(harm))
}

const OF_KIND: Readonly<Record<string, readonly Harm[]>> = {
  滑坡崩塌: ['ground', 'way'],
  泥石流: ['ground', 'water', 'way'],
  地面塌陷: ['ground', 'way'],
  地震: ['ground'],
  洪涝: ['water'],
  水利险情: ['water', 'ground'],
  森林火情: ['fire'],
  火灾: ['fire'],
  燃气危化: ['fire'],
}
/** Of what nature the harm of a report is; a road of which nobody said why may be cut by whatever comes down. */
function harmsOf({ fields: { kind, road_status }, text }: Rec): ReadonlySet<Harm> {
  const known = OF_KIND[String(kind)]
  if (known) return new Set([...known, ...harmsIn(text)])
  return new Set<Harm>([...harmsIn(text), ...(!kind && road_status ? (['ground', 'water', 'way'] as const) : [])])
}

/** 4组不是3组: what stands in the report as it was said to be wrong; 说错了是4组: of no other village. */
function placeFits({ text, fields: { village }, around }: Sentence, r: Rec, near: Near): boolean {
  const wrong = mistakenIn(text)
  if (wrong) return standsThere(wrong, r)
  return village ? village === r.fields.village : near !== 'village' || around.includes(r.villageCode ?? '')
}
const standsThere = (wrong: string, r: Rec): boolean =>
  /组$/.test(wrong) ? groupNumber(wrong) === groupOf(r) : `${r.fields.place ?? ''}${r.text}`.includes(wrong)

/** Both name a group, and not the same. */
export function otherGroup(text: string, r: Rec): boolean {
  const group = groupIn(text)
  return !!group && groupOf(r) !== undefined && groupNumber(group) !== groupOf(r)
}
const groupNumber = (group: string): number | undefined => numberOf(/[\d一二三四五六七八九十]+/.exec(group)?.[0] ?? '')
const bareSpot = (place: string, { fields: { village } }: Rec): string =>
  place
    .replace(String(village ?? ''), '')
    .replace(groupIn(place), '')
    .replace(/^村/, '')

/** How things came to an end, told also long after: 路通了, 火灭了, 都救出来了. What is worse is news, and a report of its own. */
export const SETTLING =
  /通了|抢通|恢复|能过|灭|熄|控制住|[救挖捞接]出|救[起上下]|获救|出来了|找到了|送.{0,3}医|退了|退下|来电|电来|清[出完理]|没事|平安/
/** More of the same: 又垮了一块, 还有一个. */
const MORE = /又[下垮塌掉滚滑裂烧冒断]|还[有剩]/
/** How something went on: it ended, in part or in whole, or more came on top. */
export const wentOnIn = (text: string): boolean => SETTLING.test(text) || MORE.test(text) || partlyIn(text)
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

/** It names no other place and no other kind of event; what is taken back may. */
export function fits({ village, place, kind, correction }: Fields, r: Rec, text: string): boolean {
  const wrong = mistakenIn(text)
  if (wrong) return standsThere(wrong, r)
  if (correction) return true
  if (isApart(text, r)) return false
  // harm is no detail of what told of none, nor of what told of other harm
  if (kind && (toldNoHarm(r) || toldOtherHarm(text, r))) return false
  if (village && r.fields.village && village !== r.fields.village) return false
  if (otherGroup(text, r)) return false
  const part = fragmentIn(text)
  if (!part && elsewhere(r, place)) return false
  return !!part || !kind || !r.fields.kind || kind === r.fields.kind || (wentOnIn(text) && topicsOf(r, text) > 0)
}

const MISHAP = new RegExp(anyOf(MISHAPS))
const OF_THE_EVENT = new RegExp(`${anyOf(HELPERS)}|又|[逃跑]`)
/** 张婆婆摔倒了: somebody came to harm by themselves, whatever else is being told. */
const isApart = (text: string, r: Rec) => MISHAP.test(text) && !OF_THE_EVENT.test(text) && !MISHAP.test(r.text)

const toldNoHarm = ({ fields }: Rec): boolean =>
  !fields.kind && fields.deaths === 0 && Object.values(fields).every((v) => typeof v !== 'boolean' || !v)

/** 后山塌了 after 猪死了4头: of which nobody said how it came about, and which says nothing of such. People hurt may be hurt by anything. */
const toldOtherHarm = (text: string, r: Rec): boolean =>
  !r.fields.kind && LOSSES.some((f) => f in r.fields) && ![...harmsIn(text)].some((harm) => harmsOf(r).has(harm))
const LOSSES = ['livestock_lost', 'crop_area_mu', 'power_status', 'water_status', 'comm_status']

/** Another place than the report's: not a more exact word for the same, as a group is for its village. */
function elsewhere({ fields: { village, place } }: Rec, told: unknown): boolean {
  if (typeof place !== 'string' || typeof told !== 'string' || ONES_OWN.test(told)) return false
  const bare = (where: string) => where.replace(String(village ?? ''), '').replace(groupIn(where), '')
  const [was, said] = [bare(place), bare(told)]
  if (SEEN_FROM.test(said)) return false
  return !!was && !!said && !was.includes(said) && !said.includes(was)
}

/** Behind of what nobody says. */
const SEEN_FROM = /^[后前上下里外对旁那这左右](?:面|边|头|方)?$/

/** How many of the things that short words speak of the story is of. */
export const topicsOf = (r: Rec, text: string) => TOPICS.filter(([words, of]) => words.test(text) && of(r)).length

/** @param own its words that may stand in the story too. */
export function scoreOf({ village, place, kind }: Fields, r: Rec, text: string, own = text): number {
  const group = groupIn(text)
  return (
    (village && village === r.fields.village ? 2 : 0) +
    (typeof place === 'string' && String(r.fields.place ?? '').includes(place) ? 4 : 0) +
    (group && groupNumber(group) === groupOf(r) ? 4 : 0) +
    (kind && kind === r.fields.kind ? 3 : 0) +
    3 * topicsOf(r, text) +
    sharedWords(own, r.text)
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
