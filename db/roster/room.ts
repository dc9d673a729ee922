import type { Rooms } from '#domain/nouns.ts'
import type { Tables } from '../room.ts'
import { writeRoster } from './facts.ts'
import { ROSTER_LOADERS } from './needs.ts'

export const roster = {
  write: writeRoster,
  loaders: ROSTER_LOADERS,
  due: {},
  upkeep: null,
  times: [],
  subjects: [],
  about: {},
} satisfies Tables<Rooms['roster']>
