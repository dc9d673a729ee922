/** A bare number or no under a report that stands: the answer to what was asked of it. */

import { kinds } from '../kinds.ts'
import { BARE_ANSWER } from '../reading/fragment.ts'
import { numberOf } from '../reading/numbers.ts'
import type { Rec } from '../record/record.ts'
import type { Choice } from './people.ts'
import { reportWords } from './words.ts'

/** What the words make of the report; or a number that may stand for one thing or another, each with the figure it would be. */
export type WentOn = { fields: Record<string, unknown> } | { either: Choice[] }

const asked = (fields: Record<string, unknown>, key: string) =>
  kinds.disaster_report.missing(fields).some((m) => m.key === key)

/** 3, 两个人, 没有 after a question of ours. */
export function wentOn({ fields }: Rec, text: string): WentOn | undefined {
  const bare = BARE_ANSWER.exec(text.trim())
  if (!bare) return undefined
  const n = bare[1] === undefined ? 0 : numberOf(bare[1])
  if (n === undefined) return undefined
  const unit = bare[2]
  const ofHouses = unit === '户' || unit === '家'
  if (!ofHouses && asked(fields, 'injured'))
    return n
      ? {
          either: [
            { figures: { injured: n }, words: reportWords.standsAs('injured', n) },
            { figures: { trapped: n }, words: reportWords.standsAs('trapped', n) },
          ],
        }
      : { fields: { injured: 0, trapped: 0 } }
  if (n && (ofHouses || !unit) && asked(fields, 'affected_households')) return { fields: { affected_households: n } }
  return undefined
}
