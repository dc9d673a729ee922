import { type Situation, tell } from '../kernel/situation.ts'
import type { Change } from './fact.ts'
import type { Rec } from './record.ts'

/** Whoever answers for a report hears in a message of its own what somebody else did with it: a card that changes is not heard. */
export const tellOwner = (s: Situation, record: Rec, told: string): Change[] =>
  record.ownerId && record.ownerId !== s.person?.id
    ? tell(
        s,
        record.ownerId,
        { text: `${record.no} ${told}${s.person ? `（${s.person.name}）` : ''}。`, drill: record.drill },
        { priority: 'alert', about: { kind: 'record', id: record.id } },
      )
    : []
