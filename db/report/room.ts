import type { Rooms } from '#domain/nouns.ts'
import { followed } from '../record/due.ts'
import type { Tables } from '../room.ts'
import { REPORT_LOADERS } from './load.ts'

export const report = {
  write: null,
  loaders: REPORT_LOADERS,
  due: { 'report.unreceived': followed },
  upkeep: null,
  times: [],
  subjects: [],
  about: {},
} satisfies Tables<Rooms['report']>
