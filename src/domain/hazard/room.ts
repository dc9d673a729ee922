/** Hazards 隐患: submitted, put right, checked again. */

import type { Noun } from '../kernel/noun.ts'
import { COPIES } from '../record/needs.ts'
import type { RecordNoun } from '../record/noun.ts'
import { myHazards } from './ask.ts'
import { HAZARD_DAILY } from './daily.ts'
import { HAZARD_DEADLINES } from './deadline.ts'
import type { Change } from './fact.ts'
import { amendHazard, askExtension, handOver, rectify, submitHazard, toRecheck } from './hazard.ts'
import * as needs from './needs.ts'
import { OPEN_HAZARDS, OWN_HAZARDS } from './needs.ts'
import { openHazards } from './open.ts'
import { HAZARD_PRESSES } from './press.ts'
import { hazardWords } from './words.ts'

const hazardReport: RecordNoun<Change> = {
  amended: amendHazard,
  handed: handOver,
  photo: {
    needs: [OWN_HAZARDS],
    taken: (s, subject) => {
      const awaiting = s.need(OWN_HAZARDS).find((h) => s.person && h.fields.awaiting_photo_from === s.person.id)
      return awaiting && (!subject || subject.id === awaiting.id) ? toRecheck(s, awaiting) : undefined
    },
  },
}

export const hazard = {
  ledger: {},
  words: hazardWords,
  help: [
    { rank: 20, says: hazardWords.example, about: /隐患/ },
    { rank: 50, says: '隐患 YH-… 整改完成（附照片）', about: /整改/, of: ['unit_contact'] },
    { rank: 51, says: hazardWords.exampleOfExtension, about: /延期/, of: ['unit_contact'] },
    { rank: 14, asks: '还有几条没整改' },
    { rank: 30, asks: '我的隐患' },
  ],
  needs,
  records: { hazard_report: hazardReport },
  deadlines: HAZARD_DEADLINES,
  presses: HAZARD_PRESSES,
  daily: HAZARD_DAILY,
  questions: { my_hazards: myHazards, open_hazards: openHazards },
  readers: {
    hazard_report: { needs: [COPIES], copied: true, files: true, reports: true, read: submitHazard },
    rectification: { needs: [OPEN_HAZARDS], files: true, reports: true, read: rectify },
    extension_request: { needs: [OPEN_HAZARDS], files: true, read: askExtension },
  },
} satisfies Noun<Change>
