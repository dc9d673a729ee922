import type { Serial } from '../kernel/message.ts'
import { need } from '../kernel/need.ts'
import type { BroadcastSight } from './broadcast.ts'

/** Those that are not over, held until it is decided. */
export const OPEN_BROADCASTS = need<readonly BroadcastSight[]>([])('open_broadcasts')
/** The pressed one, and those that are reported on. */
export const BROADCASTS = need<readonly BroadcastSight[]>([])('broadcasts')
/** Numbers under our name that a platform reported on now for the first time, and that were never given out here. */
export const STRANGE_SERIALS = need<readonly Serial[]>([])('strange_serials')
