/** Formal checks of a unit or a site 检查. */

import type { Noun } from '../kernel/noun.ts'
import type { Change } from '../record/fact.ts'
import { sentenceOf } from '../record/filing.ts'
import { keep } from '../record/kept.ts'
import type { RecordNouns } from '../record/noun.ts'
import { inspectionWords } from './words.ts'

export const inspection = {
  ledger: {},
  words: inspectionWords,
  records: { inspection: {} } satisfies RecordNouns,
  readers: {
    inspection: {
      needs: [],
      files: true,
      read: (s) => keep(s, 'inspection', (r) => inspectionWords.inspectionKept(r.no, sentenceOf(r))),
    },
  },
} satisfies Noun<Change>
