/** 来电了, 路通了, 水退了: that something is over and nothing else. It belongs to what is open at that place, and opens nothing. */

import type { Heard } from '../kernel/heard.ts'
import { type Roster, villagesAround } from '../kernel/roster.ts'
import { GOES_ON_BESIDES, IS_OVER } from '../reading/lexicon/over.ts'
import { anyOf } from '../reading/lexicon/words.ts'
import { villageCodeOf } from './filing.ts'

/** Longer words tell more than that. */
const MOST_LETTERS = 30
const OVER = new RegExp(anyOf(IS_OVER).replaceAll('…', '[^，。]{0,6}'))
const MORE = new RegExp(anyOf(GOES_ON_BESIDES))

export const tellsOnlyOver = (text: string): boolean =>
  text.length <= MOST_LETTERS && OVER.test(text) && !MORE.test(text) && !/[?？]|[吗么没]$/.test(text)

/** The villages that words without a record's number are of: the one they name, else the chat's, else the sender's own. */
export function villagesOf({ reading, chat, person }: Heard, roster: Roster): readonly string[] {
  const named = villageCodeOf(roster, reading?.fields.village)
  return named ? [named] : villagesAround({ roster, chat, person })
}
