/** The machine's clock was set: what counts in minutes keeps what was left of them, and the officers hear of it. */

import { type DecisionContext, officers, tell } from '../kernel/situation.ts'
import { cardMessage } from '../kernel/words.ts'
import { type Change, DEADLINES, type DeadlineKind } from '../nouns.ts'
import { dialogWords } from './words.ts'

/** Less than this is put right without a word. */
const TOLD_FROM_MS = 60_000

/** @param ms by how much it was set, forwards or (negative) back; `g.now` is by the new time. */
export function clockSet(g: DecisionContext, ms: number): Change[] {
  const moved: Change = {
    type: 'clock.moved',
    ms: Math.round(ms),
    kinds: (Object.keys(DEADLINES) as DeadlineKind[]).filter((kind) => DEADLINES[kind].counts === 'minutes'),
  }
  if (Math.abs(ms) < TOLD_FROM_MS) return [moved]
  const message = cardMessage(
    {
      title: dialogWords.clockSet(ms > 0, span(Math.abs(ms))),
      tone: 'warn',
      lines: [...dialogWords.afterClockSet],
    },
    false,
  )
  return [moved, ...officers(g).flatMap((p) => tell(g, p.id, message, { priority: 'alert' }))]
}

const span = (ms: number) => {
  const minutes = Math.round(ms / 60_000)
  return minutes < 120
    ? `${minutes}分钟`
    : minutes < 2 * 1440
      ? `${Math.round(minutes / 60)}小时`
      : `${Math.round(minutes / 1440)}天`
}
