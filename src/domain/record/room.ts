/** The bones that structured messages share. */

import type { Noun } from '../kernel/noun.ts'
import { inVillage, progress, toldToday } from './ask.ts'
import { UNSURE_DAILY } from './daily.ts'
import { UNFINISHED, UNRECEIVED } from './due.ts'
import type { Change, ChangeOf } from './fact.ts'
import { RECORD_LEDGER } from './fact.ts'
import * as needs from './needs.ts'
import type { RecordNouns } from './noun.ts'
import { RECORD_PRESSES } from './press.ts'
import { mayMove } from './record.ts'
import { unsureList } from './unsure-list.ts'
import { anothersSaid, unsureSaid } from './unsure-said.ts'
import { recordWords } from './words.ts'

export const record = {
  ledger: RECORD_LEDGER,
  words: recordWords,
  needs,
  records: { aside: {}, unsure: {} } satisfies RecordNouns,
  commands: [unsureSaid, anothersSaid],
  help: [
    { rank: 12, asks: '怎么样了' },
    { rank: 18, asks: '石岭村今天有什么情况' },
  ],
  questions: { unsure: unsureList, progress, told_today: toldToday, in_village: inVillage },
  daily: UNSURE_DAILY,
  conditions: [UNRECEIVED, UNFINISHED],
  presses: RECORD_PRESSES,
  followed: ['record.filed', 'record.amended', 'record.noted'],
  takenBack: (fact) => {
    if (fact.type === 'attachment.received') return [fact as ChangeOf<'attachment.received'>]
    if (fact.type !== 'record.filed') return undefined
    const filed = fact as ChangeOf<'record.filed'>
    const { id, kind, state } = filed.record
    return mayMove(kind, state, 'withdrawn')
      ? [filed, { type: 'record.moved', id, from: state, to: 'withdrawn', note: 'recalled' }]
      : [filed]
  },
} satisfies Noun<Change>
