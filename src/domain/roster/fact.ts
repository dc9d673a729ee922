/** What has happened to people, their accounts, codes and sign-ins, and the chats they are in. */
import type { FactOf, KernelFact } from '../kernel/fact.ts'
import { type LedgerTable, ofNothing, ofPerson } from '../kernel/ledgered.ts'

export type RosterFact =
  | {
      type: 'account.bound'
      channel: string
      account: string
      name: string | null
      personId: string
      how: 'code' | 'officer' | 'mobile' | 'picker'
    }
  | { type: 'account.seen'; channel: string; account: string; name: string | null }
  | { type: 'account.revoked'; channel: string; account: string; personId: string }
  // one-time codes
  | { type: 'code.made'; id: string; personId: string; hash: string; expiresAt: Date }
  | { type: 'code.spent'; id: string; personId: string }
  | { type: 'code.refused'; channel: string; account: string; personId: string | null }
  | { type: 'codes.voided'; personIds: string[]; why: 'guessed' }
  // sign-ins
  | {
      type: 'session.opened'
      id: string
      personId: string
      hash: string
      how: 'code' | 'picker'
      agent: string
      expiresAt: Date
    }
  | { type: 'session.ended'; id: string; personId: string }
  | { type: 'chat.joined'; channel: string; chat: string; kind: 'group' | 'p2p'; name: string }
  | { type: 'chat.left'; channel: string; chat: string }

export type Change = KernelFact | RosterFact
export type ChangeOf<T extends Change['type']> = FactOf<Change, T>

export const ROSTER_LEDGER: LedgerTable<RosterFact> = {
  'account.bound': ofPerson,
  'account.seen': ofNothing,
  'account.revoked': ofPerson,
  'code.made': ofPerson,
  'code.spent': ofPerson,
  'code.refused': ofPerson,
  'codes.voided': ofNothing,
  'session.opened': ofPerson,
  'session.ended': ofPerson,
  'chat.joined': ofNothing,
  'chat.left': ofNothing,
}
