/** What the auditor may find: where what is owed and what became of it do not agree. */
import type { Sending, WarningState } from './warning.ts'

/** What can disagree, as officers read it. */
export const FINDING_WORDS = {
  unasked: '应叫应的人没有叫应记录',
  unowed: '没有发件记录',
  refused: '消息被拒收',
  unknown: '消息不知是否送到',
  stuck: '消息还没有发出',
  unbuzzed: '加急没有打出去，请改打电话',
  late: '到点的步骤没有执行',
  no_deadline: '下一步没有定时，已补上',
  unsent: '有消息等了很久没有发出',
} as const
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
