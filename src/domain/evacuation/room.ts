/** People moved out of danger 避险转移. */

import type { Noun } from '../kernel/noun.ts'
import { fieldsSaid } from '../record/amend.ts'
import type { Change } from '../record/fact.ts'
import { keep } from '../record/kept.ts'
import { COPIES } from '../record/needs.ts'
import type { RecordNouns } from '../record/noun.ts'
import { moved } from './ask.ts'
import { evacuationWords } from './words.ts'

export const evacuation = {
  ledger: {},
  words: evacuationWords,
  records: { evacuation: {} } satisfies RecordNouns,
  help: [{ rank: 15, asks: '转了多少人' }],
  questions: { moved },
  readers: {
    evacuation: {
      needs: [COPIES],
      copied: true,
      files: true,
      reports: true,
      read: (s) =>
        keep(s, 'evacuation', (r) => evacuationWords.evacuationKept(r.no, fieldsSaid(r, r.fields) || '人数待补')),
    },
  },
} satisfies Noun<Change>
