/** What a text does with which signals: one statement for each signal issued, changed, lifted or said to be in force. */

import type { Profile } from './profile.ts'
import type { Colour, WarningAction } from './terms.ts'
import { areaIn, namesPart, type WrittenArea } from './text-area.ts'
import { issuersIn, placeBefore } from './text-issuer.ts'
import { colourOfPlace, JOINT, type Mention, mentionsIn } from './text-mentions.ts'
import type { Clause } from './text-plain.ts'
import { type Clock, isIssue, timesIn, type WrittenTime } from './text-time.ts'
import { turned, type Verb, type Word, wordsIn } from './text-words.ts'

interface Source {
  issuer: string | null
  issuedAt: WrittenTime | null
}

export interface Statement extends Source {
  action: WarningAction
  /** Said to be in force besides, not issued by this text. */
  standing: boolean
  kind: string | null
  colour: Colour | null
  /** What it was before a change. */
  before: { kind: string | null; colour: Colour | null } | null
  /** Named for this signal alone: a part of the issuer's area. */
  area: WrittenArea | null
  /** 解除10时20分发布的…: when the signal meant had been issued. */
  of: Date | null
  /** Where its sentence begins, and where the signal's name ends. */
  from: number
  end: number
}

interface Read {
  clause: Clause
  words: Word[]
  verbs: VerbWord[]
  mentions: Mention[]
}
type VerbWord = Extract<Word, { type: 'verb' }>
/** A signal in the clause of this number. */
interface Named {
  index: number
  mention: Mention
}
interface Text {
  reads: readonly Read[]
  clock: Clock
  profile: Profile
}

/** No real text names more; what goes beyond is not read, so that a hostile one costs no more than a long one. */
const MAX_SIGNALS = 60

/** Statements in the order written; a title that only names a signal is stated by the sentence that says 发布 without one. */
export function statementsIn(clauses: readonly Clause[], clock: Clock, profile: Profile): Statement[] {
  let total = 0
  let kind: string | null = null
  const reads = clauses.map((clause): Read => {
    const words = wordsIn(clause.text, profile)
    const verbs = words.filter((w): w is VerbWord => w.type === 'verb')
    const turn = verbs.find((w) => w.verb.does === 'turn')
    const given = colourOfPlace(clause.text, words, kind)
    const all = given.length ? given : mentionsIn(clause.text, words, turn?.end)
    const mentions = all.slice(0, MAX_SIGNALS - total)
    total += mentions.length
    kind = mentions.findLast((m) => m.kind)?.kind ?? kind
    return { clause, words, verbs, mentions }
  })
  const text: Text = { reads, clock, profile }
  const statements: Statement[] = []
  const bare: Named[] = []
  // signals whose verb may still come later in the sentence
  let waiting: Named[] = []
  reads.forEach(({ clause, verbs, mentions }, index) => {
    if (reads[index - 1]?.clause.sentence !== clause.sentence) bare.push(...waiting.splice(0))
    if (verbs.some((w) => w.verb.does === 'stand'))
      statements.push(...waiting.splice(0).map((named) => stated(text, named, { action: 'update', standing: true })))
    const own = statementsOfClause(text, index)
    const last = statements.at(-1)
    if (own) {
      bare.push(...waiting.splice(0))
      statements.push(...own)
    } else if (last && mentions[0]?.own) {
      statements.push(...mentions.map((mention) => stated(text, { index, mention }, { action: last.action })))
    } else if (last && last.from === sentenceStart(reads, index) && goesOn(reads, index)) {
      statements.push(...mentions.map((mention) => stated(text, { index, mention }, { action: last.action })))
    } else waiting = [...waiting, ...mentions.map((mention) => ({ index, mention }))]
  })
  bare.push(...waiting)
  const items = bare.filter(({ index, mention }) => mention.warn && reads[index]!.clause.item)
  return statements.length ? [...statements, ...fromTitles(text, items)] : fromTitles(text, bare)
}

/** 发布暴雨橙色，雷电黄色预警信号: a clause that is only signals goes on with what the clause before did. */
const goesOn = (reads: readonly Read[], index: number) => {
  const { clause, mentions } = reads[index]!
  return (reads[index - 1]?.mentions.length ?? 0) > 0 && mentions.length > 0 && mentions[0]!.at <= 1 && !clause.title
}

const sentenceStart = (reads: readonly Read[], index: number) => {
  const { sentence } = reads[index]!.clause
  let first = index
  while (reads[first - 1]?.clause.sentence === sentence) first--
  return reads[first]!.clause.at
}

