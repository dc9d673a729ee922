/**
 * Which of a sender's open stories a message goes on with: by place, by kind, by what it speaks of, by its words, by how lately
 * it was told. Where two fit alike nothing is guessed.
 */

import type { MessageEvent } from '../kernel/message.ts'
import { villagesOfChat, villagesOfPerson } from '../kernel/roster.ts'
import type { Situation } from '../kernel/situation.ts'
import { kinds } from '../kinds.ts'
import { fragmentIn, isJoke, mistakenIn, takesBack } from '../reading/fragment.ts'
import { FOUND_SAFE } from '../reading/lexicon/found.ts'
import { HELPERS, MISHAPS } from '../reading/lexicon/fragments.ts'
import { anyOf } from '../reading/lexicon/words.ts'
import type { Fields } from '../reading/reading.ts'
import { withoutScene } from '../reading/scene.ts'
import { groupOf, ONES_OWN } from './amend.ts'
import { groupIn } from './filing.ts'
import { IN_CHAT, RECENT, STORIES } from './needs.ts'
import { isOpen, type Rec } from './record.ts'

export type Meant = { one: Rec } | { which: Rec[] }

/** What is told as it comes, piece by piece. */
const TOLD = new Set<Rec['kind']>(['disaster_report'])

/** How things came to an end, told also long after: 路通了, 火灭了, 都救出来了. What is worse is news, and a report of its own. */
const SETTLING =
  /通了|抢通|恢复|能过|灭|熄|控制住|[救挖捞接]出|救[起上下]|获救|出来了|找到了|送.{0,3}医|退了|退下|来电|电来|清[出完理]|没事|平安/
/** More of the same: 又垮了一块, 还有一个. */
const MORE = /又[下垮塌掉滚滑裂烧冒断]|还[有剩]/
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
  const { fields, drill } = s.reading!
  if (Array.isArray(fields.events)) return undefined
  const { text } = s.event as MessageEvent
  if (isNoNews(text)) return undefined
  const said = asReport(s)
  const fresh = s.need(RECENT)
  const late = s.need(STORIES).filter((r) => !fresh.some((f) => f.id === r.id))
  const ours = (r: Rec) =>
    TOLD.has(r.kind) && isOpen(r.state) && r.drill === drill && (r.account === s.account || r.ownerId === s.person?.id)
  const now = fresh.filter((r) => ours(r) && fits(said, r, text) && goesOn(s, said, r))
  const then = SETTLING.test(text) ? late.filter((r) => ours(r) && fits(said, r, text) && topicsOf(r, text) > 0) : []
  const scored = (some: Rec[]) => some.map((r) => ({ r, score: scoreOf(said, r, text) }))
  const told = scored(now)
  // what is being told now goes before what was told hours ago, unless it speaks of something else
  const ranked = (told.some((x) => x.score > 0) ? told : [...told, ...scored(then)]).sort((a, b) => b.score - a.score)
  const [first, second] = ranked
  if (!first) return undefined
  return !second || first.score > second.score
    ? { one: first.r }
    : { which: ranked.filter((x) => x.score === first.score).map((x) => x.r) }
}

/** That something is publicity or nothing to keep is no news of what happened. */
export const isNoNews = (text: string): boolean => NO_NEWS.test(text)
const NO_NEWS = /宣传|不是(?:隐患|险情|灾情)|不用(?:登记|记)|撤掉/

/**
 * The open report that words from a scene belong to, whoever told of it: that of the place they name; where they name none the
 * sender's own, else that of their village, else the only one there is. Sensitive matter is found by nobody but whoever told it.
 */
export function sceneMeant(s: Situation): Meant | undefined {
  const { text, chat } = s.event as MessageEvent
  const { drill } = s.reading!
  const said = asReport(s)
  const { village, kind } = said
  const group = groupIn(text)
  const ours = (r: Rec) => r.account === s.account || r.reporterId === s.person?.id || r.ownerId === s.person?.id
  const open = s
    .need(STORIES)
    .filter((r) => TOLD.has(r.kind) && isOpen(r.state) && r.drill === drill && (ours(r) || !r.fields.restricted))
    .filter((r) => ours(r) || r.state !== 'unverified')
  const there = open.filter(
    (r) =>
      (!village || !r.fields.village || village === r.fields.village) &&
      (!group || !groupOf(r) || groupOf({ ...r, fields: { place: group } }) === groupOf(r)),
  )
  const villages = new Set([
    ...villagesOfPerson(s.person),
    ...(chat.kind === 'group' ? villagesOfChat(s.roster, s.chat) : []),
  ])
  const near = [there.filter(ours), there.filter((r) => villages.has(r.villageCode ?? ''))].find((some) => some.length)
  // whoever watches over the whole town may mean any of them; others only what is theirs or near them
  const pool = village ? there : (near ?? (villages.size ? [] : there))
  const alike = pool.filter((r) => !kind || !r.fields.kind || kind === r.fields.kind || topicsOf(r, text) > 0)
  const ranked = (alike.length ? alike : village ? pool : [])
    .map((r) => ({ r, score: scoreOf(said, r, text, withoutScene(text)) }))
    .sort((a, b) => b.score - a.score)
  const [first, second] = ranked
  if (!first) return undefined
  return !second || first.score > second.score
    ? { one: first.r }
    : { which: ranked.filter((x) => x.score === first.score).map((x) => x.r) }
}

