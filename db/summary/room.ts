import type { Rooms } from '#domain/nouns.ts'
import type { Tables } from '../room.ts'
import { writeSummaries } from './facts.ts'
import { SUMMARY_LOADERS, SUMMARY_LOOKS } from './load.ts'

export const summary = {
  write: writeSummaries,
  loaders: { ...SUMMARY_LOADERS, ...SUMMARY_LOOKS },
  due: {},
  upkeep: null,
  times: [],
  subjects: [],
  about: {},
} satisfies Tables<Rooms['summary']>