/** Statements of a clause that has both a verb and a signal; undefined where it has not. */
function statementsOfClause(text: Text, index: number): Statement[] | undefined {
  const { clause, verbs: all, mentions } = text.reads[index]!
  const verbs = all.filter((v) => !whichOnly(clause.text, v))
  if (!mentions.length || !verbs.length) return undefined
  const turn = verbs.find((v) => v.verb.does === 'turn') ?? changedInto(clause.text, mentions)
  const news = turn ? mentions.filter((m) => m.at >= turn.end) : []
  if (turn && news.length) {
    const olds = mentions.filter((m) => m.end <= turn.at)
    const [only, ...more] = news
    const together = olds.slice(olds.length ? olds.indexOf(firstJoined(clause.text, olds, olds.at(-1)!)) : 0)
    // 将暴雨、雷电黄色升级为橙色: each of them
    const each = only && !more.length && !only.kind && together.length > 1
    if (each)
      return together.map((old) =>
        stated(
          text,
          { index, mention: { ...only, kind: old.kind, at: old.at } },
          {
            action: turned(text.profile, old.colour, only.colour),
            before: { kind: old.kind, colour: old.colour },
          },
        ),
      )
    return news.map((m) => {
      const old = olds.find((o) => o.kind && o.kind === m.kind) ?? olds.at(-1)
      const kind = m.kind ?? old?.kind ?? null
      const action = turned(text.profile, old?.colour ?? null, m.colour)
      const before = old ? { kind: old.kind ?? kind, colour: old.colour } : null
      return stated(text, { index, mention: { ...m, kind, at: old?.at ?? m.at } }, { action, before })
    })
  }
  const found = mentions.flatMap((mention, i) => {
    const verb = governing(clause.text, verbs, mentions, i)
    return verb ? [stated(text, { index, mention }, doing(verb.verb))] : []
  })
  return found.length ? found : undefined
}

/** 变更暴雨黄色预警信号为暴雨橙色预警信号: the turn is the 为 between the two. */
function changedInto(text: string, mentions: readonly Mention[]): { at: number; end: number } | undefined {
  const old = mentions.find((m, i) => mentions[i + 1] && /^[为成至]$/.test(text.slice(m.end, mentions[i + 1]!.at)))
  return old && { at: old.end, end: old.end + 1 }
}

/** 发布的暴雨橙色预警信号: the verb only says which. */
const whichOnly = (text: string, verb: VerbWord) => text[verb.end] === '的'

const doing = ({ does }: Verb): { action: WarningAction; standing?: true } =>
  does === 'stand' ? { action: 'update', standing: true } : { action: does === 'turn' ? 'update' : does }

/** What may stand between a signal and a verb behind it that ends it: 预警信号现予以解除. */
const AT_ONCE = /^(?:信号)?(?:的?通知)?(?:现|已|予以|正式|全部|即日起|同时|一并|于.{0,12}){0,3}$/

/** The verb a mention hangs on: one right behind it that ends it, else the nearest before, else the nearest behind. */
function governing(text: string, verbs: readonly VerbWord[], mentions: readonly Mention[], i: number) {
  const m = mentions[i]!
  const next = mentions[i + 1]
  const behind = verbs.find((v) => v.at >= m.end && (!next || v.at < next.at))
  const ends =
    behind &&
    (behind.verb.does === 'lift' || behind.verb.does === 'stand') &&
    AT_ONCE.test(text.slice(m.end, behind.at)) &&
    // 发布暴雨黄色解除大风蓝色: the verb is the next one's
    (!next || next.at - behind.end > 1)
  return ends
    ? behind
    : (verbs.findLast((v) => v.end <= m.at && v.verb.does !== 'stand') ?? verbs.find((v) => v.at >= m.end))
}

/** Titles and bare names, stated by the first clause that says 发布 (or its like) of nothing in particular; else taken as issued. */
function fromTitles(text: Text, bare: readonly Named[]): Statement[] {
  const { reads } = text
  const named = bare.filter(({ mention }) => mention.warn)
  const titled = named.filter(({ index }) => reads[index]!.clause.title)
  const saying = reads.findIndex(saysOfNothing)
  const verb = reads[saying]?.verbs.at(-1)
  const by = verb ? sourceOf(text, saying, verb.at) : undefined
  const items = named.filter(({ index }) => reads[index]!.clause.item)
  return (titled.length ? titled : items.length ? items : named.slice(0, 1)).map((each) => {
    const own = stated(text, each, verb ? doing(verb.verb) : { action: 'issue' })
    return { ...own, issuer: by?.issuer ?? own.issuer, issuedAt: by?.issuedAt ?? own.issuedAt }
  })
}

/** A clause such as 县气象台6月17日20时发布, which ends in its verb. */
function saysOfNothing({ clause, verbs, mentions }: Read): boolean {
  const verb = verbs.at(-1)
  return (
    !!verb &&
    !mentions.length &&
    verb.verb.does !== 'stand' &&
    /^(?:如下|以下|下列)?(?:预警信号|预警)?$/.test(clause.text.slice(verb.end))
  )
}

