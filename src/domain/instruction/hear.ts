/** What a message is to orders: one given, or the answer to one. */

import type { AnyFact } from '../kernel/fact.ts'
import type { MessageEvent } from '../kernel/message.ts'
import type { Hearing } from '../kernel/noun.ts'
import type { Situation } from '../kernel/situation.ts'
import type { AnyIntent } from '../reading/reading.ts'
import type { Change } from '../record/fact.ts'
import { ORDERS } from './needs.ts'
import { answeredOrder, mayBeOrdered, ordered, takeAnswer } from './order.ts'

export const hears: Hearing<Change> = {
  needs: ({ event, person }) => (event.type === 'message' && mayBeOrdered(person, event.text) ? [ORDERS] : []),
  drill: () => undefined,
  hear,
}

/** What an order says besides is kept as ever: who is to be moved. */
const BESIDES: ReadonlySet<AnyIntent> = new Set<AnyIntent>(['evacuation'])
/** What leaves nothing but a word in the chat. */
const LOOSE: ReadonlySet<AnyIntent> = new Set<AnyIntent>(['none', 'ack', 'query'])

function hear<G extends AnyFact>(
  s: Situation,
  rest: () => G[],
  { files }: { files: boolean },
): (Change | G)[] | undefined {
  const event = s.event as MessageEvent
  if (!s.person || !event.text) return undefined
  const order = ordered(s)
  if (order) return files && BESIDES.has(s.reading!.intent) ? [...order, ...rest()] : order
  const answers = mayBeOrdered(s.person, event.text) && !event.replyTo ? answeredOrder(s) : undefined
  if (!answers) return undefined
  const taken = takeAnswer(s, answers)
  // it may answer a warning as well, and is said once
  return LOOSE.has(s.reading!.intent) || s.reading!.ask.length
    ? [...taken, ...rest().filter(({ type }) => type !== 'message.owed' && type !== 'record.filed')]
    : [...taken, ...rest()]
}
