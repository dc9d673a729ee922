/** Serves what the clock and callers look at of warnings, the auditor and the polled list among them. */
import type * as needs from '#domain/warning/needs.ts'
import { lock } from '../engine/locks.ts'
import { loadFeed, unseenOf } from '../feed/load.ts'
import { oldestUnsent } from '../flow/backlog.ts'
import type { Lookers } from '../need.ts'
import { loadAudited, openFindings, standingFindings } from './audit.ts'
import { warningsOfDay } from './day.ts'
import { loadWarning, recentWarnings } from './load.ts'

export const WARNING_LOOKS: Lookers<typeof needs> = {
  warnings_day: warningsOfDay,
  warning: (tx, id) => loadWarning(tx, id),
  recent_or_named: (tx, identifiers, { now }) => recentWarnings(tx, now, identifiers),
  audited: (tx, id) => loadAudited(tx, id),
  findings: (tx, id) => openFindings(tx, id),
  standing_findings: async (tx) => {
    await lock(tx, 'audit')
    return standingFindings(tx)
  },
  oldest_unsent: (tx, _, { now }) => oldestUnsent(tx, now),
  feed: async (tx, { source, hashes }) => {
    // two processes that asked at once decide one after the other
    await lock(tx, 'feed')
    const [before, unseen] = await Promise.all([loadFeed(tx, source), unseenOf(tx, source, hashes)])
    return { before, unseen }
  },
}
