import { sql } from 'drizzle-orm'
import type { Rooms } from '#domain/nouns.ts'
import type { Tables } from '../room.ts'
import { writeRecords } from './facts.ts'
import { aboutRecordsSeen } from './list.ts'
import { RECORD_LOADERS, RECORD_LOOKS } from './load.ts'
import { records } from './tables.ts'
import { RECORD_TIMES } from './times.ts'

export const record = {
  write: writeRecords,
  loaders: { ...RECORD_LOADERS, ...RECORD_LOOKS },
  due: {},
  upkeep: null,
  times: [RECORD_TIMES],
  subjects: [records],
  aboutSeen: aboutRecordsSeen,
  about: { record: sql`(select jsonb_build_object('state', r.state) from records r where r.id = m.about_id)` },
} satisfies Tables<Rooms['record']>
