/** What has happened to broadcasts 应急广播, and to the link to their platform. */
import type { DeadlineFact, FactOf, KernelFact } from '../kernel/fact.ts'
import { type LedgerTable, ofNothing, type Subject } from '../kernel/ledgered.ts'
import type { AirVillage, Approval, Broadcast, BroadcastState } from './broadcast.ts'

export type BroadcastFact =
  | { type: 'broadcast.requested'; broadcast: Broadcast }
  | { type: 'broadcast.approved'; broadcast: Broadcast; villages: AirVillage[] }
  | { type: 'broadcast.signed'; id: string; approval: Approval }
  | { type: 'broadcast.moved'; id: string; from: BroadcastState; to: BroadcastState; note?: string }
  /** `villages`: those of which an end the platform reported is no longer believed. */
  | { type: 'broadcast.stopped'; broadcast: Broadcast; from: BroadcastState; villages: AirVillage[] }
  | { type: 'broadcast.told'; id: string; from: BroadcastState; state: BroadcastState; villages: AirVillage[] }
  | { type: 'link.tested'; ok: boolean; failures: number; code: string; lostAt: Date | null }
  | { type: 'link.heard' }
  | { type: 'link.lost'; code: string }
  | { type: 'link.back' }

export type Change = KernelFact | BroadcastFact | DeadlineFact<'broadcast.follow' | 'broadcast.sign'>
export type ChangeOf<T extends Change['type']> = FactOf<Change, T>

const broadcast = (c: { id: string }): Subject => ({ id: c.id, of: 'broadcasts' })
const whole = (c: { broadcast: Broadcast }): Subject => ({ ...broadcast(c.broadcast), drill: c.broadcast.drill })

export const BROADCAST_LEDGER: LedgerTable<BroadcastFact> = {
  'broadcast.requested': whole,
  'broadcast.approved': whole,
  'broadcast.signed': broadcast,
  'broadcast.moved': broadcast,
  'broadcast.stopped': whole,
  'broadcast.told': broadcast,
  'link.tested': null,
  'link.heard': null,
  'link.lost': ofNothing,
  'link.back': ofNothing,
}
