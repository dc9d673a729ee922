import { look, need } from '../kernel/need.ts'
import type { AccountBinding } from '../kernel/roster.ts'

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

/** A living sign-in, held until it is decided; `demo` = those of the demo station too. */
export const SESSION = look<{ id: string; demo: boolean }, { personId: string } | undefined>()('session')
/** What is known of the codes that somebody tries at the web chat's door. */
export const CODE_TRIES = look<{ channel: string; account: string }, CodeTry>()('code_tries')
/** One account, or all of a person's, revoked ones too, held until it is decided. */
export const BINDINGS = look<{ personId: string } | { channel: string; account: string }, readonly Binding[]>()(
  'bindings',
)
export type Binding = Required<Pick<AccountBinding, 'channel' | 'account' | 'personId' | 'name' | 'how'>> & {
  boundAt: Date | null
  revokedAt: Date | null
}
