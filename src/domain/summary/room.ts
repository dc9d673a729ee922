/** The leaders' daily summary 日报. */
import type { Noun } from '../kernel/noun.ts'
import { lastSummary, ofThing } from './ask.ts'
import { SUMMARY_DAILY } from './daily.ts'
import { type Change, SUMMARY_LEDGER } from './fact.ts'
import * as needs from './needs.ts'
import { summaryWords } from './words.ts'

export const summary = {
  ledger: SUMMARY_LEDGER,
  words: summaryWords,
  needs,
  daily: SUMMARY_DAILY,
  questions: { last_summary: lastSummary, of_thing: ofThing },
  help: [{ rank: 21, asks: '日报' }],
} satisfies Noun<Change>
