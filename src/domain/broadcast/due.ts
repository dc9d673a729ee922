/** Until when a packet is due. */
import type { Conditions } from '../kernel/delivery.ts'
import { SENDS } from './broadcast.ts'

export const BROADCAST_CONDITIONS: Conditions<'wanted'> = {
  wanted: ({ broadcastState: state }) => (state && !(SENDS as readonly string[]).includes(state) ? state : null),
}
