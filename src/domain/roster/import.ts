/** What an import says has happened: the roster as planned, and whose accounts go with it. */
import { releaseAccounts } from './accounts.ts'
import type { Change } from './fact.ts'
import type { RosterPlan } from './plan.ts'

/**
 * A phone that is somebody else's now took its owner's chats and sessions along: those accounts are nobody's until they are
 * looked up or bound again, and nothing meant for the one is read by the other. The person stays, with all they did.
 * @param held the accounts of those whose phone was handed over.
 */
export const imported = (plan: RosterPlan, prune: boolean, held: Parameters<typeof releaseAccounts>[0]): Change[] => [
  ...releaseAccounts(held),
  { type: 'roster.imported', plan, prune },
]
