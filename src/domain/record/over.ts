/** What short words may be of that is open in their village, whoever told it: 来电了, 路通了一半, 又塌了, 4组不是3组. */

import type { Heard } from '../kernel/heard.ts'
import { type Roster, villagesAround } from '../kernel/roster.ts'
import { anewIn } from '../reading/anew.ts'
import { placeTakenBack } from '../reading/fragment.ts'
import { GOES_ON_BESIDES, IS_OVER } from '../reading/lexicon/over.ts'
import { anyOf } from '../reading/lexicon/words.ts'
import { partlyIn } from '../reading/partly.ts'
import { villageCodeOf } from './filing.ts'

/** Longer words tell more than that. */
const MOST_LETTERS = 30
const OVER = new RegExp(anyOf(IS_OVER).replaceAll('…', '[^，。]{0,6}'))
const MORE = new RegExp(anyOf(GOES_ON_BESIDES))

/** 来电了, 路通了, 水退了: that something is over and nothing else. It opens nothing. */
export const tellsOnlyOver = (text: string): boolean =>
  text.length <= MOST_LETTERS && OVER.test(text) && !MORE.test(text) && !partlyIn(text) && !/[?？]|[吗么没]$/.test(text)

/** Whether a message may be of what is open there though its sender told nothing of it. */
export const mayBeOpenHere = (text: string): boolean =>
  tellsOnlyOver(text) || partlyIn(text) || anewIn(text) || !!placeTakenBack(text)

/** The villages that words without a record's number are of: the one they name, else the chat's, else the sender's own. */
export function villagesOf({ reading, chat, person }: Heard, roster: Roster): readonly string[] {
  const named = villageCodeOf(roster, reading?.fields.village)
  return named ? [named] : villagesAround({ roster, chat, person })
}
