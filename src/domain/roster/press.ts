/** Presses on the card of one's own accounts. */
import type { Presses } from '../kernel/press.ts'
import { endSessions, releaseByPress } from './accounts.ts'
import type { Change } from './fact.ts'
import { SESSIONS } from './needs.ts'

export const ROSTER_PRESSES: Presses<Change> = {
  'account.release': { roles: [], needs: [], run: releaseByPress },
  'sessions.end': { roles: [], needs: [SESSIONS], run: endSessions },
}
