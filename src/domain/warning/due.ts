/** Until when messages about a warning are due. */
import type { About, Conditions } from '../kernel/delivery.ts'

const over = ({ warningState: state }: About) => (state && state !== 'open' ? state : null)

export const WARNING_CONDITIONS: Conditions<'unanswered' | 'open'> = {
  unanswered: (about) => (about.answered ? 'answered' : about.ended ? 'superseded' : over(about)),
  open: over,
}
