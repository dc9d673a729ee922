/** Warnings 预警 and drills 演练. */

import { command, ofKnown } from '../kernel/command.ts'
import type { Noun } from '../kernel/noun.ts'
import { inForce, toLift, unanswered } from './ask.ts'
import { callOrdered, callTold, tellsOfCall } from './call.ts'
import { WARNING_DAILY } from './daily.ts'
import { WARNING_DEADLINES } from './deadline.ts'
import { commandIn, draftWarning } from './draft.ts'
import { drillSaidOver } from './drill-said.ts'
import { OPEN, UNANSWERED } from './due.ts'
import type { Change } from './fact.ts'
import { WARNING_LEDGER } from './fact.ts'
import { answers, movedIn } from './hear.ts'
import * as needs from './needs.ts'
import { OPEN_WARNINGS, RECALLED_WARNINGS, RECENT_WARNINGS } from './needs.ts'
import { WARNING_PRESSES } from './press.ts'
import { recallDrafts, takenBack } from './recall.ts'
import { signsTold } from './signs.ts'
import { mayIssue } from './warning.ts'
import { warningWords } from './words.ts'

export const warning = {
  ledger: WARNING_LEDGER,
  words: warningWords,
  help: [
    { rank: 5, says: warningWords.exampleOfIssuing, of: ['duty_officer', 'duty_leader'] },
    { rank: 11, asks: '谁没收到' },
    { rank: 41, asks: '有什么预警' },
  ],
  needs,
  deadlines: WARNING_DEADLINES,
  conditions: [OPEN, UNANSWERED],
  commands: [
    command((text, { person }) => commandIn(text, mayIssue(person)), [RECENT_WARNINGS], draftWarning),
    drillSaidOver,
    {
      ...command(
        ofKnown((text) => tellsOfCall(text) || undefined),
        [OPEN_WARNINGS],
        (s, _, event) => callTold(s, event),
      ),
      // 叫应 张三 打通了，他说后山滑坡: what was heard on the phone is a report as well
      readOn: true,
      // 后山滑坡，村长电话打不通: what happened is more than the call
      unlessReport: (text) => !callOrdered(text),
    },
  ],
  presses: WARNING_PRESSES,
  daily: WARNING_DAILY,
  followed: ['obligation.answered', 'obligation.troubled', 'obligation.acted'],
  hears: answers,
  besides: (s, facts) => [...movedIn(s, facts), ...signsTold(s, facts)],
  happenings: { recall: { needs: [RECALLED_WARNINGS], decide: recallDrafts } },
  takenBack,
  questions: { unanswered, in_force: inForce, lift: toLift },
} satisfies Noun<Change>
