/** The fields of a message of a room's intent: what the room's words read, and over it what is learned. */
import { type Learned, learnedFields } from '../learned/learned.ts'
import type { AnyIntent, Fields } from '../reading.ts'
import { type Spoken, type ThingSaid, thingsSaid } from '../spoken.ts'
import { contextOf, type Message, present } from './of.ts'

/** Everything that it states: flat, or as `events` where several things are told of. */
export function toldFields(intent: AnyIntent, spoken: Spoken, message: Message, weights?: Learned): Fields {
  const said = thingsSaid(message.text, spoken.words).filter(spoken.tells)
  const of = (part: string, thing?: ThingSaid): Fields => {
    const c = contextOf(message, part)
    const ruled = spoken.fields(c, thing)
    const learned = learnedFields(intent, c, ruled, weights)
    return present(spoken.together?.(c, ruled, learned) ?? { ...ruled, ...learned })
  }
  return said.length > 1 ? { events: said.map((one) => of(ownWords(one), one)) } : of(message.text, said[0])
}

/** What the room's words alone read of a message as one. */
export const ruledOfRoom = (spoken: Spoken, message: Message): Fields =>
  spoken.fields(contextOf(message, message.text), thingsSaid(message.text, spoken.words).find(spoken.tells))

const ownWords = ({ clauses }: ThingSaid) => clauses.map((c) => c.text).join('，')
