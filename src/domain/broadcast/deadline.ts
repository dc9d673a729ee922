import type { Deadline } from '../kernel/deadline.ts'
import type { BroadcastView } from './broadcast.ts'
import type { Change } from './fact.ts'
import { follow, signatureDue } from './lifecycle.ts'

type Sight = BroadcastView | undefined

export const BROADCAST_DEADLINES: {
  'broadcast.follow': Deadline<Sight, Change>
  'broadcast.sign': Deadline<Sight, Change>
} = {
  'broadcast.follow': {
    words: '应急广播的跟进',
    counts: 'minutes',
    due: (g, sight, step) => (sight ? follow(g, sight, step) : []),
  },
  'broadcast.sign': {
    words: '电话同意的补签提醒',
    counts: 'minutes',
    due: (g, sight) => (sight ? signatureDue(g, sight) : []),
  },
}
