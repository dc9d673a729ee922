import { need } from '../kernel/need.ts'
import { afterAll, withFiled } from '../record/after.ts'
import type { Rec } from '../record/record.ts'

/** Orders to the sender's village, to all of them or to people by name, of the last hours, the oldest first: what they say may be the answer. */
export const ORDERS = need<readonly Rec[]>([], (loaded, facts) =>
  withFiled(loaded, facts, (r) => r.kind === 'instruction'),
)('orders')
/** What the sender ordered in the last weeks, the newest first. */
export const OWN_ORDERS = need<readonly Rec[]>([], (loaded, facts) => loaded.map((r) => afterAll(r, facts)))(
  'own_orders',
)
