/**
 * How warnings follow one another: the same signal by two ways is one warning; an update, a change of level or a lift takes
 * the place of what it follows, stops its steps, and is told to everybody who had been told of that. A change for a part of
 * the area takes only that part: the rest stays in force.
 */

import { nextWord, sameSignal } from '../cap/identity.ts'
import type { Doubt } from '../cap/profile.ts'
import { cover, NOWHERE, subtract } from '../kernel/area.ts'
import type { Outbound } from '../kernel/message.ts'
import { type DecisionContext, tell } from '../kernel/situation.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { afterLines } from './after.ts'
import {
  areaIn,
  EVERYWHERE,
  type Scope,
  sameScope,
  scopeOf,
  touches,
  treeIn,
  UNKNOWN,
  whereOf,
  without,
} from './area.ts'
import { assignDelivery, audience, chatsOf } from './audience.ts'
import { tellOfficers, watchers } from './card.ts'
import type { Change } from './fact.ts'
import { issue } from './issue.ts'
import { addressKey, isFor, isForChat, noticeTo } from './notice.ts'
import { signalOf } from './signal.ts'
import { areaWords, isOwed, isWhole, noPrefix, titleOf, type Warning, type WarningState } from './warning.ts'

/** Whether its sender names this very warning as what it changes or ends, by the official identifier or by our number. */
const names = (next: Warning, old: Warning) =>
  next.follows.some((identifier) => identifier === old.identifier || identifier === old.no)

/** Signals of one message share its identifier, or its text. */
const sameMessage = (a: Warning, b: Warning) =>
  a.id === b.id ||
  (!a.identifier && !b.identifier && a.hash === b.hash) ||
  (!!a.identifier && a.identifier === b.identifier && (!a.sender || !b.sender || a.sender === b.sender))

/** The signal with when it was heard where it does not say when it was issued: an update without a time is not the one of hours ago. */
function heard(w: Warning) {
  const signal = signalOf(w)
  return signal.issuedAt || w.action === 'issue'
    ? signal
    : { ...signal, issuedAt: w.createdAt, timeFrom: 'carrier' as const }
}

/** Whether two are for the same places as they came, where both say so; what has been taken from one since does not part them. */
function sameArea(g: DecisionContext, a: Warning, b: Warning): boolean {
  const [x, y] = [a.said?.area, b.said?.area]
  if (!x || !y) return true
  // two infos may call different codes by the same words
  if (x.text === y.text && !x.codes.length && !y.codes.length) return true
  const where = (w: Warning) => whereOf(g, signalOf(w), []).scope
  return sameScope(g, where(a), where(b))
}

/** Whether two say the same for the same places, by whatever ways they came. */
const isSame = (g: DecisionContext, a: Warning, b: Warning): boolean =>
  !!a.event && sameSignal(heard(a), heard(b)) && sameArea(g, a, b)

/** Whether an end would end something that another end does not: it names what that one does not name, or came for more. */
function endsMore(g: DecisionContext, draft: Warning, w: Warning, recent: readonly WarningState[]): boolean {
  if (draft.action !== 'lift') return false
  const unknown = (x: Warning) =>
    x.follows.filter((id) => !recent.some(({ warning: o }) => id === o.identifier || id === o.no))
  if (unknown(draft).some((id) => !w.follows.includes(id))) return true
  const would = (x: Warning) => new Set(followed(g, x, recent).map(({ old }) => old.warning.id))
  const also = would(w)
  return [...would(draft)].some((id) => !also.has(id))
}

const warningsOf = (states: readonly WarningState[]) => states.map(({ warning }) => warning)

/** A word on the same places that is later than one and earlier than the other: the last is then no mere repeat of the first. */
const between = (g: DecisionContext, first: Warning, last: Warning, all: readonly Warning[]): Warning | undefined =>
  all.find(
    (x) =>
      x.id !== first.id &&
      x.id !== last.id &&
      x.event === last.event &&
      x.drill === last.drill &&
      !['draft', 'discarded'].includes(x.state) &&
      !!(first.issuedAt && last.issuedAt && x.issuedAt) &&
      first.issuedAt < x.issuedAt &&
      x.issuedAt < last.issuedAt &&
      touches(g, last, takes(x)),
  )

