/** People moved out of danger 避险转移. */

import type { Noun } from '../kernel/noun.ts'
import type { Situation } from '../kernel/situation.ts'
import { fieldsSaid } from '../record/amend.ts'
import type { Change } from '../record/fact.ts'
import { keep } from '../record/kept.ts'
import { COPIES } from '../record/needs.ts'
import type { RecordNouns } from '../record/noun.ts'
import type { Rec } from '../record/record.ts'
import { moved, movedOut, nameOf } from './ask.ts'
import { EVACUATION_DAILY } from './daily.ts'
import * as needs from './needs.ts'
import { MOVES } from './needs.ts'
import { evacuationWords } from './words.ts'

export const evacuation = {
  ledger: {},
  words: evacuationWords,
  needs,
  daily: EVACUATION_DAILY,
  records: { evacuation: {} } satisfies RecordNouns,
  help: [{ rank: 15, asks: '转了多少人' }],
  questions: { moved },
  readers: {
    evacuation: {
      needs: [COPIES, MOVES],
      copied: true,
      files: true,
      reports: true,
      read: (s) => keep(s, 'evacuation', (r) => kept(s, r)),
    },
  },
} satisfies Noun<Change>

/** What was kept, and where the village told of more before: how many that makes, so that whoever sent it sees a double count. */
function kept(s: Situation, record: Rec): string {
  const said = evacuationWords.evacuationKept(record.no, fieldsSaid(record, record.fields) || '人数待补')
  const code = record.villageCode
  const before = s.need(MOVES).filter((r) => r.villageCode === code)
  if (record.drill || !code || !before.length || record.fields.total === true) return said
  const out = movedOut(s, [...before, record]).find((o) => o.villageCode === code)
  return out ? `${said}\n${evacuationWords.inAll(nameOf(s, code), out.moved, out.back, out.about, out.over)}` : said
}
