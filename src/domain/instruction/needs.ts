import { need } from '../kernel/need.ts'
import { withFiled } from '../record/after.ts'
import type { Rec } from '../record/record.ts'

/** Orders to the sender's village of the last hours, the oldest first: what they say may be the answer. */
export const ORDERS = need<readonly Rec[]>([], (loaded, facts) =>
  withFiled(loaded, facts, (r) => r.kind === 'instruction' && !!r.villageCode),
)('orders')
