import { sql } from 'drizzle-orm'
import type { Rooms } from '#domain/nouns.ts'
import type { Tables } from '../room.ts'
import { writeEquipment } from './facts.ts'
import { dueEquipment, EQUIPMENT_LOADERS, loadPlans } from './load.ts'
import { equipmentTests } from './tables.ts'

export const equipment = {
  write: writeEquipment,
  loaders: EQUIPMENT_LOADERS,
  due: { 'equipment.due': dueEquipment },
  upkeep: loadPlans,
  times: [],
  subjects: [equipmentTests],
  about: {
    equipment: sql`(select jsonb_build_object('state', t.state) from equipment_tests t where t.id = m.about_id)`,
    equipment_kind: sql`(select jsonb_build_object('tested', exists (select from equipment_tests t where t.device = e.device
      and t.state in ('passed', 'faulty', 'mended') and not t.drill and t.village_code is null and t.received_at > m.created_at))
      from equipment e where e.id = m.about_id)`,
  },
} satisfies Tables<Rooms['equipment']>
