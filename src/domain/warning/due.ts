/** Until when messages about a warning are due. */
import { condition } from '../kernel/delivery.ts'
import type { Warning } from './warning.ts'

/** The warning, and how the person stands to it whom the message is for. */
interface Now {
  state: Warning['state']
  answered: boolean
  /** Another warning took this one's place for them. */
  ended: boolean
}

const over = ({ state }: Now) => (state === 'open' ? null : state)

/** The warning is open. */
export const OPEN = condition<Now>('open', over)
/** The person has not answered it, and it is open. */
export const UNANSWERED = condition<Now>('unanswered', (now) =>
  now.answered ? 'answered' : now.ended ? 'superseded' : over(now),
)
