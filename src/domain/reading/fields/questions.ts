/** What is worth asking after a report was read: people whom the text speaks of without a number that can be taken from it. */
import { type Learned, spokenOfIn } from '../learned/learned.ts'
import { MAY_BE_CAUGHT, MAY_BE_DEAD, MAY_BE_HURT, MAY_BE_MISSING } from '../lexicon/harm.ts'
import { anyOf } from '../lexicon/words.ts'
import type { Fields, Intent } from '../reading.ts'

const HINTS: Record<string, RegExp> = {
  trapped: new RegExp(anyOf(MAY_BE_CAUGHT)),
  missing: new RegExp(anyOf(MAY_BE_MISSING)),
  deaths: new RegExp(anyOf(MAY_BE_DEAD)),
  injured: new RegExp(anyOf(MAY_BE_HURT)),
}
/** A person missed costs far more than a question: asked from this likelihood on; sooner where a word hints at it. */
const ASKED = { hinted: 0, else: 0.03 }

/**
 * The names of the fields that a reader left out though the text speaks of them, the most urgent first.
 * @param fields of one report or event, as read from the text
 */
export function questionsOf(intent: Intent, text: string, fields: Fields, weights?: Learned): string[] {
  if (fields.false_alarm) return []
  return spokenOfIn(intent, text, fields.village as string | undefined, weights)
    .filter(([field, p]) => fields[field] === undefined && p > (HINTS[field]?.test(text) ? ASKED.hinted : ASKED.else))
    .map(([field]) => field)
}
