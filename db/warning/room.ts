import { sql } from 'drizzle-orm'
import { PRIORITY } from '#domain/kernel/fact.ts'
import type { Rooms } from '#domain/nouns.ts'
import { writeFeeds } from '../feed/facts.ts'
import { FEED_TIMES } from '../feed/times.ts'
import type { Tables, Write } from '../room.ts'
import { WARNING_DUE } from './due.ts'
import { writeWarnings } from './facts.ts'
import { aboutWarningsSeen } from './list.ts'
import { WARNING_LOADERS } from './load.ts'
import { WARNING_LOOKS } from './look.ts'
import { warnings } from './tables.ts'
import { WARNING_TIMES } from './times.ts'

const write: Write = (tx, facts, now) => Promise.all([writeWarnings(tx, facts, now), writeFeeds(tx, facts)])

export const warning = {
  write,
  loaders: { ...WARNING_LOADERS, ...WARNING_LOOKS },
  due: WARNING_DUE,
  upkeep: null,
  times: [WARNING_TIMES, FEED_TIMES],
  subjects: [warnings],
  about: {
    warning: sql`(select jsonb_build_object('state', w.state, 'answered', b.answered_at is not null, 'ended', b.ended_at is not null)
      from warnings w left join obligations b on b.warning_id = w.id and b.person_id = m.person_id where w.id = m.about_id)`,
  },
  aboutSeen: aboutWarningsSeen,
  evidence: ['warning'],
  // whom a warning's own message was for is seen to
  refused: {
    'warning.reach': sql`select w.id from warnings w where w.state = 'open'
      and w.id in (select about_id from refused where about_kind = 'warning' and priority = ${sql.raw(String(PRIORITY.warning))})`,
  },
} satisfies Tables<Rooms['warning']>
