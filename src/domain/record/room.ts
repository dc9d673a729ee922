/** The bones that structured messages share. */
import type { Noun } from '../kernel/noun.ts'
import type { Change, ChangeOf } from './fact.ts'
import { RECORD_PRESSES } from './press.ts'
import { mayMove } from './record.ts'

export const record = {
  presses: RECORD_PRESSES,
  followed: ['record.filed', 'record.amended', 'record.noted'],
  takenBack: (fact) => {
    if (fact.type === 'attachment.received') return [fact as ChangeOf<'attachment.received'>]
    if (fact.type !== 'record.filed') return undefined
    const filed = fact as ChangeOf<'record.filed'>
    const { id, kind, state } = filed.record
    return mayMove(kind, state, 'withdrawn')
      ? [filed, { type: 'record.moved', id, from: state, to: 'withdrawn', note: 'recalled' }]
      : [filed]
  },
} satisfies Noun<Change>
