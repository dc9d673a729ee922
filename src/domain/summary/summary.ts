/** The leaders' daily summary: one minute to read, what needs a decision first, and what is not known said plainly. */

import { DAILY_TONES, type DailyPart } from '../kernel/daily.ts'
import type { Outbound } from '../kernel/message.ts'
import type { DecisionContext } from '../kernel/situation.ts'
import { saidTime } from '../kernel/time.ts'
import { cardMessage } from '../kernel/words.ts'
import { summaryWords } from './words.ts'

/** The message. */
export function summaryMessage(g: DecisionContext, day: string, parts: readonly DailyPart[]): Outbound {
  const ranked = [...parts].sort((a, b) => a.daily.rank - b.daily.rank)
  const tones = ranked.map(({ daily, figures }) => daily.tone(figures as never))
  return cardMessage({
    title: summaryWords.title(g.roster.station.township, day),
    tone: DAILY_TONES.findLast((tone) => tones.includes(tone)) ?? 'good',
    lines: ranked.flatMap(({ daily, figures }) => daily.lines(figures as never)),
    note: summaryWords.countedTo(saidTime(g.now, g.tz)),
  })
}

/** What is kept of it: every room's figures under their own names. */
export const kept = (day: string, parts: readonly DailyPart[]): { day: string } =>
  Object.assign({ day }, ...parts.map(({ figures }) => figures))
