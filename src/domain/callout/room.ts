/** Teams that were called out 队伍出动: mustered, on their way, there, at work, back. */

import type { Noun } from '../kernel/noun.ts'
import type { Change } from '../record/fact.ts'
import { sentenceOf } from '../record/filing.ts'
import { keep } from '../record/kept.ts'
import type { RecordNouns } from '../record/noun.ts'
import { teams } from './ask.ts'
import { calloutWords } from './words.ts'

export const callout = {
  ledger: {},
  words: calloutWords,
  questions: { teams },
  records: { callout: {} } satisfies RecordNouns,
  readers: {
    callout: {
      needs: [],
      files: true,
      reports: true,
      read: (s) => keep(s, 'callout', (r) => calloutWords.calloutKept(r.no, sentenceOf(r))),
    },
  },
} satisfies Noun<Change>
