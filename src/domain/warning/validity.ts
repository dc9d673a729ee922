/**
 * The time a warning holds. What is over, not in force yet or of another year waits for its officer and calls nobody by itself;
 * what says in codes until when it holds closes by itself then.
 */

import { type DecisionContext, tell } from '../kernel/situation.ts'
import { dayOf, saidTime } from '../kernel/time.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { tellOfficers, watchers } from './card.ts'
import type { Change } from './fact.ts'
import { noticeTo } from './notice.ts'
import { speaksOf } from './speaks.ts'
import { type Sending, titleOf, type Warning, type WarningState } from './warning.ts'
import { warningWords } from './words.ts'

/** Why a draft may not call by itself: whether it is real is in doubt, its time is past or has not come, or it only speaks of warnings. */
export type Hold = { why: 'doubt' } | { why: 'past' | 'early' | 'speaks'; said: string }

/** Clocks differ, and texts are prepared. */
const AHEAD_MS = 60 * 60_000
/** A signal that says no end is in force until it is changed or lifted; older than this it is not news. */
const OLD_MS = 24 * 3600_000

/** @returns undefined where the draft may go out. A drill may tell any time. */
export function holdOf(g: Pick<DecisionContext, 'now' | 'tz'>, w: Warning): Hold | undefined {
  if (w.drillBy === 'doubt') return { why: 'doubt' }
  if (w.drill) return undefined
  const { now, tz } = g
  const from = w.effectiveAt ?? w.issuedAt
  const until = w.expiresAt
  const year = w.issuedAt && dayOf(w.issuedAt, tz).slice(0, 4)
  const old = !!w.issuedAt && now.getTime() - w.issuedAt.getTime() > OLD_MS
  if (old && year !== dayOf(now, tz).slice(0, 4))
    return { why: 'past', said: warningWords.ofAnotherYear(year!, saidTime(w.issuedAt!, tz)) }
  if (until && until <= now) return { why: 'past', said: warningWords.over(saidTime(until, tz)) }
  if (!until && old) return { why: 'past', said: warningWords.old(saidTime(w.issuedAt!, tz)) }
  if (from && from.getTime() - now.getTime() > AHEAD_MS)
    return { why: 'early', said: warningWords.notYet(saidTime(from, tz)) }
  const speaks = speaksOf(w)
  return speaks ? { why: 'speaks', said: speaks } : undefined
}

/** The end that its codes state; a span that a text forecasts ends nothing. */
const closesAt = (w: Warning): Date | null => (w.said?.digest ? w.expiresAt : null)

/** When it closes by itself, held against when it went out: an end that has come since is owed all the same. */
export function closeDue(g: DecisionContext, w: Warning): Change[] {
  const dueAt = closesAt(w)
  // sent out all the same when it was over, it is its officer's to end
  return dueAt && dueAt > (w.openedAt ?? g.now) && w.state === 'open'
    ? [{ type: 'deadline.set', id: g.newId(), kind: 'warning.close', subjectId: w.id, dueAt, step: 0 }]
    : []
}

/** Open → closed at its stated end: the steps stop, and all who were told are told so; it is no all-clear. */
export function closeAtEnd(g: DecisionContext, state: WarningState, sent: Sending[]): Change[] {
  const { warning: w } = state
  const end = closesAt(w)
  if (w.state !== 'open' || !end || end > g.now) return []
  const message = cardMessage(
    {
      title: `${titleOf(w)}到期`,
      tone: 'info',
      lines: [warningWords.closed(saidTime(end, g.tz)), ...known([['编号', w.no]])],
    },
    w.drill,
  )
  const about = { kind: 'warning', id: w.id } as const
  return [
    { type: 'warning.ended', id: w.id, state: 'closed', note: '到期' },
    { type: 'deadlines.cleared', subjectId: w.id },
    ...noticeTo(g, state, sent, message),
    ...watchers(g, state).flatMap((p) => tell(g, p.id, message, { priority: 'alert', about })),
    ...tellOfficers(g, { ...state, warning: { ...w, state: 'closed', endedAt: g.now } }),
  ]
}
