/** Hazards 隐患: submitted, put right, checked again. */

import type { Noun } from '../kernel/noun.ts'
import { COPIES, LOOSE_ATTACHMENTS } from '../record/needs.ts'
import type { RecordNoun } from '../record/noun.ts'
import { arrangedInWords } from './arranged.ts'
import { myHazards } from './ask.ts'
import { correctedInWords } from './corrected.ts'
import { HAZARD_DAILY } from './daily.ts'
import { HAZARD_DEADLINES } from './deadline.ts'
import { askExtension, reasons } from './extension.ts'
import type { Change } from './fact.ts'
import { handOver } from './handed.ts'
import * as needs from './needs.ts'
import { MEANT, NEAR_HAZARDS, OWN_HAZARDS } from './needs.ts'
import { askedOfNamed, openHazards, whoMends } from './open.ts'
import { HAZARD_PRESSES } from './press.ts'
import { rectify, toRecheck } from './rectify.ts'
import { standing } from './round.ts'
import { measuresInWords, photoNamed, verbInWords } from './said.ts'
import { amendHazard, countsFromNow, submitHazard } from './submit.ts'
import { hazardWords } from './words.ts'

const hazardReport: RecordNoun<Change> = {
  amended: amendHazard,
  handed: handOver,
  counts: countsFromNow,
  photo: {
    needs: [OWN_HAZARDS, LOOSE_ATTACHMENTS],
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
  commands: [askedOfNamed, measuresInWords, arrangedInWords, correctedInWords, verbInWords, photoNamed],
  deadlines: HAZARD_DEADLINES,
  upkeep: standing,
  hears: reasons,
  presses: HAZARD_PRESSES,
  daily: HAZARD_DAILY,
  questions: { my_hazards: myHazards, open_hazards: openHazards, who_mends: whoMends },
  readers: {
    hazard_report: { needs: [COPIES, NEAR_HAZARDS], copied: true, files: true, reports: true, read: submitHazard },
    rectification: { needs: [MEANT], files: true, reports: true, read: rectify },
    extension_request: { needs: [MEANT], files: true, read: askExtension },
  },
} satisfies Noun<Change>
