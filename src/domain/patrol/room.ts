/** Rounds 巡查: told in a chat, counted for the places that they were at, and by plan. */

import type { Noun } from '../kernel/noun.ts'
import { keep } from '../record/kept.ts'
import type { RecordNouns } from '../record/noun.ts'
import { rounds, unpatrolled } from './ask.ts'
import { counted } from './counts.ts'
import { PATROL_DAILY } from './daily.ts'
import { type Change, PATROL_LEDGER } from './fact.ts'
import { asCorrected, keptWords, PATROL_PRESSES, toBeJudged } from './found.ts'
import * as needs from './needs.ts'
import { upkept } from './plan.ts'
import { patrolWords } from './words.ts'

export const patrol = {
  ledger: PATROL_LEDGER,
  needs,
  daily: PATROL_DAILY,
  words: patrolWords,
  help: [
    { rank: 40, says: patrolWords.example, about: /巡查/, of: ['forest_ranger', 'grid_member', 'info_officer'] },
    { rank: 47, asks: '哪些点还没巡查' },
  ],
  records: { patrol: { counts: toBeJudged } } satisfies RecordNouns<Change>,
  presses: PATROL_PRESSES,
  questions: { unpatrolled, rounds },
  readers: {
    patrol: {
      needs: [],
      files: true,
      read: (s) => keep<Change>(asCorrected(s), 'patrol', keptWords, (r) => toBeJudged(s, r)),
    },
  },
  besides: counted,
  upkeep: upkept,
  followed: ['patrol.counted'],
} satisfies Noun<Change>
