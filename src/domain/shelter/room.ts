/** Shelters 避灾安置点: open, closed, how many are in them. */

import type { Noun } from '../kernel/noun.ts'
import type { Change } from '../record/fact.ts'
import { sentenceOf } from '../record/filing.ts'
import { keep } from '../record/kept.ts'
import type { RecordNouns } from '../record/noun.ts'
import { inShelters, whereShelters } from './ask.ts'
import { shelterWords } from './words.ts'

export const shelter = {
  ledger: {},
  words: shelterWords,
  records: { shelter: {} } satisfies RecordNouns,
  help: [{ rank: 16, asks: '避灾点在哪' }],
  questions: { where_shelters: whereShelters, in_shelters: inShelters },
  readers: {
    shelter: {
      needs: [],
      files: true,
      reports: true,
      read: (s) => keep(s, 'shelter', (r) => shelterWords.shelterKept(r.no, sentenceOf(r))),
    },
  },
} satisfies Noun<Change>
