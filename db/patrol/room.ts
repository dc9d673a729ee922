import type { Rooms } from '#domain/nouns.ts'
import type { Tables } from '../room.ts'
import { writePatrols } from './facts.ts'
import { loadPatrolPlan, PATROL_LOADERS } from './load.ts'

export const patrol = {
  write: writePatrols,
  loaders: PATROL_LOADERS,
  due: {},
  upkeep: (tx, g) => loadPatrolPlan(tx, g.now, true),
  times: [],
  subjects: [],
  about: {},
} satisfies Tables<Rooms['patrol']>
