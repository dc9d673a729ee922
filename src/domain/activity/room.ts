/** What was held or done of the station’s work 活动: drills, training, publicity, consultations, plans, reviews. */

import type { Noun } from '../kernel/noun.ts'
import type { Change } from '../record/fact.ts'
import { sentenceOf } from '../record/filing.ts'
import { keep } from '../record/kept.ts'
import type { RecordNouns } from '../record/noun.ts'
import { whenHeld } from './ask.ts'
import { activityWords } from './words.ts'

export const activity = {
  ledger: {},
  words: activityWords,
  questions: { when_held: whenHeld },
  records: { activity: {} } satisfies RecordNouns,
  readers: {
    activity: {
      needs: [],
      files: true,
      read: (s) => keep(s, 'activity', (r) => activityWords.activityKept(r.no, sentenceOf(r))),
    },
  },
} satisfies Noun<Change>
