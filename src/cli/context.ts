/** What a command decides by; apart from the way to the database, since most commands need no reader of messages. */
import { uuidv7 } from 'uuidv7'
import type { Database } from '#db/engine/client.ts'
import { createRosterCache } from '#db/roster/snapshot.ts'
import { createDecisionContext } from '#jobs/context.ts'

/** At a moment; it sends nothing. */
export const contextAt = (db: Database['db'], tz: string, now: Date) =>
  createDecisionContext({ db, roster: createRosterCache(db), tz, now: () => now, newId: uuidv7, channels: [] })()