/** What a warning may be a late copy of by another way, though others have come since; an officer looks before anybody is called. */
const copyOf = (g: DecisionContext, draft: Warning, recent: readonly WarningState[]): Warning | undefined =>
  draft.action === 'lift'
    ? undefined
    : recent
        .map(({ warning }) => warning)
        .find(
          (w) =>
            w.state !== 'discarded' &&
            w.id !== draft.id &&
            w.drill === draft.drill &&
            isSame(g, draft, w) &&
            between(g, w, draft, warningsOf(recent)),
        )

/** The warning of the last day that says the same already, by whatever way it came; a discarded one is none. */
export function already(g: DecisionContext, draft: Warning, recent: readonly WarningState[]): Warning | undefined {
  return recent
    .map(({ warning }) => warning)
    .find((w) => {
      if (w.id === draft.id || w.drill !== draft.drill || w.event !== draft.event) return false
      const repeated = sameMessage(w, draft) && w.said?.digest === draft.said?.digest && w.colour === draft.colour
      if (w.state === 'discarded' && !(repeated && draft.identifier)) return false
      const apart = !!w.identifier && !!draft.identifier && w.identifier !== draft.identifier
      const words = w.hash === draft.hash && w.action === draft.action && w.colour === draft.colour && !apart
      if (repeated || words) return sameArea(g, draft, w)
      return isSame(g, draft, w) && !endsMore(g, draft, w, recent) && !between(g, w, draft, warningsOf(recent))
    })
}

/** The kind a warning changes or ends, else its own. */
const kindOf = (w: Warning) => w.said?.before?.kind ?? w.event

/** Whether a warning goes on from an older one: it names it, or is the next word of its issuer on its kind. */
function chained(g: DecisionContext, next: Warning, old: Warning, all: readonly Warning[]): boolean {
  if (next.id === old.id || sameMessage(next, old) || next.drill !== old.drill) return false
  // the same again is no next word, unless another came between: then it stands in place of both
  const again = isSame(g, next, old) && !between(g, old, next, all)
  if (!names(next, old)) return !again && nextWord(signalOf(next), signalOf(old))
  // a message with several signals follows each with its own kind; where the two share no kind, all of them
  if (!kindOf(next) || !old.event || kindOf(next) === old.event) return true
  const olds = all.filter((w) => sameMessage(w, old)).map((w) => w.event)
  return ![next, ...all.filter((w) => sameMessage(w, next))].some((w) => olds.includes(kindOf(w)))
}

/** Where a warning takes the place of others: its own area; a lift or a change of level that names no places, everywhere. */
function takes({ action, said, villages, area }: Warning): Scope {
  const whole = action === 'lift' || action === 'upgrade' || action === 'downgrade'
  const own = !said?.area || said.area.part || said.area.codes.length > 0
  return whole && !area.nowhere && said && !own && said.area!.places.length > 0 ? EVERYWHERE : { villages, area }
}

interface Followed {
  old: WarningState
  /** What is left of it; null = nothing. */
  left: Scope | null
}

/**
 * Open warnings that a new one takes the place of, as a whole or where both hold.
 * @param beside other signals of its message that are not among the recent ones yet.
 */
function followed(
  g: DecisionContext,
  next: Warning,
  recent: readonly WarningState[],
  beside: readonly Warning[] = [],
): Followed[] {
  if (next.area.nowhere) return []
  const all = [...recent.map(({ warning }) => warning), ...beside]
  const chain = recent.filter(({ warning: w }) => w.state === 'open' && chained(g, next, w, all))
  // an end that names no place is for what it names by identifier, where that stands, and for no other
  const own = next.action === 'lift' && !next.said?.area ? chain.filter(({ warning: w }) => names(next, w)) : []
  return (own.length ? own : chain).flatMap((old): Followed[] => {
    const { warning: w } = old
    const taking = takes(next)
    return isWhole(taking) ? [{ old, left: null }] : touches(g, w, taking) ? [{ old, left: without(g, w, taking) }] : []
  })
}

/** What came before it and already took its place: a Cancel or an Update that overtook it on the way. */
function overtaking(g: DecisionContext, draft: Warning, recent: readonly WarningState[]): Warning[] {
  const all = recent.map(({ warning }) => warning)
  return all.filter((w) => {
    if (w.state === 'discarded' || !chained(g, w, draft, all) || !touches(g, draft, takes(w))) return false
    if (names(w, draft)) return true
    // a later word that is only a draft may still be thrown away
    return w.state !== 'draft' && !!w.issuedAt && !!draft.issuedAt && w.issuedAt > draft.issuedAt
  })
}

