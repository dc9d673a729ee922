/** What the daily summary says of messages that were not understood for sure. */
import { type Daily, warnIf } from '../kernel/daily.ts'
import { known } from '../kernel/words.ts'
import { UNSURE_DAY, type UnsureDay } from './needs.ts'
import { recordWords } from './words.ts'

export const UNSURE_DAILY: Daily<{ unsure: UnsureDay }> = {
  figures: UNSURE_DAY,
  rank: 90,
  lines: ({ unsure }) => known([['没看准的消息', unsure.open ? recordWords.dayUnsure(unsure.open) : '']]),
  tone: ({ unsure }) => warnIf(unsure.open),
}
