import type { Rooms } from '#domain/nouns.ts'
import type { Tables } from '../room.ts'
import { DUTY_LOADERS } from './load.ts'

export const duty = {
  write: null,
  loaders: DUTY_LOADERS,
  due: {},
  upkeep: null,
  times: [],
  subjects: [],
  about: {},
} satisfies Tables<Rooms['duty']>
