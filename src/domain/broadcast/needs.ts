import type { Serial } from '../kernel/message.ts'
import { look, need } from '../kernel/need.ts'
import type { BroadcastView, Link } from './broadcast.ts'

/** Those that are not over, held until it is decided. */
export const OPEN_BROADCASTS = need<readonly BroadcastView[]>([])('open_broadcasts')
/** The pressed one, and those that are reported on. */
export const BROADCASTS = need<readonly BroadcastView[]>([])('broadcasts')
/** Numbers under our name that a platform reported on now for the first time, and that were never given out here. */
export const STRANGE_SERIALS = need<readonly Serial[]>([])('strange_serials')

/** One by id, held until it is decided. */
export const BROADCAST = look<string, BroadcastView | undefined>()('broadcast')
/** Those that are not over, held until it is decided. */
export const BROADCASTS_OPEN = look<null, readonly BroadcastView[]>()('broadcasts_open')
/** How the link stood after its last test. */
export const LINK = look<null, Link>()('link')
