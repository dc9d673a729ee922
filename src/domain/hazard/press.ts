/** Presses on the card of a hazard. */
import { OFFICERS } from '../kernel/access.ts'
import type { Presses } from '../kernel/press.ts'
import { onMove, onRecord } from '../record/press.ts'
import type { Change } from './fact.ts'
import { extend, judged, moveTo } from './hazard.ts'

export const HAZARD_PRESSES: Presses<Change> = {
  'hazard.start': {
    roles: OFFICERS,
    owner: true,
    ...onMove('rectifying', (s, r) => moveTo(s, r, 'rectifying'), ['registered']),
  },
  'hazard.pass': {
    roles: OFFICERS,
    ...onMove(
      'cleared',
      judged((s, r) => moveTo(s, r, 'cleared')),
    ),
  },
  'hazard.back': {
    roles: OFFICERS,
    ...onMove('rectifying', (s, r) => moveTo(s, r, 'rectifying'), ['recheck', 'cleared']),
  },
  // said in words by whoever reported it or answers for it too: to look at it once more harms nobody
  'hazard.again': {
    roles: OFFICERS,
    owner: true,
    reporter: true,
    ...onMove('rectifying', (s, r) => moveTo(s, r, 'rectifying'), ['cleared']),
  },
  'hazard.extend': {
    roles: OFFICERS,
    ...onRecord(judged((s, r, press) => extend(s, r, press.data.until ?? ''))),
  },
}
