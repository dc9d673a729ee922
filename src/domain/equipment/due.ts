/** Until when a reminder is due. */
import { condition } from '../kernel/delivery.ts'

/** It has not been tested since the reminder was owed. */
export const UNTESTED = condition<{ tested: boolean }>('untested', ({ tested }) => (tested ? 'tested' : null))
