import type { Rooms } from '#domain/nouns.ts'
import type { Tables } from '../room.ts'
import { HAZARD_LOADERS, loadRound, roundWaits } from './load.ts'

export const hazard = {
  write: null,
  loaders: HAZARD_LOADERS,
  due: { 'hazard.round': loadRound, 'hazard.remind': async () => null },
  upkeep: roundWaits,
  times: [],
  subjects: [],
  about: {},
} satisfies Tables<Rooms['hazard']>
