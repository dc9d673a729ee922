import type { Rooms } from '#domain/nouns.ts'
import type { Tables } from '../room.ts'
import { writeRoster } from './facts.ts'
import { ROSTER_LOADERS, ROSTER_LOOKS } from './load.ts'

export const roster = {
  write: writeRoster,
  loaders: { ...ROSTER_LOADERS, ...ROSTER_LOOKS },
  due: {},
  upkeep: null,
  times: [],
  subjects: [],
  about: {},
} satisfies Tables<Rooms['roster']>
