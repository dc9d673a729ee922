/** 转给: another person is responsible from now on: told at once, and reminded by the same due date. */
import type { Person } from '../kernel/roster.ts'
import { reply, type Situation, tell } from '../kernel/situation.ts'
import { assign } from '../record/filing.ts'
import type { Rec } from '../record/record.ts'
import { recordWords } from '../record/words.ts'
import { hazardMessage, ofRecord } from './card.ts'
import type { Change } from './fact.ts'
import { hazardWords } from './words.ts'

export function handOver(s: Situation, hazard: Rec, to: Person): Change[] {
  const after: Rec = { ...hazard, ownerId: to.id, version: hazard.version + 1 }
  return [
    assign(hazard, { ownerId: to.id }),
    ...tell(s, to.id, hazardMessage(s, after, hazardWords.hazardYours(hazard.no)), ofRecord(hazard)),
    ...(hazard.ownerId && hazard.ownerId !== to.id
      ? tell(
          s,
          hazard.ownerId,
          { text: recordWords.hazardNotYours(hazard.no, to.name), drill: hazard.drill },
          { priority: 'reply', about: { kind: 'record', id: hazard.id } },
        )
      : []),
    ...reply(s, { text: hazardWords.handedTo(hazard.no, to.name), drill: hazard.drill }),
  ]
}