const numbersOf = (olds: readonly Followed[]) => olds.map(({ old }) => old.warning.no).join('、')

/** Whether a change leaves open what becomes of the places it names no more: one that says it is for a part does not. */
const asksOfRest = (next: Warning, old: Warning) =>
  next.action === 'update' || (next.action !== 'lift' && !!next.identifier && names(next, old))

/** What an end does not end, of its own kind and where it is for: told as ended it would be taken for over. */
const standing = (g: DecisionContext, draft: Warning, recent: readonly WarningState[]): Warning[] =>
  recent
    .map(({ warning }) => warning)
    .filter(
      (w) => w.state === 'open' && w.drill === draft.drill && w.event === draft.event && touches(g, w, takes(draft)),
    )

/** What an Update names and says no more of, being of another kind: it stays in force until somebody says. */
function unsaid(draft: Warning, recent: readonly WarningState[], message: readonly Warning[]): Warning[] {
  const said = message.map(kindOf)
  if (draft.id !== message[0]?.id || draft.action === 'lift') return []
  const named = recent.map(({ warning }) => warning).filter((w) => names(draft, w) && w.drill === draft.drill)
  return named.some((w) => said.includes(w.event))
    ? named.filter((w) => w.state === 'open' && !said.includes(w.event))
    : []
}

/**
 * The draft in its order: for what later words that came before it have left of it, and with what does not fit what is known.
 * @param message all drafts of its message.
 */
function inOrder(
  g: DecisionContext,
  draft: Warning,
  recent: readonly WarningState[],
  message: readonly Warning[],
): Warning {
  const later = overtaking(g, draft, recent)
  const left = later.reduce<Scope | null>((scope, w) => scope && without(g, scope, takes(w)), draft)
  const unknown = draft.follows.filter((id) => !recent.some(({ warning: w }) => id === w.identifier || id === w.no))
  const olds = followed(g, draft, recent, message)
  const nameless = unknown.length > 0 && unknown.length === draft.follows.length
  // what has an identifier of its own from the same sender is not what another identifier means
  const others = olds.every(({ old: { warning: w } }) => !!w.identifier && !!w.sender && w.sender === draft.sender)
  const stray = nameless && (draft.action === 'lift' ? others : !olds.length)
  const copy = copyOf(g, draft, recent)
  const beside = draft.action === 'lift' && !olds.length ? standing(g, draft, recent) : []
  const fewer = olds.filter(({ old, left }) => left && asksOfRest(draft, old.warning))
  const doubts: Doubt[] = [
    ...(left ? [] : [{ flag: 'overtaken' as const, said: later.map((w) => w.no).join('、') }]),
    ...(copy ? [{ flag: 'said_before' as const, said: copy.no }] : []),
    ...(stray ? [{ flag: 'unknown_reference' as const, said: unknown.join('、') }] : []),
    ...(nameless && !stray && olds.length
      ? [{ flag: 'reference_matched' as const, taken: numbersOf(olds), said: unknown.join('、') }]
      : []),
    ...(beside.length
      ? [{ flag: 'other_stands' as const, said: beside.map((w) => `${titleOf(w)}（${w.no}）`).join('、') }]
      : []),
    ...unsaid(draft, recent, message).map((w) => ({ flag: 'kind_unsaid' as const, taken: titleOf(w), said: w.no })),
    ...endsUnsaid(g, draft, olds),
    ...fewer.map(({ old, left }) => ({
      flag: 'area_smaller' as const,
      taken: areaWords(g, left!),
      said: old.warning.no,
    })),
  ]
  const scope = left && later.length ? { villages: left.villages, area: left.area } : {}
  return { ...draft, ...scope, doubts: [...draft.doubts, ...doubts] }
}

/** What an end that names no place ends: its officer sees that before confirming it, and afterwards. */
const endsUnsaid = (g: DecisionContext, draft: Warning, olds: readonly Followed[]): Doubt[] =>
  draft.action === 'lift' && !draft.said?.area
    ? olds.map(({ old: { warning: w } }) => ({
        flag: 'area_unsaid' as const,
        taken: `${titleOf(w)}（${w.no}，${areaWords(g, w)}）`,
      }))
    : []

