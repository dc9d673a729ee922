/** Strangers' records: kept apart until an officer says what they are. */

import { reply, type Situation } from '../kernel/situation.ts'
import type { Change } from '../nouns.ts'
import { answerReporter } from '../record/filing.ts'
import { firstState, type Rec } from '../record/record.ts'
import { counted } from './counted.ts'
import { dialogWords } from './words.ts'

/** A stranger's record turns real when the duty officer presses 属实; from then on it is raised like any other. */
export function confirmStranger(s: Situation, record: Rec): Change[] {
  const to = firstState(record.kind)
  const after: Rec = { ...record, state: to, version: record.version + 1 }
  return [
    { type: 'record.moved', id: record.id, from: 'unverified', to, note: s.person?.name },
    { type: 'deadlines.cleared', subjectId: record.id },
    ...counted(s, after),
    ...answerReporter(s, record, { text: dialogWords.foundTrue(record.no), drill: record.drill }),
    ...reply(s, { text: dialogWords.registered(record.no), drill: record.drill }),
  ]
}

export function refuseStranger(s: Situation, record: Rec): Change[] {
  return [
    { type: 'record.moved', id: record.id, from: 'unverified', to: 'refused', note: s.person?.name },
    { type: 'deadlines.cleared', subjectId: record.id },
    ...reply(s, { text: dialogWords.refused(record.no), drill: record.drill }),
  ]
}
