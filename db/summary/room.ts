import type { Rooms } from '#domain/nouns.ts'
import type { Tables } from '../room.ts'
import { writeSummaries } from './facts.ts'

export const summary = {
  write: writeSummaries,
  loaders: {},
  due: {},
  upkeep: null,
  times: [],
  subjects: [],
  about: {},
} satisfies Tables<Rooms['summary']>
