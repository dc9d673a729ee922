/**
 * How warnings follow one another: the same signal by two ways is one warning; an update, a change of level or a lift takes
 * the place of what it follows, stops its steps, and is told to everybody who had been told of that.
 */

import { sameSignal, supersedes } from './cap/identity.ts'
import type { Signal } from './cap/signal.ts'
import { readWarning } from './cap/text.ts'
import type { Change } from './change.ts'
import { type Ground, say, type WarningState } from './situation.ts'
import { chatsOf, issue, tellOfficers, titleOf, type Warning } from './warning.ts'
import { cardMessage, known } from './words.ts'

/** The signals of a warning that are acted on, read from its original as of when it came. */
const signalsOf = (g: Ground, w: Warning): Signal[] =>
  readWarning(w.original, { sentAt: w.createdAt, tz: g.tz }).signals.filter((s) => !s.standing)

/** The warning of the last day that says the same already, by whatever way it came; a discarded one is none. */
export function already(g: Ground, draft: Warning, recent: readonly WarningState[]): WarningState | undefined {
  const signals = signalsOf(g, draft)
  return recent.find(({ warning: w }) => {
    if (w.id === draft.id || w.drill !== draft.drill || w.state === 'discarded') return false
    if (w.hash === draft.hash) return true
    const theirs = signalsOf(g, w)
    return signals.length > 0 && signals.every((s) => theirs.some((t) => sameSignal(s, t)))
  })
}

/** Open warnings that a new one takes the place of as a whole. A change for a part of the area leaves the rest in force. */
function followed(g: Ground, next: Warning, recent: readonly WarningState[]): WarningState[] {
  const signals = signalsOf(g, next)
  return recent.filter(({ warning: w }) => {
    if (w.id === next.id || w.state !== 'open' || w.drill !== next.drill) return false
    const theirs = signalsOf(g, w)
    return theirs.length > 0 && theirs.every((old) => signals.some((s) => supersedes(s, old) === 'whole'))
  })
}

/** Issues a draft in the place of whatever it follows. */
export function issueOver(g: Ground, draft: Warning, recent: readonly WarningState[]): Change[] {
  const olds = followed(g, draft, recent)
  const next = { ...draft, supersedes: olds[0]?.warning.id ?? null }
  return [...issue(g, next), ...ended(g, next, olds)]
}

/** Ends what is followed: its steps stop, and chats that the new one does not reach are told. */
function ended(g: Ground, next: Warning, olds: readonly WarningState[]): Change[] {
  const reached = new Set(chatsOf(g, next.villages).map((c) => `${c.channel} ${c.chat}`))
  const state = next.action === 'lift' ? 'lifted' : 'superseded'
  return olds.flatMap((old) => {
    const { warning: w } = old
    const about = { kind: 'warning', id: w.id } as const
    const message = cardMessage(
      {
        title: next.action === 'lift' ? `${titleOf(w)}已解除` : `${titleOf(w)}已由${titleOf(next)}替代`,
        tone: next.action === 'lift' ? 'good' : 'info',
        lines: known([
          ['原编号', w.no],
          ['新编号', next.no],
        ]),
        original: { text: next.original, source: next.issuer ?? '发布单位未写明' },
      },
      w.drill,
    )
    return [
      { type: 'warning.ended', id: w.id, state, note: next.no } as const,
      { type: 'deadlines.cleared', subjectId: w.id } as const,
      ...chatsOf(g, w.villages)
        .filter((c) => !reached.has(`${c.channel} ${c.chat}`))
        .map((c) => say(g, c.channel, c.chat, message, { priority: 'warning', about })),
      ...tellOfficers(g, { ...old, warning: { ...w, state, endedAt: g.now } }),
    ]
  })
}
