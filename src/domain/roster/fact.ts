/** What has happened to people, their accounts, codes and sign-ins, and the chats they are in. */
import type { FactOf, KernelFact } from '../kernel/fact.ts'
import { type LedgerTable, ofNothing, ofPerson, withoutHash } from '../kernel/ledgered.ts'
import type { SettingName } from '../settings.ts'
import type { RosterPlan } from './plan.ts'

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
  /** Who is in a group chat, as its platform tells: who came into it and who left it since it was last asked. */
  | { type: 'members.changed'; channel: string; chat: string; joined: string[]; left: string[] }
  /** A workbook was written into the roster, whole. @param prune whoever is not in it is let go. */
  | { type: 'roster.imported'; plan: RosterPlan; prune: boolean }
  /** null = back to the default. */
  | { type: 'setting.changed'; name: SettingName; value: unknown; was: unknown; by: string }

export type Change = KernelFact | RosterFact
export type ChangeOf<T extends Change['type']> = FactOf<Change, T>

export const ROSTER_LEDGER: LedgerTable<RosterFact> = {
  'account.bound': ofPerson,
  'account.seen': ofNothing,
  'account.revoked': ofPerson,
  'code.made': (c) => ({ ...ofPerson(c), kept: withoutHash(c) }),
  'code.spent': ofPerson,
  'code.refused': ofPerson,
  'codes.voided': ofNothing,
  'session.opened': (c) => ({ ...ofPerson(c), kept: withoutHash(c) }),
  'session.ended': ofPerson,
  'chat.joined': ofNothing,
  'chat.left': ofNothing,
  'members.changed': ofNothing,
  'roster.imported': (c) => ({ id: null, kept: countsOf(c) }),
  'setting.changed': ofNothing,
}

/** Of an import the ledger keeps how much there was and who was handed over or let go, not the rows: numbers are in them. */
const countsOf = ({ type, plan, prune }: FactOf<RosterFact, 'roster.imported'>): object => ({
  type,
  station: !!plan.station,
  villages: plan.villages.length,
  grids: plan.grids.length,
  people: plan.people.length,
  groups: plan.groups.length,
  places: plan.places.length,
  shifts: plan.shifts.length,
  handed: plan.handed ?? [],
  deactivated: prune ? plan.missing.map((m) => m.id) : [],
})
