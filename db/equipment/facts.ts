/** Applies what happened to the gear. */
import { sql } from 'drizzle-orm'
import type { EquipmentFact } from '#domain/equipment/fact.ts'
import type { AnyFact } from '#domain/kernel/fact.ts'
import { Overtaken } from '../engine/overtaken.ts'
import { insertRows } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'
import { type Writers, writeEach } from '../fact.ts'
import { equipment, equipmentTests } from './tables.ts'

export async function writeEquipment(tx: Tx, facts: readonly AnyFact[], now: Date): Promise<void> {
  await writeEach(WRITERS, tx, facts, now)
}

const WRITERS: Writers<EquipmentFact> = {
  'equipment.planned': async (tx, { planned: row }) => {
    const known = await tx.execute(sql`select 1 from equipment where device = ${row.device}`)
    if (known.length) throw new Overtaken('it stands under the plan meanwhile')
    await insertRows(tx, equipment, [{ ...row }])
  },
  'equipment.assigned': (tx, c) => tx.execute(sql`update equipment set keeper_id = ${c.keeperId} where id = ${c.id}`),
  'equipment.tested': (tx, { test }) => insertRows(tx, equipmentTests, [{ ...test }]),
  'equipment.moved': async (tx, c, now) => {
    const over = c.to === 'mended'
    const rows = await tx.execute(
      sql`update equipment_tests set state = ${c.to}, mended_at = ${over ? now.toISOString() : null}, mended_by = ${over ? c.by : null}::uuid where id = ${c.id} and state = ${c.from} returning id`,
    )
    if (!rows.length) throw new Overtaken(`the test is no longer ${c.from}`)
  },
  'equipment.reminded': (tx, c) => tx.execute(sql`update equipment set reminded_for = ${c.dueOn} where id = ${c.id}`),
}
