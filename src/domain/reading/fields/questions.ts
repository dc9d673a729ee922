/** What is worth asking after a report was read: people whom the text speaks of without a number that can be taken from it. */
import { MAY_BE_CAUGHT, MAY_BE_DEAD, MAY_BE_HURT, MAY_BE_MISSING } from '../lexicon/harm.ts'
import { anyOf } from '../lexicon/words.ts'
import type { AnyIntent, Fields } from '../reading.ts'

/** In the order in which they matter. */
const WORTH_ASKING: [field: string, spokenOf: RegExp][] = [
  ['trapped', new RegExp(anyOf(MAY_BE_CAUGHT))],
  ['missing', new RegExp(anyOf(MAY_BE_MISSING))],
  ['deaths', new RegExp(anyOf(MAY_BE_DEAD))],
  ['injured', new RegExp(anyOf(MAY_BE_HURT))],
]

/**
 * The names of the fields that a reader left out though the text speaks of them, the most urgent first.
 * @param fields of one report or event, as read from the text
 */
export function questionsOf(intent: AnyIntent, text: string, fields: Fields): string[] {
  if (intent !== 'disaster_report' || fields.false_alarm) return []
  return WORTH_ASKING.filter(([field, spokenOf]) => fields[field] === undefined && spokenOf.test(text)).map(([f]) => f)
}
