/** The leaders' daily summary 日报. */
import type { Noun } from '../kernel/noun.ts'
import { type Change, SUMMARY_LEDGER } from './fact.ts'

export const summary = { ledger: SUMMARY_LEDGER } satisfies Noun<Change>
