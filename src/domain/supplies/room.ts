/** Things in, out, issued, returned, counted or asked for 物资. */

import type { Noun } from '../kernel/noun.ts'
import type { Change } from '../record/fact.ts'
import { sentenceOf } from '../record/filing.ts'
import { keep } from '../record/kept.ts'
import type { RecordNouns } from '../record/noun.ts'
import { stock } from './ask.ts'
import { suppliesWords } from './words.ts'

export const supplies = {
  ledger: {},
  words: suppliesWords,
  records: { supplies: {} } satisfies RecordNouns,
  help: [{ rank: 17, asks: '物资还有多少' }],
  questions: { stock },
  readers: {
    supplies: {
      needs: [],
      files: true,
      reports: true,
      read: (s) => keep(s, 'supplies', (r) => suppliesWords.suppliesKept(r.no, sentenceOf(r))),
    },
  },
} satisfies Noun<Change>
