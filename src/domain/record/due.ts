/** Until when messages about a record are due. */
import type { Conditions } from '../kernel/delivery.ts'
import { ENDED } from './record.ts'

export const RECORD_CONDITIONS: Conditions<'unreceived' | 'unfinished'> = {
  // a report in doubt waits to be told apart before it can be taken over
  unreceived: ({ recordState: state }) => (state && state !== 'raised' && state !== 'unverified' ? 'received' : null),
  unfinished: ({ recordState: state }) => (state && (ENDED as readonly string[]).includes(state) ? 'finished' : null),
}
