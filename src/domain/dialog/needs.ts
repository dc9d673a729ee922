/** What an event needs looked up: exactly what whoever decides it declares, and nothing else. */

import type { Heard } from '../kernel/heard.ts'
import type { Need } from '../kernel/need.ts'
import type { Roster } from '../kernel/roster.ts'
import { NOUNS } from '../nouns.ts'
import {
  IN_CHAT,
  LOOSE_ATTACHMENTS,
  ON_SHIFT,
  OPEN_HERE,
  OWN_UNSURE,
  RECENT,
  STORIES,
  SUBJECT,
  TAKEN_BACK,
} from '../record/needs.ts'
import { COMMANDS } from './command.ts'
import { readerFor } from './dialog.ts'
import { actOf } from './press.ts'

/** Whatever is said may go on with the sender's own, or have been taken back. */
const OF_MESSAGES: readonly Need[] = [
  TAKEN_BACK,
  RECENT,
  STORIES,
  IN_CHAT,
  SUBJECT,
  OPEN_HERE,
  LOOSE_ATTACHMENTS,
  ON_SHIFT,
]

export function needsOf(heard: Heard, roster: Roster): readonly Need[] {
  const { event, reading } = heard
  switch (event.type) {
    case 'message':
      return [
        ...OF_MESSAGES,
        ...readerFor(reading?.intent ?? 'none').needs,
        ...(reading?.calm ? readerFor(reading.calm).needs : []),
        ...(reading?.ask.length ? [OWN_UNSURE] : []),
        ...NOUNS.flatMap((noun) => noun.hears?.needs(heard) ?? []),
        ...COMMANDS.flatMap((c) => c.needs(heard, roster) ?? []),
      ]
    case 'press':
      return actOf(event)?.needs ?? []
    case 'recall':
      return [SUBJECT, ...ofHappening('recall')]
    default:
      return ofHappening(event.type)
  }
}

const ofHappening = (type: Exclude<Heard['event']['type'], 'message' | 'press'>): readonly Need[] =>
  NOUNS.flatMap((noun) => noun.happenings?.[type]?.needs ?? [])
