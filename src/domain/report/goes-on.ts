/** A few words under a report that stands: an answer to what was asked, or how it went on, by what is known of it already. */

import { kinds } from '../kinds.ts'
import { asksIn } from '../reading/asked.ts'
import { BARE_ANSWER } from '../reading/fragment.ts'
import { FOUND_SAFE, STILL_IN } from '../reading/lexicon/found.ts'
import { anyOf } from '../reading/lexicon/words.ts'
import { NUM, numberOf } from '../reading/numbers.ts'
import type { Rec } from '../record/record.ts'
import { reportWords } from './words.ts'

/** What the words make of the report; or a number that may stand for one thing or another, each with the figure it would be. */
export type WentOn = { fields: Record<string, unknown> } | { either: { field: string; value: number; words: string }[] }

/** @param read what was read from the words themselves. */
export function wentOn({ fields }: Rec, text: string, read: Record<string, unknown>): WentOn | undefined {
  const said = text.trim()
  return (
    answer(fields, said) ?? outOfIt(fields, said, read) ?? moreOfThem(fields, said, read) ?? found(fields, said, read)
  )
}

const asked = (fields: Record<string, unknown>, key: string) =>
  kinds.disaster_report.missing(fields).some((m) => m.key === key)

/** 3, 两个人, 没有 after a question of ours. */
function answer(fields: Record<string, unknown>, said: string): WentOn | undefined {
  const bare = BARE_ANSWER.exec(said)
  if (!bare) return undefined
  const n = bare[1] === undefined ? 0 : numberOf(bare[1])
  if (n === undefined) return undefined
  const unit = bare[2]
  const ofHouses = unit === '户' || unit === '家'
  if (!ofHouses && asked(fields, 'injured'))
    return n
      ? {
          either: [
            { field: 'injured', value: n, words: reportWords.hurtOf('injured', n) },
            { field: 'trapped', value: n, words: reportWords.hurtOf('trapped', n) },
          ],
        }
      : { fields: { injured: 0, trapped: 0 } }
  if (n && (ofHouses || !unit) && asked(fields, 'affected_households')) return { fields: { affected_households: n } }
  return undefined
}

const OUT = /^(?:人|那人|那个人)?(?:已经?)?(?:被)?[救挖捞接扒]出来了?[。！!]?$/
/** 救出来了: of one who was caught that says all; of several it does not say how many. */
const outOfIt = (fields: Record<string, unknown>, said: string, read: Record<string, unknown>): WentOn | undefined =>
  OUT.test(said) && fields.trapped === 1 && read.trapped === undefined
    ? { fields: { trapped: 0, rescued: Number(fields.rescued ?? 0) + 1 } }
    : undefined

const FOUND = new RegExp(`(?<![没未冇难]|没有|还没)${anyOf(FOUND_SAFE)}(?!的?(?:希望|可能|办法))`)
const STILL = new RegExp(anyOf(STILL_IN))
/** 老李找到了: nobody may be caught any more, whoever might have been; of several that nobody counted only 都 says all. */
function found(fields: Record<string, unknown>, said: string, read: Record<string, unknown>): WentOn | undefined {
  if (!FOUND.test(said) || STILL.test(said) || asksIn(said)) return undefined
  const ended = [
    ...(fields.trapped_suspected === true && !read.trapped_suspected ? ['trapped_suspected'] : []),
    ...(fields.trapped_unknown === true && !read.trapped_unknown && /[都全]/.test(said) ? ['trapped_unknown'] : []),
  ]
  const missing = fields.missing === 1 && read.missing === undefined ? { missing: 0 } : {}
  const so = { ...Object.fromEntries(ended.map((key) => [key, false])), ...missing }
  return Object.keys(so).length ? { fields: so } : undefined
}

const MORE = new RegExp(`^(?:里面)?(?:还|仍)[有剩](${NUM})[个名]?人?(?:没出来|在里面|被困|困着)?[。！!]?$`)
/** 还有一个: after a rescue those who are left; before one it may be one more. */
function moreOfThem(fields: Record<string, unknown>, said: string, read: Record<string, unknown>): WentOn | undefined {
  const n = numberOf(MORE.exec(said)?.[1] ?? '')
  const { trapped } = fields
  if (!n || read.trapped !== undefined || typeof trapped !== 'number' || !trapped) return undefined
  if (Number(fields.rescued ?? 0) > 0 || n === trapped) return { fields: { trapped: n } }
  return {
    either: [
      { field: 'trapped', value: n, words: reportWords.stillIn(n) },
      { field: 'trapped', value: trapped + n, words: reportWords.moreIn(n, trapped + n) },
    ],
  }
}
