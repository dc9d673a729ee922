/**
 * How warnings follow one another: the same signal by two ways is one warning; an update, a change of level or a lift takes
 * the place of what it follows, stops its steps, and is told to everybody who had been told of that. A change for a part of
 * the area takes only that part: the rest stays in force.
 */

import { sameSignal, supersedes } from './cap/identity.ts'
import type { Signal } from './cap/signal.ts'
import { readWarning } from './cap/text.ts'
import type { Change } from './change.ts'
import type { Outbound } from './message.ts'
import { type Ground, tell, type WarningState } from './situation.ts'
import { areaWords, isOwed, titleOf, type Warning } from './warning.ts'
import { afterLines } from './warning-after.ts'
import { audience, chatsOf, placed } from './warning-audience.ts'
import { tellOfficers, watchers } from './warning-card.ts'
import { issue } from './warning-issue.ts'
import { addressKey, noticeTo } from './warning-told.ts'
import { cardMessage, known } from './words.ts'

/**
 * The signals of a warning that are acted on, read from its original as of when it came; what its sender said in codes
 * besides stands: which message it is, which it follows, and that it ends one.
 */
const signalsOf = (g: Ground, w: Warning): Signal[] =>
  readWarning(w.original, { sentAt: w.createdAt, tz: g.tz })
    .signals.filter((s) => !s.standing)
    .map((s) => ({
      ...s,
      identifier: w.identifier,
      follows: [...s.follows, ...w.follows.map((identifier) => ({ identifier }))],
      action: w.identifier && w.action === 'lift' ? 'lift' : s.action,
    }))

/** Whether its sender names this very warning as what it changes or ends, by the official identifier or by our number. */
const names = (next: Warning, old: Warning) =>
  next.follows.some((identifier) => identifier === old.identifier || identifier === old.no)

/** The warning of the last day that says the same already, by whatever way it came; a discarded one is none. */
export function already(g: Ground, draft: Warning, recent: readonly WarningState[]): WarningState | undefined {
  const signals = signalsOf(g, draft)
  return recent.find(({ warning: w }) => {
    if (w.id === draft.id || w.drill !== draft.drill || w.state === 'discarded') return false
    // the same words with another meaning in codes, as of a Cancel, are another message
    if (w.hash === draft.hash && w.action === draft.action) return true
    const theirs = signalsOf(g, w)
    return signals.length > 0 && signals.every((s) => theirs.some((t) => sameSignal(s, t)))
  })
}

interface Followed {
  old: WarningState
  /** Villages that the new warning takes over; undefined = all of it. */
  part?: string[]
}

/** Open warnings that a new one takes the place of, as a whole or for the villages its signals name. */
function followed(g: Ground, next: Warning, recent: readonly WarningState[]): Followed[] {
  const signals = signalsOf(g, next)
  return recent.flatMap((old): Followed[] => {
    const { warning: w } = old
    if (w.id === next.id || w.state !== 'open' || w.drill !== next.drill) return []
    const theirs = signalsOf(g, w)
    const how = theirs.map((t) => signals.map((s) => ({ s, how: supersedes(s, t) })).filter((x) => x.how))
    // named in so many words, however little else of the two can be read
    if (names(next, w) && (!how.length || !signals.length)) return [{ old }]
    if (!how.length || how.some((each) => !each.length)) return []
    if (how.every((each) => each.some((x) => x.how === 'whole'))) return [{ old }]
    const places = new Set(how.flatMap((each) => each.flatMap((x) => x.s.area?.places ?? [])))
    const had = w.villages.length ? w.villages : g.roster.villages.map((v) => v.code)
    const part = g.roster.villages.filter((v) => places.has(v.name) && had.includes(v.code)).map((v) => v.code)
    if (!part.length) return []
    return part.length === had.length ? [{ old }] : [{ old, part }]
  })
}

/** Issues a draft in the place of whatever it follows. */
export function issueOver(g: Ground, draft: Warning, recent: readonly WarningState[]): Change[] {
  const olds = followed(g, draft, recent)
  const next = { ...draft, supersedes: olds[0]?.old.warning.id ?? null }
  return [
    ...issue(g, next, next.action === 'lift' ? afterLines(g, next, olds[0]?.old.standing ?? []) : []),
    ...olds.flatMap(({ old, part }) => (part ? narrowed(g, next, old, part) : ended(g, next, old))),
  ]
}

/** Ends what is followed: its steps stop, and whoever the new one does not reach is told. */
function ended(g: Ground, next: Warning, old: WarningState): Change[] {
  const { warning: w } = old
  const state = next.action === 'lift' ? 'lifted' : 'superseded'
  const message = cardMessage(
    {
      title: next.action === 'lift' ? `${titleOf(w)}已解除` : `${titleOf(w)}已由${titleOf(next)}替代`,
      tone: next.action === 'lift' ? 'good' : 'info',
      lines: [
        ...(next.action === 'lift' ? afterLines(g, w, old.standing ?? []) : []),
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

/** Takes some villages out of a warning that stays in force for the others; whoever answers for those alone owes it no more. */
function narrowed(g: Ground, next: Warning, old: WarningState, part: string[]): Change[] {
  const { warning: w } = old
  const had = w.villages.length ? w.villages : g.roster.villages.map((v) => v.code)
  const villages = had.filter((v) => !part.includes(v))
  const settled = old.obligations.filter((o) => isOwed(o) && !!o.villageCode && part.includes(o.villageCode))
  const gone = new Set(settled.map((o) => o.personId))
  const after: WarningState = {
    warning: { ...w, villages },
    obligations: old.obligations.map((o) => (gone.has(o.personId) ? { ...o, endedAt: g.now } : o)),
  }
  const parts = areaWords(g, { villages: part, area: { grids: [], places: [], polygons: [] } })
  const about = { kind: 'warning', id: w.id } as const
  const note: Outbound = cardMessage(
    {
      title: `${parts}的${titleOf(w)}${next.action === 'lift' ? '已解除' : `已由${titleOf(next)}接替`}`,
      tone: 'info',
      lines: known([
        ['仍然有效', areaWords(g, after.warning)],
        ['原编号', w.no],
        ['新编号', next.no],
      ]),
    },
    w.drill,
  )
  const settledAs: Change[] = gone.size
    ? [{ type: 'obligation.ended', warningId: w.id, personIds: [...gone], note: next.no }]
    : []
  return [
    { type: 'warning.narrowed', id: w.id, villages, note: next.no },
    ...settledAs,
    ...watchers(g, old).flatMap((p) => tell(g, p.id, note, { priority: 'alert', about })),
    ...tellOfficers(g, after),
  ]
}

/** Chats and people that a warning reaches by its own relay. */
function reachedBy(g: Ground, next: Warning): Set<string> {
  const own = audience({ ...g, newId: () => '' }, next)
  const { told, chats } = placed(g, chatsOf(g, next), next.action === 'lift' ? [] : own)
  return new Set([...chats, ...told.filter((o) => o.account && !o.chat)].map(addressKey))
}

/** Open → lifted: step-ups stop, and everyone who had been told is told that it is over. */
export function lift(g: Ground, state: WarningState): Change[] {
  const { warning: w } = state
  if (w.state !== 'open') return []
  const message = cardMessage(
    {
      title: `${titleOf(w)}已解除`,
      tone: 'good',
      lines: [...afterLines(g, w, state.standing ?? []), ...known([['编号', w.no]])],
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
