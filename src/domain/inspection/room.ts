/** Formal checks of a unit or a site 检查: by a list, item by item or at once; what is wrong becomes hazards; by plan. */

import { FOUND_NEEDS } from '../hazard/found.ts'
import { command, ofKnown } from '../kernel/command.ts'
import type { MessageEvent } from '../kernel/message.ts'
import type { Noun } from '../kernel/noun.ts'
import type { Situation } from '../kernel/situation.ts'
import { attach } from '../record/filing.ts'
import type { RecordNouns } from '../record/noun.ts'
import type { Rec } from '../record/record.ts'
import { blankForm, unchecked, whichForm } from './ask.ts'
import { begin, beginningIn, goOn, over, ownChecks, pair, pause } from './begin.ts'
import { INSPECTION_DAILY } from './daily.ts'
import { type Change, INSPECTION_LEDGER } from './fact.ts'
import { INSPECTION_HEARS } from './hear.ts'
import { INSPECTION_DEADLINES } from './idle.ts'
import * as needs from './needs.ts'
import { CHECKS } from './needs.ts'
import { upkept } from './plan.ts'
import { INSPECTION_PRESSES, photoTaken } from './press.ts'
import { anyFormIn, formIn, goOnIn, overIn, pairIn, pauseIn } from './spoken.ts'
import { fill, filledIn, told } from './told.ts'
import { inspectionWords } from './words.ts'

/** A photo of what is being checked, sent alone. */
function photo(s: Situation, subject: Rec | undefined): Change[] | undefined {
  const event = s.event as MessageEvent
  const check = ownChecks(s).find((c) => c.chat === event.chat.id)
  if (!check || (subject && subject.id !== check.id)) return undefined
  return photoTaken(s, check, (id) => [
    ...attach(s, id),
    { type: 'record.joined', id, messageId: event.messageId, location: event.location },
  ])
}

export const inspection = {
  ledger: INSPECTION_LEDGER,
  words: inspectionWords,
  needs,
  deadlines: INSPECTION_DEADLINES,
  commands: [
    command((text, { person }) => (person ? filledIn(text) : undefined), [CHECKS, ...FOUND_NEEDS], fill),
    // 检查表 学校 asks for a form, and begins nothing
    command(ofKnown(formIn), [], blankForm),
    command(ofKnown(anyFormIn), [], whichForm),
    command(beginningIn, [CHECKS], begin),
    command(ofKnown(goOnIn), [CHECKS], goOn),
    command(ofKnown(pauseIn), [CHECKS], (s) => pause(s)),
    command(ofKnown(overIn), [CHECKS], (s) => over(s)),
    command(ofKnown(pairIn), [CHECKS], pair),
  ],
  presses: INSPECTION_PRESSES,
  hears: INSPECTION_HEARS,
  help: [
    { rank: 42, says: inspectionWords.example, about: /检查/, of: ['inspector'] },
    { rank: 43, besides: inspectionWords.teachesForm, about: /检查表/ },
    { rank: 46, asks: '检查计划' },
  ],
  questions: { unchecked },
  records: {
    inspection: {
      photo: { needs: [CHECKS], taken: photo },
      shown: (g, r) => (r.state === 'withdrawn' ? [{ type: 'inspection.ended', id: r.id, at: g.now }] : []),
    },
  } satisfies RecordNouns<Change>,
  daily: INSPECTION_DAILY,
  upkeep: upkept,
  readers: { inspection: { needs: [...FOUND_NEEDS], files: true, read: told } },
} satisfies Noun<Change>