export interface Taken {
  warning: Warning
  /** What it already is, by whatever way that came: then it is kept no second time. */
  same?: Warning
}

/** Drafts of one message as they are taken, one after the other: each known already, or new with its number. */
export function takeTogether(g: DecisionContext, drafts: readonly Warning[], recent: readonly WarningState[]): Taken[] {
  const there = [...recent]
  return drafts.map((draft) => {
    const same = already(g, draft, there)
    if (same) return { warning: same, same }
    // numbers have no gaps: one is taken only for what is kept
    const warning = { ...inOrder(g, draft, there, drafts), no: g.newNo(noPrefix(draft.drill)) }
    there.push({ warning, obligations: [] })
    return { warning }
  })
}

/** Where a lift ends what it ends: whoever was not warned, or has been let off before, is not told of it. */
function endedBy(g: DecisionContext, draft: Warning, olds: readonly Followed[]): Scope | undefined {
  const drawn = olds.some(({ old: { warning: w } }) => w.area.places.length > 0 || w.area.polygons.length > 0)
  if (draft.action !== 'lift' || !olds.length || drawn) return undefined
  const tree = treeIn(g.roster)
  const gone = olds.map(({ old, left }) => subtract(tree, areaIn(g, old.warning), left ? areaIn(g, left) : NOWHERE))
  const all = gone.reduce((sum, area) => cover(tree, sum, area), NOWHERE)
  return all.size ? scopeOf(g, all) : undefined
}

/** Issues a draft in the place of whatever it follows. */
export function issueOver(g: DecisionContext, draft: Warning, recent: readonly WarningState[]): Change[] {
  const olds = followed(g, draft, recent)
  // what it ends may have changed since it was drafted
  const doubts = [...draft.doubts.filter((d) => d.flag !== 'area_unsaid'), ...endsUnsaid(g, draft, olds)]
  const next = { ...draft, ...endedBy(g, draft, olds), doubts, supersedes: olds[0]?.old.warning.id ?? null }
  return [
    ...issue(g, next, next.action === 'lift' ? afterLines(g, next, olds[0]?.old.standing ?? []) : []),
    ...olds.flatMap(({ old, left }) => (left ? narrowed(g, next, old, left) : ended(g, next, old))),
  ]
}

/** What stands after changes of one decision: signals of one message are issued one after the other. */
export function standingAfter(states: readonly WarningState[], changes: readonly Change[]): WarningState[] {
  const all = new Map(states.map((s) => [s.warning.id, s]))
  const set = (id: string, change: Partial<Warning>) => {
    const state = all.get(id)
    if (state) all.set(id, { ...state, warning: { ...state.warning, ...change } })
  }
  for (const c of changes) {
    if (c.type === 'warning.issued') set(c.warning.id, c.warning)
    if (c.type === 'warning.ended') set(c.id, { state: c.state })
    if (c.type === 'warning.narrowed') set(c.id, { villages: c.villages, area: c.area })
    const state = c.type === 'obligation.ended' && all.get(c.warningId)
    if (c.type === 'obligation.ended' && state)
      all.set(c.warningId, {
        ...state,
        obligations: state.obligations.map((o) =>
          c.personIds.includes(o.personId) ? { ...o, endedAt: o.endedAt ?? state.warning.createdAt } : o,
        ),
      })
  }
  return [...all.values()]
}

/** The end is good news only where nobody is still trapped, missing or away from home: then one line says it all. */
const toneAfter = (lines: readonly string[]) => (lines.length > 1 ? 'warn' : 'good')

/** Ends what is followed: its steps stop, and whoever the new one does not reach is told. */
function ended(g: DecisionContext, next: Warning, old: WarningState): Change[] {
  const { warning: w } = old
  const state = next.action === 'lift' ? 'lifted' : 'superseded'
  const after = next.action === 'lift' ? afterLines(g, w, old.standing ?? []) : []
  const message = cardMessage(
    {
      title: next.action === 'lift' ? `${titleOf(w)}已解除` : `${titleOf(w)}已由${titleOf(next)}替代`,
      tone: next.action === 'lift' ? toneAfter(after) : 'info',
      lines: [
        ...after,
        ...known([
          ['原编号', w.no],
          ['新编号', next.no],
        ]),
      ],
      original: { text: next.original, source: next.issuer ?? '发布单位未写明' },
    },
    w.drill,
  )
  return [
    { type: 'warning.ended', id: w.id, state, note: next.no },
    { type: 'deadlines.cleared', subjectId: w.id },
    ...noticeTo(g, old, old.sent ?? [], message, reachedBy(g, next)),
    ...tellOfficers(g, { ...old, warning: { ...w, state, endedAt: g.now } }),
  ]
}