/** What somebody else told in this chat a moment ago that a few words add to: 3组, 20方, 火灭了 under another's report. */
export function othersStory(s: Situation): Rec | undefined {
  const { text } = s.event as MessageEvent
  const said = asReport(s)
  const part = fragmentIn(text)
  const adds = (r: Rec) =>
    part === 'amount' || part === 'group' || part === 'spot' || part === 'instead'
      ? true
      : text.length <= SHORT && (SETTLING.test(text) || MORE.test(text)) && topicsOf(r, text) > 0
  return s
    .need(IN_CHAT)
    .findLast((r) => isOpen(r.state) && r.drill === s.reading!.drill && fits(said, r, text) && adds(r))
}

/** What the words say where they are read as a report. */
const asReport = (s: Situation): Fields =>
  s.reading!.intent === 'disaster_report' ? s.reading!.fields : s.again({ as: 'disaster_report' }).fields

/** Longer than this, what is not surely a report is talk. */
const SHORT = 12
/** And this where it is surely none. */
const SHORTEST = 8

/**
 * Whether words go on with a report: what reads as a report by itself, a fragment by its form, how it ended or what came on top
 * where it speaks of that, a figure or a state where it may be a report. What is surely talk stays talk, whatever stands before it.
 */
function goesOn(s: Situation, said: Fields, r: Rec): boolean {
  const { intent, ask } = s.reading!
  const { text } = s.event as MessageEvent
  if (takesBack(text) || fragmentIn(text) || (intent === 'disaster_report' && !ask.length)) return true
  if (isJoke(text)) return false
  const talk = intent !== 'disaster_report' && !ask.length
  // whoever might be caught there turns up
  if (FOUND.test(text) && (r.fields.trapped_suspected || r.fields.trapped_unknown || r.fields.missing))
    return text.length <= LONGEST
  if (SETTLING.test(text) || MORE.test(text))
    return text.length <= (talk ? SHORTEST : LONGEST) && (topicsOf(r, text) > 0 || SAFE.test(text))
  if (HURT.some((f) => said[f] === 0)) return text.length <= SHORT
  if (talk) return false
  const stated = Object.keys(said).some((f) => STATED.has(f))
  return stated ? text.length <= LONGEST : text.length <= SHORT && topicsOf(r, text) > 0
}
const FOUND = new RegExp(anyOf(FOUND_SAFE))
const LONGEST = 40
const HURT = ['deaths', 'missing', 'injured', 'trapped'] as const
/** 人没事: of people, whatever it was that happened. */
const SAFE = /^(?:人|大家)?(?:全|都){0,2}(?:没事|平安|安全)了?[。！!]?$/
/** What is a figure or a state, and no name of what or where. */
const STATED: ReadonlySet<string> = new Set(
  Object.entries(kinds.disaster_report.fields).flatMap(([key, f]) =>
    key !== 'kind' && ('unit' in f || 'options' in f) ? key : [],
  ),
)

/** It names no other place and no other kind of event; what is taken back may. */
function fits({ village, place, kind, correction }: Fields, r: Rec, text: string): boolean {
  const wrong = mistakenIn(text)
  if (wrong) return `${r.fields.place ?? ''}${r.text}`.includes(wrong)
  if (correction) return true
  if (isApart(text, r)) return false
  // harm is no detail of what told of none
  if (kind && toldNoHarm(r)) return false
  const group = groupIn(text)
  if (village && r.fields.village && village !== r.fields.village) return false
  if (group && groupOf(r) && groupOf({ ...r, fields: { place: group } }) !== groupOf(r)) return false
  const part = fragmentIn(text)
  if (!part && elsewhere(r, place)) return false
  return (
    !!part ||
    !kind ||
    !r.fields.kind ||
    kind === r.fields.kind ||
    ((SETTLING.test(text) || MORE.test(text)) && topicsOf(r, text) > 0)
  )
}

const MISHAP = new RegExp(anyOf(MISHAPS))
const OF_THE_EVENT = new RegExp(`${anyOf(HELPERS)}|又|[逃跑]`)
/** 张婆婆摔倒了: somebody came to harm by themselves, whatever else is being told. */
const isApart = (text: string, r: Rec) => MISHAP.test(text) && !OF_THE_EVENT.test(text) && !MISHAP.test(r.text)

const toldNoHarm = ({ fields }: Rec): boolean =>
  !fields.kind && fields.deaths === 0 && Object.values(fields).every((v) => typeof v !== 'boolean' || !v)

/** Another place than the report's: not a more exact word for the same, as a group is for its village. */
function elsewhere({ fields: { village, place } }: Rec, told: unknown): boolean {
  if (typeof place !== 'string' || typeof told !== 'string' || ONES_OWN.test(told)) return false
  const bare = (where: string) => where.replace(String(village ?? ''), '').replace(groupIn(where), '')
  const [was, said] = [bare(place), bare(told)]
  return !!was && !!said && !was.includes(said) && !said.includes(was)
}

/** How many of the things that short words speak of the story is of. */
export const topicsOf = (r: Rec, text: string) => TOPICS.filter(([words, of]) => words.test(text) && of(r)).length

/** @param own its words that may stand in the story too. */
function scoreOf({ village, place, kind }: Fields, r: Rec, text: string, own = text): number {
  const group = groupIn(text)
  return (
    (village && village === r.fields.village ? 2 : 0) +
    (typeof place === 'string' && String(r.fields.place ?? '').includes(place) ? 4 : 0) +
    (group && groupOf({ ...r, fields: { place: group } }) === groupOf(r) ? 4 : 0) +
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
