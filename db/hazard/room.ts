import type { Rooms } from '#domain/nouns.ts'
import { followed } from '../record/due.ts'
import type { Tables } from '../room.ts'
import { HAZARD_LOADERS } from './load.ts'

export const hazard = {
  write: null,
  loaders: HAZARD_LOADERS,
  due: { 'hazard.remind': followed },
  upkeep: null,
  times: [],
  subjects: [],
  about: {},
} satisfies Tables<Rooms['hazard']>
