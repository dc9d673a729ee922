/**
 * Which events come into question for what somebody says, and which of them it is about (`event.ts`): what they are telling, what
 * others told in this chat a moment ago, what is open in their village, what is known of a scene.
 */

import type { MessageEvent } from '../kernel/message.ts'
import { villagesAround, villagesOfChat, villagesOfPerson } from '../kernel/roster.ts'
import type { Situation } from '../kernel/situation.ts'
import { kinds } from '../kinds.ts'
import { anewIn } from '../reading/anew.ts'
import { apartIn } from '../reading/apart.ts'
import { fragmentIn, isJoke, placeTakenBack, takesBack } from '../reading/fragment.ts'
import { FOUND_SAFE } from '../reading/lexicon/found.ts'
import { anyOf } from '../reading/lexicon/words.ts'
import { partlyIn } from '../reading/partly.ts'
import type { Fields } from '../reading/reading.ts'
import { withoutScene } from '../reading/scene.ts'
import {
  type EventMeant,
  eventOf,
  fits,
  type Known,
  meantOf,
  otherGroup,
  SETTLING,
  scoreOf,
  topicsOf,
  wentOnIn,
} from './event.ts'
import { villageCodeOf } from './filing.ts'
import { wrongIn } from './mistaken.ts'
import { IN_CHAT, OPEN_HERE, RECENT, STORIES } from './needs.ts'
import { isOpen, type Rec } from './record.ts'

/** What is told as it comes, piece by piece. */
const TOLD = new Set<Rec['kind']>(['disaster_report'])

/**
 * The report that a message goes on with. What tells of new harm or sets a place right may be of any that is near, whoever told
 * it; anything else of one's own, or of what another told here last. Undefined = it goes on with nothing.
 */
export function eventMeant(s: Situation): EventMeant | undefined {
  const { text } = s.event as MessageEvent
  if (Array.isArray(s.reading!.fields.events) || isNoNews(text)) return undefined
  if (apartIn(text) === 'told') return { new: true }
  if (anewIn(text) || placeTakenBack(text)) {
    const { village, ...rest } = asReport(s).fields
    // a street is no village: only those that there are say where
    const code = villageCodeOf(s.roster, village)
    const fields = code ? { ...rest, village } : rest
    const around = code ? [code] : villagesAround(s)
    const meant = eventOf({ text, fields, around }, near(s))
    // what sets nothing right that was told may still be more of one's own
    if (anewIn(text) || !('new' in meant)) return meant
  }
  const own = storyMeant(s)
  if (own && 'ask' in own) return own
  const theirs = wrongIn(s.need(IN_CHAT).toReversed(), text) ?? othersStory(s)
  return theirs && (!own || !('join' in own) || own.join.updatedAt < theirs.updatedAt) ? { join: theirs } : own
}

/** Open reports near whoever speaks, each once, the nearest first. Sensitive matter is found by nobody but whoever told it. */
function near(s: Situation): Known[] {
  const { drill } = s.reading!
  const ours = (r: Rec) => r.account === s.account || r.ownerId === s.person?.id
  const all: Known[] = [
    ...[...s.need(RECENT), ...s.need(STORIES)].filter(ours).map((record) => ({ record, near: 'own' as const })),
    ...s.need(IN_CHAT).map((record) => ({ record, near: 'chat' as const })),
    ...s.need(OPEN_HERE).map((record) => ({ record, near: 'village' as const })),
  ]
  const open = all.filter(
    ({ record: r }) => TOLD.has(r.kind) && isOpen(r.state) && r.drill === drill && (ours(r) || !r.fields.restricted),
  )
  return open.filter(({ record }, i) => open.findIndex((k) => k.record.id === record.id) === i)
}

/** Somebody is looked for. */
const isLookedFor = (r: Rec): boolean =>
  TOLD.has(r.kind) && (Number(r.fields.missing ?? 0) > 0 || /失踪|失联|走丢|走失|不见|[找寻]不[到着]/.test(r.text))

/** 打电话也不通, 刘爹手机关机: one person is not reached; 3组几户打不通 is of people who were to be called. */
export const unreached = (text: string): boolean => text.length <= 16 && UNREACHED.test(text) && !OF_MANY.test(text)
const UNREACHED =
  /(?:电话|手机|号码)[^，。]{0,4}(?:不通|没人接|无人接|没接|不接|关机|停机)|^[^，。]{0,5}(?:联系|打|喊)不[上通到应][^，。]{0,3}$/
const OF_MANY = /[户组村各们家]|群众|老乡|全部|几个|喇叭|镇里|站里/

