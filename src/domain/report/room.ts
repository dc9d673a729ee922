/** Disaster reports 灾情险情. */

import type { Noun } from '../kernel/noun.ts'
import type { Change } from '../record/fact.ts'
import { COPIES } from '../record/needs.ts'
import type { RecordNoun } from '../record/noun.ts'
import { openReports } from './ask.ts'
import { REPORT_DAILY } from './daily.ts'
import { REPORT_DEADLINES } from './deadline.ts'
import { roads } from './lines-asked.ts'
import * as needs from './needs.ts'
import { NEAR } from './needs.ts'
import { saidApart } from './part.ts'
import { hurt } from './people-asked.ts'
import { period } from './period.ts'
import { REPORT_PRESSES } from './press.ts'
import { recalled } from './recalled.ts'
import {
  amendReport,
  confirmFields,
  continues,
  disputedFigures,
  fileReport,
  merge,
  raise,
  raiseChanged,
  reportCard,
  transfer,
} from './report.ts'
import { oneEvent } from './same.ts'
import { onScene } from './scene.ts'
import { toldWhom } from './told-whom.ts'
import { reportWords } from './words.ts'

const disasterReport: RecordNoun<Change> = {
  shown: raise,
  card: reportCard,
  changed: raiseChanged,
  continued: continues,
  amended: amendReport,
  disputed: disputedFigures,
  checked: confirmFields,
  handed: transfer,
  recalled,
  onScene,
  sameAs: merge,
}

export const report = {
  ledger: {},
  words: reportWords,
  help: [
    { rank: 10, says: reportWords.example, about: /灾情|险情|情况|火|灾/ },
    { rank: 12, says: reportWords.exampleOfOfficer, of: ['duty_officer', 'duty_leader', 'station_staff', 'admin'] },
    { rank: 13, asks: reportWords.askable },
    { rank: 20, asks: '灾情' },
  ],
  needs,
  records: { disaster_report: disasterReport },
  commands: [oneEvent, saidApart],
  deadlines: REPORT_DEADLINES,
  presses: REPORT_PRESSES,
  daily: REPORT_DAILY,
  questions: { reports: openReports, roads, hurt, told_whom: toldWhom, period },
  readers: { disaster_report: { needs: [NEAR, COPIES], copied: true, files: true, reports: true, read: fileReport } },
} satisfies Noun<Change>