function stated(
  text: Text,
  { index, mention }: Named,
  is: { action: WarningAction; standing?: true; before?: Statement['before'] },
): Statement {
  const { clause, verbs } = text.reads[index]!
  const verb = verbs.findLast((v) => v.end <= mention.at && !whichOnly(clause.text, v))
  const earlier =
    is.action === 'lift' && verb ? timesIn(clause.text.slice(verb.end, mention.at), text.clock)[0] : undefined
  const source = sourceOf(text, index, verb?.at ?? mention.at)
  // 青溪县8时发布: no body, only a place right before the time or the verb
  const times = timesIn(clause.text.slice(0, mention.at), text.clock)
  // and 青溪县大风蓝色预警信号已解除: right before the signal
  const upTo = times[0]?.at ?? verb?.at ?? (is.action === 'lift' ? mention.at : 0)
  const before = clause.text.slice(0, upTo).replace(/[于在]$/, '')
  return {
    standing: false,
    before: null,
    ...is,
    kind: mention.kind,
    colour: mention.colour,
    area:
      mention.own ??
      areaBefore(text, index, mention) ??
      areaInBrackets(clause.text, text.reads[index]!, mention) ??
      areaOfItem(text, index),
    ...source,
    issuer: source.issuer ?? (mention.own ? null : placeBefore(before)),
    of: earlier?.value ?? null,
    from: sentenceStart(text.reads, index),
    end: clause.at + mention.end,
  }
}

/** The first of the mentions that are joined by 、 or 和 up to this one: a place before it is for all of them. */
function firstJoined(text: string, mentions: readonly Mention[], mention: Mention): Mention {
  let first = mention
  for (const m of mentions.filter((m) => m.at < mention.at).reverse()) {
    if (!JOINT.test(text.slice(m.end, first.at))) break
    first = m
  }
  return first
}

/** What stands between the verb, the time, 将 or the mention before, and this mention, where it names places. */
function areaBefore({ reads, clock }: Text, index: number, it: Mention): WrittenArea | null {
  const { clause, verbs, mentions } = reads[index]!
  const mention = firstJoined(clause.text, mentions, it)
  // 白石乡维持雷电黄色预警: of these verbs the area is the subject
  const holds = verbs.find(
    (v) => v.end === mention.at && /^(?:维持|继续维持|延续)$/.test(clause.text.slice(v.at, v.end)),
  )
  const ahead = clause.text.slice(0, holds?.at ?? mention.at)
  const ends = [
    0,
    ...verbs.map((v) => v.end),
    ...mentions.filter((m) => m.at < mention.at).map((m) => m.end),
    ...timesIn(ahead, clock).map((t) => t.end),
    ...issuersIn(ahead).map((b) => b.end),
    ahead.lastIndexOf('将') + 1,
    ahead.lastIndexOf('对') + 1,
  ].filter((end) => end <= ahead.length)
  const area = areaIn(ahead.slice(Math.max(...ends)))
  return namesPart(area) ? area : null
}

/** 暴雨橙色预警信号（青溪镇、白石乡）: behind the signal or its change, up to the next one. */
function areaInBrackets(text: string, { mentions }: Read, mention: Mention): WrittenArea | null {
  const next = mentions.find((m) => m.at >= mention.end)
  const own = text.slice(mention.at, next?.at ?? mention.end + 120)
  for (const [, inner] of own.matchAll(/[（(]([^（）()]{2,100})[)）]/g)) {
    const area = areaIn(inner!)
    if (area?.places.length) return area
  }
  return null
}

/** ①石岭村、下坪村：暴雨红色预警: the places an item begins with. */
function areaOfItem({ reads }: Text, index: number): WrittenArea | null {
  const { clause } = reads[index]!
  const before = reads[index - 1]?.clause
  const area = clause.item && before?.sentence === clause.sentence ? areaIn(before.text) : null
  return area?.places.length ? area : null
}

/** Issuer and time that stand in the sentence before a place in one of its clauses: the nearest of each. */
function sourceOf({ reads, clock }: Text, index: number, upTo: number): Source {
  const { clause } = reads[index]!
  const here = clause.text.slice(0, upTo)
  const segments = [here]
  for (let i = index - 1; reads[i]?.clause.sentence === clause.sentence; i--) segments.push(reads[i]!.clause.text)
  let issuer: string | null = null
  let issuedAt: WrittenTime | null = null
  for (const part of segments) {
    issuer ??= issuersIn(part).at(-1)?.text ?? null
    issuedAt ??= timesIn(part, clock).findLast((t) => isIssue(part, t)) ?? null
  }
  return { issuer, issuedAt }
}
