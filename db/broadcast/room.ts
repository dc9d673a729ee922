import { sql } from 'drizzle-orm'
import type { Rooms } from '#domain/nouns.ts'
import type { Tx } from '../engine/tx.ts'
import type { Tables } from '../room.ts'
import { writeBroadcasts } from './facts.ts'
import { BROADCAST_LOADERS, BROADCAST_LOOKS, loadBroadcast } from './load.ts'
import { broadcasts } from './tables.ts'
import { BROADCAST_TIMES } from './times.ts'

const whole = (tx: Tx, { subjectId }: { subjectId: string }) => loadBroadcast(tx, subjectId)

export const broadcast = {
  write: writeBroadcasts,
  loaders: { ...BROADCAST_LOADERS, ...BROADCAST_LOOKS },
  due: { 'broadcast.follow': whole, 'broadcast.sign': whole },
  upkeep: null,
  times: [BROADCAST_TIMES],
  subjects: [broadcasts],
  about: {
    broadcast: sql`(select jsonb_build_object('state', case when d.stop is null then d.state else 'stopped' end) from broadcasts d where d.id = m.about_id)`,
  },
} satisfies Tables<Rooms['broadcast']>
