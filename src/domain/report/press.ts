/** Presses on the card of a disaster report. */

import { OFFICERS } from '../kernel/access.ts'
import type { Presses } from '../kernel/press.ts'
import { reply } from '../kernel/situation.ts'
import type { Change } from '../record/fact.ts'
import { onMove, onRecord, tooLate } from '../record/press.ts'
import { isOpen } from '../record/record.ts'
import { recordWords } from '../record/words.ts'
import { OPEN_REPORTS, UNJUDGED } from './needs.ts'
import { PART_NEEDS, pressedApart } from './part.ts'
import { confirmFields, escalate, keepApart, moveTo, reopen, setFigures, setPlace, transfer } from './report.ts'
import { mergedPair } from './same.ts'
import { reportWords } from './words.ts'

export const REPORT_PRESSES: Presses<Change> = {
  'report.receive': { roles: OFFICERS, ...onMove('received', (s, r) => moveTo(s, r, 'received')) },
  'report.transfer': {
    roles: OFFICERS,
    owner: true,
    ...onRecord((s, r, press) => {
      const to = s.roster.people.get(String(press.form?.to ?? ''))
      return to ? transfer(s, r, to) : reply(s, { text: reportWords.chooseWhom })
    }),
  },
  'record.check': {
    roles: OFFICERS,
    reporter: true,
    ...onRecord((s, r, press) =>
      press.data.v === String(r.version)
        ? confirmFields(s, r, press.form ?? {})
        : reply(s, { text: recordWords.alreadyDone }),
    ),
  },
  'report.figure': {
    roles: OFFICERS,
    owner: true,
    reporter: true,
    ...onRecord((s, r, { data }) => (isOpen(r.state) ? setFigures(s, r, data) : tooLate(s, r))),
  },
  'report.place': {
    roles: OFFICERS,
    owner: true,
    reporter: true,
    ...onRecord((s, r, { data }) => (isOpen(r.state) ? setPlace(s, r, data.place ?? '') : tooLate(s, r))),
  },
  // of a death, or where one denies what another said
  'report.toll': {
    roles: OFFICERS,
    ...onRecord((s, r, { data }) => (isOpen(r.state) ? setFigures(s, r, data) : tooLate(s, r))),
  },
  // who may is judged by whose words they are
  'report.part': { roles: [], needs: PART_NEEDS, run: pressedApart },
  'report.apart': {
    roles: OFFICERS,
    reporter: true,
    ...onRecord((s, r) => (isOpen(r.state) ? keepApart(s, r) : tooLate(s, r))),
  },
  'report.merge': {
    roles: OFFICERS,
    reporter: true,
    ...onRecord(
      (s, r, press) => {
        const into = [...s.need(OPEN_REPORTS), ...s.need(UNJUDGED)].find((n) => n.no === press.data.into)
        return (into && mergedPair(s, r, into)) ?? tooLate(s, r)
      },
      [OPEN_REPORTS, UNJUDGED],
    ),
  },
  'report.arrive': {
    roles: OFFICERS,
    owner: true,
    ...onMove('handling', (s, r) => moveTo(s, r, 'handling'), ['received']),
  },
  'report.escalate': { roles: OFFICERS, owner: true, ...onRecord((s, r) => escalate(s, r)) },
  'report.close': { roles: OFFICERS, owner: true, ...onMove('closed', (s, r) => moveTo(s, r, 'closed')) },
  'report.reopen': { roles: OFFICERS, ...onMove('raised', (s, r) => reopen(s, r)) },
  'report.false_alarm': { roles: OFFICERS, ...onMove('false_alarm', (s, r) => moveTo(s, r, 'false_alarm')) },
}
