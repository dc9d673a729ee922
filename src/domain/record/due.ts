/** Until when messages about a record are due. */
import { condition } from '../kernel/delivery.ts'
import { isOpen, type RecordState } from './record.ts'

interface Now {
  state: RecordState
}

/** The report still waits to be taken over; one in doubt waits to be told apart before it can be. */
export const UNRECEIVED = condition<Now>('unreceived', ({ state }) =>
  state !== 'raised' && state !== 'unverified' ? 'received' : null,
)
/** The record is not over yet. */
export const UNFINISHED = condition<Now>('unfinished', ({ state }) => (isOpen(state) ? null : 'finished'))
