import type { Rooms } from '#domain/nouns.ts'
import type { Tables } from '../room.ts'
import { writeInspections } from './facts.ts'
import { INSPECTION_LOADERS, idleCheck, loadPlanned } from './load.ts'

export const inspection = {
  write: writeInspections,
  loaders: INSPECTION_LOADERS,
  due: { 'inspection.idle': idleCheck },
  upkeep: (tx) => loadPlanned(tx, true),
  times: [],
  subjects: [],
  about: {},
} satisfies Tables<Rooms['inspection']>
