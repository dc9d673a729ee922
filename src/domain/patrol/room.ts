/** Rounds 巡查. */

import type { Noun } from '../kernel/noun.ts'
import type { Change } from '../record/fact.ts'
import { keep } from '../record/kept.ts'
import type { RecordNouns } from '../record/noun.ts'
import { rounds } from './ask.ts'
import { PATROL_DAILY } from './daily.ts'
import * as needs from './needs.ts'
import { patrolWords } from './words.ts'

export const patrol = {
  ledger: {},
  needs,
  daily: PATROL_DAILY,
  words: patrolWords,
  help: [{ rank: 40, says: patrolWords.example, about: /巡查/, of: ['forest_ranger', 'grid_member', 'info_officer'] }],
  records: { patrol: {} } satisfies RecordNouns,
  questions: { rounds },
  readers: {
    patrol: { needs: [], files: true, read: (s) => keep(s, 'patrol', (r) => patrolWords.patrolKept(r.no)) },
  },
} satisfies Noun<Change>