/** A card with lines of its own before the others. */
const withLines = (message: Outbound, lines: string[]): Outbound =>
  message.card ? { ...message, card: { ...message.card, lines: [...lines, ...message.card.lines] } } : message

/** Takes some places out of a warning that stays in force for the others; whoever answers for those alone owes it no more. */
function narrowed(g: DecisionContext, next: Warning, old: WarningState, left: Scope): Change[] {
  const { warning: w } = old
  const here = { ...g, newId: () => '' }
  const was = new Set(audience(here, w).map((o) => o.personId))
  const is = new Set(audience(here, { ...w, ...left }).map((o) => o.personId))
  const settled = old.obligations.filter((o) => isOwed(o) && was.has(o.personId) && !is.has(o.personId))
  const gone = new Set(settled.map((o) => o.personId))
  const after: WarningState = {
    warning: { ...w, ...left },
    obligations: old.obligations.map((o) => (gone.has(o.personId) ? { ...o, endedAt: g.now } : o)),
  }
  const about = { kind: 'warning', id: w.id } as const
  const note: Outbound = cardMessage(
    {
      title: `${areaWords(g, without(g, w, left) ?? UNKNOWN)}的${titleOf(w)}${next.action === 'lift' ? '已解除' : `已由${titleOf(next)}接替`}`,
      tone: 'info',
      lines: known([
        ['仍然有效', areaWords(g, after.warning)],
        ['原编号', w.no],
        ['新编号', next.no],
      ]),
    },
    w.drill,
  )
  // whoever loses their last place in it hears so now, once, and nothing of its end
  const stays = { ...after.warning }
  const freed: WarningState = {
    warning: { ...w, chats: w.chats.filter((c) => !isForChat(g, stays, c)) },
    obligations: old.obligations,
  }
  const lost = new Set(old.obligations.flatMap((o) => (isFor(g, stays, o) ? [] : [o.personId])))
  const alone = (old.sent ?? []).filter((s) => s.personId && lost.has(s.personId))
  const farewell: Outbound = next.action === 'lift' ? withLines(note, afterLines(g, next, old.standing ?? [])) : note
  const settledAs: Change[] = gone.size
    ? [{ type: 'obligation.ended', warningId: w.id, personIds: [...gone], note: next.no }]
    : []
  return [
    {
      ...{ type: 'warning.narrowed', id: w.id, villages: left.villages, area: left.area, note: next.no },
      was: { villages: w.villages, area: w.area },
    },
    ...settledAs,
    ...noticeTo(g, freed, alone, farewell, reachedBy(g, next)),
    ...watchers(g, old).flatMap((p) => tell(g, p.id, note, { priority: 'alert', about })),
    ...tellOfficers(g, after),
  ]
}

/** Chats and people that a warning reaches by its own relay. */
function reachedBy(g: DecisionContext, next: Warning): Set<string> {
  const own = audience({ ...g, newId: () => '' }, next)
  const { recipients, chats } = assignDelivery(g, chatsOf(g, next), next.action === 'lift' ? [] : own)
  return new Set([...chats, ...recipients.filter((o) => o.account && !o.chat)].map(addressKey))
}

/** Open → lifted: step-ups stop, and everyone who had been told is told that it is over. */
export function lift(g: DecisionContext, state: WarningState): Change[] {
  const { warning: w } = state
  if (w.state !== 'open') return []
  const after = afterLines(g, w, state.standing ?? [])
  const message = cardMessage(
    {
      title: `${titleOf(w)}已解除`,
      tone: toneAfter(after),
      lines: [...after, ...known([['编号', w.no]])],
    },
    w.drill,
  )
  return [
    { type: 'warning.ended', id: w.id, state: 'lifted' },
    { type: 'deadlines.cleared', subjectId: w.id },
    ...noticeTo(g, state, state.sent ?? [], message),
    ...tellOfficers(g, { ...state, warning: { ...w, state: 'lifted' as const, endedAt: g.now } }),
  ]
}