/** A person is not reached whom the sender reports as missing. */
export const isOfMissing = (s: Situation): boolean =>
  unreached((s.event as MessageEvent).text) &&
  [...s.need(RECENT), ...s.need(STORIES)].some(
    (r) => isOpen(r.state) && isLookedFor(r) && (r.account === s.account || r.ownerId === s.person?.id),
  )

/** The story of the sender's own, or that they answer for, or those among which nobody can choose but they. */
export function storyMeant(s: Situation): EventMeant | undefined {
  const { drill } = s.reading!
  const { text } = s.event as MessageEvent
  const said = asReport(s).fields
  const fresh = s.need(RECENT)
  const late = s.need(STORIES).filter((r) => !fresh.some((f) => f.id === r.id))
  const ours = (r: Rec) =>
    TOLD.has(r.kind) && isOpen(r.state) && r.drill === drill && (r.account === s.account || r.ownerId === s.person?.id)
  const now = fresh.filter((r) => ours(r) && fits(said, r, text) && goesOn(s, said, r))
  const ends = SETTLING.test(text) || partlyIn(text)
  const then = ends ? late.filter((r) => ours(r) && fits(said, r, text) && topicsOf(r, text) > 0) : []
  const scored = (some: Rec[]) => some.map((record) => ({ record, score: scoreOf(said, record, text) }))
  const told = scored(now)
  // what is being told now goes before what was told hours ago, unless it speaks of something else
  return found(told.some((x) => x.score > 0) ? told : [...told, ...scored(then)])
}
const found = (ranked: Parameters<typeof meantOf>[0]) => (ranked.length ? meantOf(ranked) : undefined)

/** That something is publicity or nothing to keep is no news of what happened. */
export const isNoNews = (text: string): boolean => NO_NEWS.test(text)
const NO_NEWS = /宣传|不是(?:隐患|险情|灾情)|不用(?:登记|记)|撤掉/

/**
 * The open report that words from a scene belong to, whoever told of it: that of the place they name; where they name none the
 * sender's own, else that of their village, else the only one there is. Sensitive matter is found by nobody but whoever told it.
 */
export function sceneMeant(s: Situation): EventMeant | undefined {
  const { text, chat } = s.event as MessageEvent
  const { drill } = s.reading!
  const said = asReport(s).fields
  const { village, kind } = said
  const ours = (r: Rec) => r.account === s.account || r.reporterId === s.person?.id || r.ownerId === s.person?.id
  const open = s
    .need(STORIES)
    .filter((r) => TOLD.has(r.kind) && isOpen(r.state) && r.drill === drill && (ours(r) || !r.fields.restricted))
    .filter((r) => ours(r) || r.state !== 'unverified')
  const there = open.filter(
    (r) => (!village || !r.fields.village || village === r.fields.village) && !otherGroup(text, r),
  )
  const villages = new Set([
    ...villagesOfPerson(s.person),
    ...(chat.kind === 'group' ? villagesOfChat(s.roster, s.chat) : []),
  ])
  const mine = [there.filter(ours), there.filter((r) => villages.has(r.villageCode ?? ''))].find((some) => some.length)
  // whoever watches over the whole town may mean any of them; others only what is theirs or near them
  const pool = village ? there : (mine ?? (villages.size ? [] : there))
  const alike = pool.filter((r) => !kind || !r.fields.kind || kind === r.fields.kind || topicsOf(r, text) > 0)
  return found(
    (alike.length ? alike : village ? pool : []).map((record) => ({
      record,
      score: scoreOf(said, record, text, withoutScene(text)),
    })),
  )
}

/** What somebody else told in this chat a moment ago that a few words add to: 3组, 20方, 火灭了 under another's report. */
function othersStory(s: Situation): Rec | undefined {
  const { text } = s.event as MessageEvent
  const said = asReport(s).fields
  const part = fragmentIn(text)
  const adds = (r: Rec) =>
    part === 'amount' || part === 'group' || part === 'spot' || part === 'instead'
      ? true
      : text.length <= SHORT && wentOnIn(text) && topicsOf(r, text) > 0
  return s
    .need(IN_CHAT)
    .findLast((r) => isOpen(r.state) && r.drill === s.reading!.drill && fits(said, r, text) && adds(r))
}

/** What the words say where they are read as a report. */
const asReport = (s: Situation): { fields: Fields } =>
  s.reading!.intent === 'disaster_report' ? s.reading! : s.again({ as: 'disaster_report' })

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
  if (unreached(text) && isLookedFor(r)) return true
  const talk = intent !== 'disaster_report' && !ask.length
  // whoever might be caught there turns up
  if (FOUND.test(text) && (r.fields.trapped_suspected || r.fields.trapped_unknown || r.fields.missing))
    return text.length <= LONGEST
  if (wentOnIn(text)) return text.length <= (talk ? SHORTEST : LONGEST) && (topicsOf(r, text) > 0 || SAFE.test(text))
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
