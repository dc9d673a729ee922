/** The leaders' daily summary 日报. */
import type { Noun } from '../kernel/noun.ts'
import { SUMMARY_DAILY } from './daily.ts'
import { type Change, SUMMARY_LEDGER } from './fact.ts'
import * as needs from './needs.ts'
import { summaryWords } from './words.ts'

export const summary = {
  ledger: SUMMARY_LEDGER,
  words: summaryWords,
  needs,
  daily: SUMMARY_DAILY,
} satisfies Noun<Change>
