/** What has happened to the station's gear. Every fact carries its own drill: a test of a drill is none of the plan's. */
import type { DeadlineFact, FactOf } from '../kernel/fact.ts'
import type { LedgerTable, Subject } from '../kernel/ledgered.ts'
import type { Change as Below } from '../record/fact.ts'
import type { Device } from './devices.ts'
import type { Planned, Test, TestState } from './equipment.ts'

export type EquipmentFact =
  /** A kind of gear stands under the plan from now on. */
  | { type: 'equipment.planned'; planned: Planned }
  | { type: 'equipment.assigned'; id: string; device: Device; keeperId: string | null }
  | { type: 'equipment.tested'; test: Test }
  /** How a test went, said afterwards; or it is taken back, or a fault is over. */
  | {
      type: 'equipment.moved'
      id: string
      from: TestState
      to: TestState
      drill: boolean
      by: string
      note: string
      messageId: string | null
    }
  | { type: 'equipment.reminded'; id: string; device: Device; dueOn: string; to: string[] }

export type Change = Below | EquipmentFact | DeadlineFact<'equipment.due'>
export type ChangeOf<T extends Change['type']> = FactOf<Change, T>

const real = (c: { id: string }): Subject => ({ id: c.id, drill: false })

export const EQUIPMENT_LEDGER: LedgerTable<EquipmentFact> = {
  'equipment.planned': ({ planned }) => real(planned),
  'equipment.assigned': real,
  'equipment.tested': ({ test }) => ({ id: test.id, drill: test.drill }),
  'equipment.moved': (c) => ({ id: c.id, drill: c.drill }),
  'equipment.reminded': real,
}
