/** Until when a packet is due. */
import { condition } from '../kernel/delivery.ts'
import { SENDS } from './broadcast.ts'

/** The broadcast is approved, not yet taken by the platform, and not to be stopped: then its state is `stopped`. */
export const WANTED = condition<{ state: string }>('wanted', ({ state }) =>
  (SENDS as readonly string[]).includes(state) ? null : state,
)
