import { need } from '../kernel/need.ts'

/** A code that can be used: not spent, not void, not too old. */
export interface LiveCode {
  id: string
  hash: string
  personId: string
  /** Wrong codes that anybody tried since it was made. */
  wrong: number
}

/** What is known when a code is tried. */
export interface CodeTry {
  /** Wrong codes of this account and of its person's others within the span. */
  wrong: number
  live: readonly LiveCode[]
}

/** The sender's web sign-ins, the newest first. */
export const SESSIONS = need<readonly { id: string; agent: string | null; seenAt: Date }[]>([])('sessions')
/** What is known of the code in the text. */
export const CODES = need<CodeTry | undefined>(undefined)('codes')
