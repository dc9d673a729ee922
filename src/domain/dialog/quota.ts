/**
 * How much is answered of one who asks without end. Everything is kept and read; what records nothing is no longer answered
 * in that minute, so that the platform's allowance is there for those in need.
 */

import type { Inbound } from '../kernel/message.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import type { Change } from '../nouns.ts'
import { subjectOf } from '../nouns.ts'
import { dialogWords } from './words.ts'

/** So many times as much as one sender, of all in one chat together. */
const OF_A_CHAT = 5

/** How often a sender and their chat were heard in this minute, this time included. */
export interface Heard {
  sender: number
  chat: number
}

/** Whether what was said asks something of the station, and so counts. */
export const counts = (event: Inbound): boolean => event.type === 'message' || event.type === 'press'

/** What follows, without the answer where it is one too many and nothing was recorded; the first time it says so. */
export function quietOverQuota(s: Situation, changes: Change[], heard: Heard): Change[] {
  const most = s.settings.limits.answers_per_minute
  const over = Math.max(heard.sender - most, heard.chat - most * OF_A_CHAT)
  if (over <= 0 || changes.some((c) => subjectOf(c) && c.type !== 'account.seen')) return changes
  const rest = changes.filter((c) => c.type !== 'message.owed' || c.owed.priority !== 'reply')
  return over === 1 ? [...rest, ...reply(s, { text: dialogWords.tooMuch })] : rest
}
