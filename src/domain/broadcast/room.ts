/** Emergency broadcasts 应急广播. */

import { command } from '../kernel/command.ts'
import type { Inbound } from '../kernel/message.ts'
import type { Noun } from '../kernel/noun.ts'
import { RECENT_WARNINGS } from '../warning/needs.ts'
import { airingIn, BROADCAST_PRESSES, orderBroadcast } from './command.ts'
import { BROADCAST_DEADLINES } from './deadline.ts'
import { WANTED } from './due.ts'
import type { Change } from './fact.ts'
import { BROADCAST_LEDGER } from './fact.ts'
import { recordReports } from './lifecycle.ts'
import { strangers } from './link.ts'
import * as needs from './needs.ts'
import { BROADCASTS, OPEN_BROADCASTS, STRANGE_SERIALS } from './needs.ts'
import { broadcastWords } from './words.ts'

export const broadcast = {
  ledger: BROADCAST_LEDGER,
  words: broadcastWords,
  needs,
  deadlines: BROADCAST_DEADLINES,
  conditions: [WANTED],
  commands: [command(airingIn, [OPEN_BROADCASTS, RECENT_WARNINGS], orderBroadcast)],
  presses: BROADCAST_PRESSES,
  happenings: {
    air: {
      needs: [BROADCASTS, STRANGE_SERIALS],
      decide: (s) => {
        const { reports, heardAt } = s.event as Extract<Inbound, { type: 'air' }>
        const heard = heardAt ? new Date(heardAt) : s.now
        return [
          { type: 'link.heard' },
          ...s.need(BROADCASTS).flatMap((b) => recordReports(s, b, reports, heard)),
          ...strangers(s),
        ]
      },
    },
  },
} satisfies Noun<Change>
