/** What an officer should look at in a warning, in plain words; and what keeps it from going out by itself. */
import type { Line } from '../kernel/message.ts'
import type { Warning } from './warning.ts'
import { DOUBT_WORDS } from './words.ts'

const SHORT = 60
const short = (text: string | undefined) => (text && text.length > SHORT ? `${text.slice(0, SHORT)}…` : text)

/** The doubts of a warning as lines of the officer's card, one each. */
export const doubtLines = ({ doubts }: Pick<Warning, 'doubts'>): Line[] =>
  doubts.map((d) => ({
    label: '请核对',
    value: DOUBT_WORDS[d.flag]({ ...d, taken: short(d.taken), said: short(d.said) }),
  }))

/** Whether nobody is called before an officer has looked: drill or real is open, nothing here is meant, or something that came first already ended it. */
export const isHeld = ({
  doubts,
  area,
  action,
  drillBy,
}: Pick<Warning, 'doubts' | 'area' | 'action' | 'drillBy'>): boolean =>
  drillBy === 'doubt' ||
  !!area.nowhere ||
  doubts.some(
    (d) =>
      d.flag === 'overtaken' ||
      d.flag === 'other_stands' ||
      d.flag === 'said_before' ||
      d.flag === 'action_differs' ||
      (d.flag === 'unknown_reference' && action === 'lift'),
  )
