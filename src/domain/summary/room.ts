/** The leaders' daily summary 日报. */
import type { Noun } from '../kernel/noun.ts'
import { type Change, SUMMARY_LEDGER } from './fact.ts'
import * as needs from './needs.ts'

export const summary = { ledger: SUMMARY_LEDGER, words: {}, needs } satisfies Noun<Change>
