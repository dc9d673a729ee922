/** What the auditor may find: where what is owed and what became of it do not agree. */
import type { Sending, WarningState } from './warning.ts'
import type { FINDING_WORDS } from './words.ts'

/** What can disagree. */
export type FindingKind = keyof typeof FINDING_WORDS

/** One disagreement; the same one has the same key, however often it is found. */
export interface Finding {
  key: string
  kind: FindingKind
  warningId: string | null
  /** Whom or what it is about: a name, a group, a step. */
  text: string
}

/** A warning with everything that became of it. */
export interface Audited extends WarningState {
  sent: Sending[]
  /** Pending deadlines of the warning. */
  deadlines: { kind: string; step: number }[]
  /** Everybody the ledger says was asked. */
  asked: { personId: string; name: string }[]
  /** Whom the ledger says was asked to reach others, by which step; null = kept before the ledger said which. */
  handed: { contactId: string; personIds: string[]; step: number | null }[]
}
