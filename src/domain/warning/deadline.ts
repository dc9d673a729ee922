import type { Deadline } from '../kernel/deadline.ts'
import { tellOfficers } from './card.ts'
import { drillOver } from './drill.ts'
import { stepUp } from './escalate.ts'
import type { Change } from './fact.ts'
import { tellUnreached } from './reach.ts'
import { type Troubled, tellTroubles } from './trouble.ts'
import { closeAtEnd } from './validity.ts'
import type { WarningState } from './warning.ts'

/** The warning with all obligations; none where it is gone. */
type State = WarningState | undefined

export const WARNING_DEADLINES: {
  'warning.step': Deadline<State, Change>
  /** With what people said of it, where that is to be told. */
  'warning.card': Deadline<{ state: State; said: Troubled[] }, Change>
  'warning.reach': Deadline<State, Change>
  'warning.close': Deadline<State, Change>
  'drill.end': Deadline<State, Change>
} = {
  'warning.step': {
    words: '预警的下一步叫应',
    counts: 'minutes',
    due: (g, state, step) => (state ? stepUp(g, state, step) : []),
  },
  'warning.card': {
    words: '预警应答卡片的更新',
    counts: 'minutes',
    // drawn once for all that is to be drawn, and nothing of it is forgotten
    single: 'joined',
    due: (g, { state, said }) => (state ? [...tellTroubles(g, state, said), ...tellOfficers(g, state)] : []),
  },
  'warning.reach': {
    words: '预警找不到人时的跟进',
    counts: 'minutes',
    due: (g, state) => (state ? tellUnreached(g, state) : []),
  },
  'warning.close': {
    words: '到期结束预警',
    counts: 'date',
    due: (g, state) => (state ? closeAtEnd(g, state, state.sent ?? []) : []),
  },
  'drill.end': {
    words: '结束演练',
    counts: 'minutes',
    due: (g, state, step) => (state ? drillOver(g, state, state.sent ?? [], step) : []),
  },
}
